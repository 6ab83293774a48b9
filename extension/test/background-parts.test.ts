// The background's parts that meet the browser: the engine's start, and the registration of the listing script.

import { describe, expect, it } from 'vitest';
import { EngineHost } from '../src/background/engine-host';
import { type ListingApis, ListingScripts } from '../src/background/listing-scripts';
import { hostsOf, MARKETPLACES, marketplaceOf } from '../src/sites/marketplaces';
import { fakeEngine } from './support/fake-engine';

describe('engine', () => {
  it('starts once for all who ask at the same time', async () => {
    let starts = 0;
    const host = new EngineHost(async () => {
      starts++;
      return fakeEngine();
    });
    await Promise.all([host.links('a'), host.links('b'), host.packVersion()]);
    expect(starts).toBe(1);
  });

  it('that did not start is started again', async () => {
    let starts = 0;
    const host = new EngineHost(async () => {
      if (++starts === 1) throw new Error('not yet');
      return fakeEngine();
    });
    await expect(host.links('a')).rejects.toThrow('not yet');
    expect(await host.links('a')).toHaveLength(1);
  });
});

describe('listing scripts', () => {
  function browserWith(granted: Set<string>) {
    const registered = new Map<string, { matches: string[] }>();
    const injected: number[] = [];
    const apis: ListingApis = {
      permissions: { contains: async ({ origins }) => origins.every((origin) => granted.has(origin)) },
      scripting: {
        getRegisteredContentScripts: async ({ ids }) => ids.flatMap((id) => registered.get(id) ?? []),
        registerContentScripts: async ([script]) => {
          if (script === undefined || registered.has(script.id)) throw new Error('Duplicate script ID');
          registered.set(script.id, script);
        },
        updateContentScripts: async ([script]) => {
          if (script !== undefined) registered.set(script.id, script);
        },
        unregisterContentScripts: async ({ ids }) => {
          for (const id of ids) registered.delete(id);
        },
        executeScript: async ({ target }) => void injected.push(target.tabId),
      },
      tabs: { query: async () => [{ id: 4 }, {}] },
    };
    return { apis, registered, injected };
  }
  const amazon = MARKETPLACES[0] as (typeof MARKETPLACES)[number];

  it('follow what is granted and taken back, also when asked at once', async () => {
    const granted = new Set<string>();
    const { apis, registered, injected } = browserWith(granted);
    const scripts = new ListingScripts(apis);
    await scripts.sync();
    expect(registered.size).toBe(0);
    for (const host of hostsOf(amazon)) granted.add(host);
    await Promise.all([scripts.sync(), scripts.granted(hostsOf(amazon)), scripts.sync()]);
    expect(registered.get('listing')?.matches).toEqual(hostsOf(amazon));
    expect(injected).toEqual([4]);
    granted.clear();
    await scripts.sync();
    expect(registered.size).toBe(0);
  });
});

describe('marketplaces', () => {
  it.each([
    ['https://www.amazon.co.uk/dp/B0', 'amazon'],
    ['https://amazon.com/', 'amazon'],
    ['https://smile.amazon.com/', 'amazon'],
    ['https://www.amazon.com.evil.example/', undefined],
    ['https://notamazon.com/', undefined],
    ['ftp://amazon.com/', undefined],
    ['amazon.com', undefined],
  ])('%s', (url, id) => {
    expect(marketplaceOf(url)?.id).toBe(id);
  });
});
