// What was checked in each tab: counts for the popup, and the findings that can be shown, reported or met by a listing.

import type { Listing } from '../contract';
import type { Area } from './area';
import { Cell } from './area';
import type { Finding } from './finding';

export interface TabState {
  place: 'instagram' | 'hub' | 'listing';
  /** The listing that the page was read as. */
  listing?: Listing;
  /** Keys of everything that was checked, bounded; the count goes on beyond it. */
  seen: string[];
  checked: number;
  unread: number;
  /** Findings that are not clear or name a brand, oldest first. */
  findings: Finding[];
}

const MAX_FINDINGS = 60;
const MAX_SEEN = 2000;

export class Findings {
  private readonly cells = new Map<number, Cell<TabState>>();

  constructor(private readonly area: Area) {}

  /** A page was opened in the tab: what was found on the one before is not on this one. */
  async open(tabId: number, place: TabState['place']): Promise<void> {
    await this.cell(tabId).update((state) => {
      delete state.listing;
      Object.assign(state, empty(), { place });
    });
  }

  async add(
    tabId: number,
    keys: readonly string[],
    findings: readonly Finding[],
    drop: readonly string[] = [],
  ): Promise<void> {
    await this.cell(tabId).update((state) => {
      const seen = new Set(state.seen);
      for (const key of keys) {
        if (seen.has(key)) continue;
        seen.add(key);
        state.checked++;
      }
      state.seen = [...seen].slice(-MAX_SEEN);
      const replaced = new Set([...findings.map((finding) => finding.item.key), ...drop]);
      state.findings = [...state.findings.filter((finding) => !replaced.has(finding.item.key)), ...findings].slice(
        -MAX_FINDINGS,
      );
    });
  }

  async setListing(tabId: number, listing: Listing): Promise<void> {
    await this.cell(tabId).update((state) => {
      state.listing = listing;
    });
  }

  async setUnread(tabId: number, count: number): Promise<void> {
    await this.cell(tabId).update((state) => {
      state.unread = count;
    });
  }

  async state(tabId: number): Promise<TabState | undefined> {
    return (await this.area.get<TabState>(nameOf(tabId))) === undefined ? undefined : this.cell(tabId).read();
  }

  async finding(tabId: number, key: string): Promise<Finding | undefined> {
    return (await this.cell(tabId).read()).findings.find((finding) => finding.item.key === key);
  }

  async forget(tabId: number): Promise<void> {
    await this.cell(tabId).clear();
    this.cells.delete(tabId);
  }

  private cell(tabId: number): Cell<TabState> {
    let cell = this.cells.get(tabId);
    if (cell === undefined) {
      cell = new Cell(this.area, nameOf(tabId), empty);
      this.cells.set(tabId, cell);
    }
    return cell;
  }
}

function nameOf(tabId: number): string {
  return `tab:${tabId}`;
}

function empty(): TabState {
  return { place: 'instagram', seen: [], checked: 0, unread: 0, findings: [] };
}
