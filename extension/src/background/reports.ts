// Reports, in IndexedDB: each is written whole before anyone is told that it exists.

import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { Evidence, FrozenEvidence } from './evidence';

export interface StoredReport {
  id: string;
  /** UTC, ISO 8601; the index by which reports are listed. */
  time: string;
  sha256: string;
  /** The canonical evidence. It is stored as the text that was hashed, not as an object that would have to be written again. */
  canonical: string;
}

interface ReportsDatabase extends DBSchema {
  reports: { key: string; value: StoredReport; indexes: { time: string } };
}

export class Reports {
  private opening: Promise<IDBPDatabase<ReportsDatabase>> | undefined;

  constructor(private readonly name = 'touchstone') {}

  /** Resolves when the report is on the disk. */
  async save(frozen: FrozenEvidence): Promise<StoredReport> {
    const report: StoredReport = {
      id: frozen.evidence.id,
      time: frozen.evidence.reported_at,
      sha256: frozen.sha256,
      canonical: frozen.canonical,
    };
    const transaction = (await this.database()).transaction('reports', 'readwrite', { durability: 'strict' });
    await Promise.all([transaction.store.add(report), transaction.done]);
    return report;
  }

  /** Newest first. */
  async list(most = 200): Promise<StoredReport[]> {
    const transaction = (await this.database()).transaction('reports');
    const reports: StoredReport[] = [];
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
  async pick(ids: readonly string[]): Promise<StoredReport[]> {
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

  private database(): Promise<IDBPDatabase<ReportsDatabase>> {
    this.opening ??= openDB<ReportsDatabase>(this.name, 1, {
      upgrade(database) {
        database.createObjectStore('reports', { keyPath: 'id' }).createIndex('time', 'time');
      },
    }).catch((error: unknown) => {
      this.opening = undefined;
      throw error;
    });
    return this.opening;
  }
}

export function evidenceOf(report: StoredReport): Evidence {
  return JSON.parse(report.canonical) as Evidence;
}

/** The export as JSON: each report with the very text that was hashed beside it, so that anyone can check it. */
export function exportJson(reports: readonly StoredReport[]): string {
  const entries = reports.map((report) => ({
    sha256: report.sha256,
    evidence: evidenceOf(report),
    canonical: report.canonical,
  }));
  return `${JSON.stringify({ format: 'touchstone-reports-1', reports: entries }, null, 2)}\n`;
}
