// The content scripts of listings and of pages of links, registered for the sites that the person has allowed and no others.

import { HUBS, MARKETPLACES, STOREFRONT_HUBS, siteById } from '../sites/marketplaces';
import { type Allowed, allowedBy, type PermissionsApi } from './access';

const FILES = {
  listing: 'content-scripts/listing.js',
  hub: 'content-scripts/hub.js',
} as const;
type Script = keyof typeof FILES;

export interface ScriptApis {
  permissions: PermissionsApi;
  scripting: {
    getRegisteredContentScripts(filter: { ids: string[] }): Promise<{ matches?: string[] }[]>;
    registerContentScripts(scripts: RegisteredScript[]): Promise<void>;
    updateContentScripts(scripts: RegisteredScript[]): Promise<void>;
    unregisterContentScripts(filter: { ids: string[] }): Promise<void>;
    executeScript(injection: { target: { tabId: number }; files: string[] }): Promise<unknown>;
  };
  tabs: { query(query: { url: string[] }): Promise<{ id?: number }[]> };
}

interface RegisteredScript {
  id: string;
  js: string[];
  matches: string[];
  runAt: 'document_idle';
  persistAcrossSessions: boolean;
}

export class SiteScripts {
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly apis: ScriptApis) {}

  /** Registers what is allowed now; one after the other, since two registrations at once would fail. */
  sync(): Promise<void> {
    const next = this.last.catch(() => undefined).then(() => this.register());
    this.last = next;
    return next;
  }

  /** Also reads the pages that are open already, so that nobody has to reload. */
  async granted(origins: readonly string[]): Promise<void> {
    await this.sync();
    if (origins.length === 0) return;
    const fresh = new Set(origins);
    const wanted = matchesOf(await allowedBy(this.apis.permissions));
    for (const script of ['listing', 'hub'] as const) {
      const matches = wanted[script].filter((match) =>
        [...fresh].some((origin) => match.startsWith(origin.slice(0, -1))),
      );
      if (matches.length === 0) continue;
      const tabs = await this.apis.tabs.query({ url: matches });
      await Promise.allSettled(tabs.flatMap(({ id }) => (id === undefined ? [] : [this.run(id, script)])));
    }
  }

  /** Reads a page that the person pointed at; the browser lets that happen once, in that tab. */
  async run(tabId: number, script: Script): Promise<void> {
    await this.apis.scripting.executeScript({ target: { tabId }, files: [FILES[script]] });
  }

  private async register(): Promise<void> {
    const wanted = matchesOf(await allowedBy(this.apis.permissions));
    for (const id of ['listing', 'hub'] as const) {
      const matches = wanted[id];
      const filter = { ids: [id] };
      const registered = await this.apis.scripting.getRegisteredContentScripts(filter);
      if (matches.length === 0) {
        if (registered.length > 0) await this.apis.scripting.unregisterContentScripts(filter);
        continue;
      }
      const script: RegisteredScript = {
        id,
        js: [FILES[id]],
        matches,
        runAt: 'document_idle',
        persistAcrossSessions: true,
      };
      if (registered.length > 0) await this.apis.scripting.updateContentScripts([script]);
      else await this.apis.scripting.registerContentScripts([script]);
    }
  }
}

function matchesOf(allowed: Allowed): Record<Script, string[]> {
  const within = Object.entries(STOREFRONT_HUBS).flatMap(([id, paths]) => {
    const site = siteById(id);
    const hosts = site === undefined ? [] : allowed.patternsOf([site]);
    return hosts.flatMap((host) => paths.flatMap((path) => [`${host.slice(0, -1)}${path}/*`, `${host}/${path}/*`]));
  });
  return { listing: allowed.patternsOf(MARKETPLACES), hub: [...allowed.patternsOf(HUBS), ...within] };
}
