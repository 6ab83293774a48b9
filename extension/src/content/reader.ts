// Reads a page as it grows. Work is proportional to what is new: mutations mark the units they touch, marked units are read when the
// browser is idle, an item is handed on only if it says something that it did not say before, and nothing runs while the tab is hidden.

import type { Item } from '../protocol';
import {
  EMBEDDED,
  hashOf,
  itemInMeta,
  itemsInJson,
  itemsInScript,
  mergeItems,
  type Page,
  type Place,
  pageOf,
  parseResponse,
  type Reading,
  readUnit,
  unitsIn,
} from '../sites/instagram';

export interface ReaderEvents {
  /** Items that are new, or say more than before; each with every place that has been seen for it in this pass. */
  items(places: readonly Place[]): void;
  /** Every place that was read in this pass, so that what is drawn can be put back where the page has redrawn itself. */
  places(places: readonly Place[]): void;
  /** How many units of the page could not be read, and which are new. */
  unread(count: number, fresh: readonly Element[]): void;
}

/** The parts of `window` that are used. */
export interface Surroundings {
  document: Document;
  address(): string;
  whenIdle(run: (deadline: { timeRemaining(): number }) => void): void;
  now(): number;
  later(run: () => void, milliseconds: number): void;
  observe(target: Node, onRecords: (records: MutationRecord[]) => void): { disconnect(): void };
}

const MAX_KNOWN = 1500;
const MAX_SENT = 3000;
/** A page draws a post in several steps: one that cannot be read yet is given this long. */
const PATIENCE = 2_000;
/** Leave the frame before it is late. */
const RESERVE = 4;

export class Reader {
  /** What JSON said, by key. */
  private readonly known = new Map<string, Item>();
  /** A hash of what was last handed on, by key. */
  private readonly sent = new Map<string, string>();
  private readonly units = new Map<string, WeakRef<Element>>();
  /** Units that could not be read: since when, and whether that was told. */
  private readonly unreadUnits = new Map<Element, { since: number; told: boolean }>();
  private readonly ours = new WeakSet<Node>();
  private dirty = new Set<Element>();
  private texts: { text: string; source: Item['source'] }[] = [];
  private page: Page = { kind: 'other' };
  private address = '';
  private scheduled = false;
  private waiting = false;
  private stopped = false;
  private observer: { disconnect(): void } | undefined;

  constructor(
    private readonly around: Surroundings,
    private readonly events: ReaderEvents,
  ) {}

  start(): void {
    const { document } = this.around;
    this.observer = this.around.observe(document, (records) => this.mutated(records));
    document.addEventListener('visibilitychange', () => this.schedule());
    if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', () => this.readWhole());
    else this.readWhole();
  }

  stop(): void {
    this.observer?.disconnect();
    this.stopped = true;
    this.dirty.clear();
    this.texts = [];
  }

  /** What we draw is no news. */
  ignore(node: Node): void {
    this.ours.add(node);
  }

  /** A response of the page's own. */
  response(text: string): void {
    this.texts.push({ text, source: 'response' });
    if (this.texts.length > 40) this.texts.shift();
    this.schedule();
  }

  /** Hands an item on again, for instance after the background lost what it knew. */
  forget(key: string): void {
    this.sent.delete(key);
    const unit = this.units.get(key)?.deref();
    if (unit !== undefined) this.mark(unit);
  }

  private readWhole(): void {
    const { document } = this.around;
    for (const script of document.querySelectorAll(EMBEDDED)) {
      const text = script.textContent ?? '';
      if (text !== '') this.texts.push({ text, source: 'embedded' });
    }
    const meta = itemInMeta(document);
    if (meta !== undefined) this.learn(meta);
    if (document.body !== null) this.mark(document.body);
  }

  private mutated(records: readonly MutationRecord[]): void {
    for (const record of records) {
      if (record.type === 'attributes') {
        this.mark(record.target as Element);
        continue;
      }
      for (const node of record.addedNodes) {
        if (this.ours.has(node)) continue;
        if (node.nodeType === 1) this.mark(node as Element);
        else if (node.nodeType === 3 && node.parentElement !== null) this.mark(node.parentElement);
      }
    }
  }

