// The listing page's content script, registered for the marketplaces that the person has allowed and no others.

import { hostsOf, MARKETPLACES, type Marketplace } from '../sites/marketplaces';

const SCRIPT_ID = 'listing';
const SCRIPT_FILE = 'content-scripts/listing.js';

export interface ListingApis {
  permissions: {
    contains(permissions: { origins: string[] }): Promise<boolean>;
  };
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

export class ListingScripts {
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly apis: ListingApis) {}

  /** The marketplaces whose pages may be read. */
  async allowed(): Promise<Marketplace[]> {
    const answers = await Promise.all(
      MARKETPLACES.map((marketplace) => this.apis.permissions.contains({ origins: hostsOf(marketplace) })),
    );
    return MARKETPLACES.filter((_, index) => answers[index]);
  }

  /** Registers what is allowed now; one after the other, since two registrations at once would fail. */
  sync(): Promise<void> {
    const next = this.last.catch(() => undefined).then(() => this.register());
    this.last = next;
    return next;
  }

  /** Also reads the listings that are open already, so that nobody has to reload. */
  async granted(origins: readonly string[]): Promise<void> {
    await this.sync();
    if (origins.length === 0) return;
    const tabs = await this.apis.tabs.query({ url: [...origins] });
    await Promise.allSettled(
      tabs.flatMap(({ id }) =>
        id === undefined ? [] : [this.apis.scripting.executeScript({ target: { tabId: id }, files: [SCRIPT_FILE] })],
      ),
    );
  }

  private async register(): Promise<void> {
    const matches = (await this.allowed()).flatMap(hostsOf);
    const filter = { ids: [SCRIPT_ID] };
    const registered = await this.apis.scripting.getRegisteredContentScripts(filter);
    if (matches.length === 0) {
      if (registered.length > 0) await this.apis.scripting.unregisterContentScripts(filter);
      return;
    }
    const script: RegisteredScript = {
      id: SCRIPT_ID,
      js: [SCRIPT_FILE],
      matches,
      runAt: 'document_idle',
      persistAcrossSessions: true,
    };
    if (registered.length > 0) await this.apis.scripting.updateContentScripts([script]);
    else await this.apis.scripting.registerContentScripts([script]);
  }
}
