// What was read before the click, for a day: where a link led, and what the listing says. In IndexedDB, bounded in number.

import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { LinkStep, Listing } from '../contract';

/** Where a link led: to a listing, by its key, over these steps. */
export interface Led {
  listing: string;
  chain: LinkStep[];
}

interface ReadDatabase extends DBSchema {
  links: { key: string; value: Led & { link: string; at: number }; indexes: { at: number } };
  listings: { key: string; value: { key: string; listing: Listing; at: number }; indexes: { at: number } };
}

const DAY = 24 * 60 * 60_000;
const MOST = 500;

export class ReadListings {
  private opening: Promise<IDBPDatabase<ReadDatabase>> | undefined;

  constructor(
    private readonly now: () => number = Date.now,
    private readonly name = 'touchstone-read',
  ) {}

  async led(link: string): Promise<Led | undefined> {
    const found = await (await this.database()).get('links', link);
    return found !== undefined && this.fresh(found.at) ? { listing: found.listing, chain: found.chain } : undefined;
  }

  async listing(key: string): Promise<Listing | undefined> {
    const found = await (await this.database()).get('listings', key);
    return found !== undefined && this.fresh(found.at) ? found.listing : undefined;
  }

  async keep(link: string, led: Led, listing: Listing): Promise<void> {
    const at = this.now();
    const transaction = (await this.database()).transaction(['links', 'listings'], 'readwrite');
    await transaction.objectStore('links').put({ link, ...led, at });
    await transaction.objectStore('listings').put({ key: led.listing, listing, at });
    for (const name of ['links', 'listings'] as const) {
      const store = transaction.objectStore(name);
      let surplus = (await store.count()) - MOST;
      for (let cursor = await store.index('at').openCursor(); cursor !== null; cursor = await cursor.continue()) {
        if (surplus-- <= 0 && this.fresh(cursor.value.at)) break;
        await cursor.delete();
      }
    }
    await transaction.done;
  }

  /** How many listings are kept. */
  async count(): Promise<number> {
    return (await this.database()).count('listings');
  }

  async clear(): Promise<void> {
    const transaction = (await this.database()).transaction(['links', 'listings'], 'readwrite');
    await Promise.all([
      transaction.objectStore('links').clear(),
      transaction.objectStore('listings').clear(),
      transaction.done,
    ]);
  }

  private fresh(at: number): boolean {
    const age = this.now() - at;
    return age >= 0 && age < DAY;
  }

  private database(): Promise<IDBPDatabase<ReadDatabase>> {
    this.opening ??= openDB<ReadDatabase>(this.name, 1, {
      upgrade(database) {
        database.createObjectStore('links', { keyPath: 'link' }).createIndex('at', 'at');
        database.createObjectStore('listings', { keyPath: 'key' }).createIndex('at', 'at');
      },
    }).catch((error: unknown) => {
      this.opening = undefined;
      throw error;
    });
    return this.opening;
  }
}