  private mark(element: Element): void {
    if (element.tagName === 'SCRIPT' || element.tagName === 'STYLE' || element.tagName === 'LINK') return;
    this.dirty.add(element);
    this.schedule();
  }

  private schedule(): void {
    if (
      this.stopped ||
      this.scheduled ||
      this.around.document.hidden ||
      (this.dirty.size === 0 && this.texts.length === 0)
    )
      return;
    this.scheduled = true;
    this.around.whenIdle((deadline) => {
      this.scheduled = false;
      this.pass(deadline);
      this.schedule();
    });
  }

  /** One idle slice. */
  private pass(deadline: { timeRemaining(): number }): void {
    const { document } = this.around;
    if (document.hidden) return;
    const address = this.around.address();
    if (address !== this.address) {
      this.address = address;
      this.page = pageOf(address);
      this.unreadUnits.clear();
      if (document.body !== null) this.dirty.add(document.body);
    }
    const late = () => deadline.timeRemaining() < RESERVE;
    while (this.texts.length > 0) {
      this.learnText(this.texts.shift() as (typeof this.texts)[number]);
      if (late()) return;
    }

    const units = new Set<Element>();
    for (const element of this.dirty)
      if (element.isConnected) for (const unit of unitsIn(element, this.page)) units.add(unit);
    this.dirty = new Set();
    const read: Place[] = [];
    for (const unit of units) {
      if (late() && read.length > 0) {
        this.dirty.add(unit);
        continue;
      }
      const { places, unread } = this.readSafely(unit);
      read.push(...places);
      if (!unread.includes(unit)) this.unreadUnits.delete(unit);
      for (const element of unread) {
        if (!this.unreadUnits.has(element)) this.unreadUnits.set(element, { since: this.around.now(), told: false });
      }
      for (const place of places) this.units.set(place.item.key, new WeakRef(unit));
    }
    this.hand(read);
    if (units.size > 0) this.tellUnread();
  }

  /** Tells of the units that have been unreadable for some time, and looks again at those that have not. */
  private tellUnread(): void {
    const fresh: Element[] = [];
    let ripe = 0;
    let wait = false;
    for (const [unit, state] of this.unreadUnits) {
      if (!unit.isConnected) {
        this.unreadUnits.delete(unit);
      } else if (this.around.now() - state.since < PATIENCE) {
        wait = true;
      } else {
        ripe++;
        if (!state.told) fresh.push(unit);
        state.told = true;
      }
    }
    this.events.unread(ripe, fresh);
    if (wait && !this.waiting) {
      this.waiting = true;
      this.around.later(() => {
        this.waiting = false;
        this.tellUnread();
      }, PATIENCE);
    }
  }

  /** A shape that nobody foresaw is counted as unread; it must not end the reading of the rest. */
  private readSafely(unit: Element): Reading {
    try {
      return readUnit(unit, this.page, (key) => this.known.get(key));
    } catch {
      return { places: [], unread: [unit] };
    }
  }

  private hand(places: readonly Place[]): void {
    if (places.length === 0) return;
    const news = places.filter(({ item }) => {
      const hash = hashOf([JSON.stringify(item.promotion)]);
      if (this.sent.get(item.key) === hash) return false;
      this.sent.delete(item.key);
      this.sent.set(item.key, hash);
      return true;
    });
    trim(this.sent, MAX_SENT);
    if (news.length > 0) this.events.items(news);
    this.events.places(places);
  }

  private learnText({ text, source }: { text: string; source: Item['source'] }): void {
    const items =
      source === 'embedded'
        ? itemsInScript(text)
        : parseResponse(text).flatMap((document) => itemsInJson(document, source));
    for (const item of items) this.learn(item);
  }

  /** What JSON says of an item whose place was read before makes that place worth reading again. */
  private learn(item: Item): void {
    const before = this.known.get(item.key);
    this.known.delete(item.key);
    this.known.set(item.key, before === undefined ? item : mergeItems(item, before));
    trim(this.known, MAX_KNOWN);
    const unit = this.units.get(item.key)?.deref();
    if (unit?.isConnected) this.dirty.add(unit);
  }
}

function trim(map: Map<string, unknown>, most: number): void {
  for (const key of map.keys()) {
    if (map.size <= most) return;
    map.delete(key);
  }
}
