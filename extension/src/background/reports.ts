// Reports, in IndexedDB: each is written whole before anyone is told that it exists.

import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { Evidence } from '../contract';

interface ReportsDatabase extends DBSchema {
  reports: { key: string; value: Evidence; indexes: { time: string } };
}

export class Reports {
  private opening: Promise<IDBPDatabase<ReportsDatabase>> | undefined;

  constructor(private readonly name = 'touchstone') {}

  /** Resolves when the report is on the disk, with what is there: asked for twice at once, it is what was saved first. */
  async save(evidence: Evidence): Promise<Evidence> {
    const transaction = (await this.database()).transaction('reports', 'readwrite', { durability: 'strict' });
    const before = await transaction.store.get(evidence.id);
    if (before === undefined) await transaction.store.add(evidence);
    await transaction.done;
    return before ?? evidence;
  }

  async get(id: string): Promise<Evidence | undefined> {
    return (await this.database()).get('reports', id);
  }

  /** Newest first. */
  async list(most = 200): Promise<Evidence[]> {
    const transaction = (await this.database()).transaction('reports');
    const reports: Evidence[] = [];
    for await (const cursor of transaction.store.index('time').iterate(null, 'prev')) {
      reports.push(cursor.value);
      if (reports.length >= most) break;
    }
    return reports;
  }

  async count(): Promise<number> {
    return (await this.database()).count('reports');
  }

  /** All reports if `ids` is empty. */
  async pick(ids: readonly string[]): Promise<Evidence[]> {
    const all = await this.list(Number.MAX_SAFE_INTEGER);
    const wanted = new Set(ids);
    return ids.length === 0 ? all : all.filter((report) => wanted.has(report.id));
  }

  async remove(id: string): Promise<boolean> {
    const transaction = (await this.database()).transaction('reports', 'readwrite', { durability: 'strict' });
    const found = (await transaction.store.getKey(id)) !== undefined;
    if (found) await transaction.store.delete(id);
    await transaction.done;
    return found;
  }

  async clear(): Promise<void> {
    await (await this.database()).clear('reports');
  }

  private database(): Promise<IDBPDatabase<ReportsDatabase>> {
    this.opening ??= openDB<ReportsDatabase>(this.name, 1, {
      upgrade(database) {
        database.createObjectStore('reports', { keyPath: 'id' }).createIndex('time', 'captured_at');
      },
    }).catch((error: unknown) => {
      this.opening = undefined;
      throw error;
    });
    return this.opening;
  }
}

/** The export as JSON: the evidence as it was frozen. */
export function exportJson(reports: readonly Evidence[]): string {
  return `${JSON.stringify({ format: 'touchstone-reports-1', reports }, null, 2)}\n`;
}
