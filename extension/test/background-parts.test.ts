// The background's parts that meet the browser: the engine's start, the sites it knows, and the registration of their scripts.

import { describe, expect, it } from 'vitest';
import { Allowed } from '../src/background/access';
import { EngineHost } from '../src/background/engine-host';
import { type ScriptApis, SiteScripts } from '../src/background/site-scripts';
import {
  HUBS,
  hostsOf,
  MARKETPLACES,
  marketplaceOf,
  SHORTENERS,
  type Site,
  siteById,
  siteOf,
} from '../src/sites/marketplaces';
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

describe('scripts of sites', () => {
  function browserWith(granted: Set<string>) {
    const registered = new Map<string, { matches: string[] }>();
    const injected: number[] = [];
    const apis: ScriptApis = {
      permissions: { getAll: async () => ({ origins: [...granted] }) },
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
  const amazon = siteById('amazon') as Site;
  const linktree = siteById('linktr.ee') as Site;

  it('follow what is granted and taken back, also when asked at once', async () => {
    const granted = new Set<string>();
    const { apis, registered, injected } = browserWith(granted);
    const scripts = new SiteScripts(apis);
    await scripts.sync();
    expect(registered.size).toBe(0);
    for (const host of hostsOf(linktree)) granted.add(host);
    await Promise.all([scripts.sync(), scripts.granted(hostsOf(linktree)), scripts.sync()]);
    expect(registered.get('hub')?.matches).toEqual(hostsOf(linktree));
    expect(registered.has('listing')).toBe(false);
    expect(injected).toEqual([4]);
    granted.clear();
    await scripts.sync();
    expect(registered.size).toBe(0);
  });

  it('read what the browser grants of a site, and storefronts as pages of links', async () => {
    const { apis, registered } = browserWith(new Set(['https://*.amazon.de/*']));
    await new SiteScripts(apis).sync();
    expect(registered.get('listing')?.matches).toEqual(['https://*.amazon.de/*']);
    expect(registered.get('hub')?.matches).toContain('https://*.amazon.de/shop/*');
    expect(hostsOf(amazon).length).toBeGreaterThan(20);
  });
});

describe('sites', () => {
  it('are those of the rules: every marketplace that the reader knows, pages of links and shorteners', () => {
    expect(MARKETPLACES.length).toBeGreaterThanOrEqual(40);
    const ids = MARKETPLACES.map(({ id }) => id);
    expect(ids).toEqual(
      expect.arrayContaining(['amazon', 'ebay', 'etsy', 'taobao', 'shopee', 'tiktok-shop', 'vinted']),
    );
    expect(HUBS.map(({ id }) => id)).toEqual(expect.arrayContaining(['linktr.ee', 'beacons.ai', 'liketk.it']));
    expect(SHORTENERS.map(({ id }) => id)).toEqual(expect.arrayContaining(['bit.ly', 'prf.hn', 'pxf.io']));
    const all = [...MARKETPLACES, ...HUBS, ...SHORTENERS];
    expect(new Set(all.flatMap(({ domains }) => domains)).size).toBe(all.flatMap(({ domains }) => domains).length);
    for (const pattern of all.flatMap(hostsOf))
      expect(pattern).toMatch(/^https:\/\/\*\.[a-z0-9-]+(?:\.[a-z0-9-]+)+\/\*$/);
  });

  it.each([
    ['https://www.amazon.co.uk/dp/B0', 'amazon'],
    ['https://amazon.com/', 'amazon'],
    ['https://smile.amazon.com/', 'amazon'],
    ['https://amzn.to/3x', 'amazon'],
    ['https://www.amazon.com.evil.example/', undefined],
    ['https://notamazon.com/', undefined],
    ['ftp://amazon.com/', undefined],
    ['amazon.com', undefined],
  ])('%s', (url, id) => {
    expect(marketplaceOf(url)?.id).toBe(id);
  });

  it('are told apart by kind', () => {
    expect(siteOf('https://linktr.ee/x')?.kind).toBe('hub');
    expect(siteOf('https://bit.ly/x')?.kind).toBe('shortener');
    expect(marketplaceOf('https://bit.ly/x')).toBeUndefined();
  });
});

describe('what is allowed', () => {
  const allowed = new Allowed(['https://*.amazon.com/*', 'https://*.bit.ly/*']);

  it.each([
    ['https://www.amazon.com/dp/B0', true],
    ['http://bit.ly/x', true],
    ['https://www.amazon.de/dp/B0', false],
    // Allowed or not: no site of the rules.
    ['https://example.com/', false],
    ['chrome://settings/', false],
  ])('%s: %s', (url, may) => {
    expect(allowed.mayRead(url)).toBe(may);
  });

  it('is a part of a site, or all of it', () => {
    const amazon = siteById('amazon') as Site;
    expect([allowed.partly(amazon), allowed.wholly(amazon)]).toEqual([true, false]);
    expect(allowed.wholly(siteById('bit.ly') as Site)).toBe(true);
    expect(new Allowed(['<all_urls>']).wholly(amazon)).toBe(true);
    expect(allowed.others().map(({ id }) => id)).toEqual(['bit.ly']);
  });
});
