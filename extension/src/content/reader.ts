// Reads a page as it grows. Work is proportional to what is new: mutations mark the units they touch, marked units are read when the
// browser is idle, an item is handed on only if it says something that it did not say before, and nothing runs while the tab is hidden.

import { type Item, MAX_TALLY, type SelfCheck } from '../protocol';
import {
  contextOf,
  EMBEDDED,
  hashOf,
  itemInMeta,
  JsonWalk,
  Memory,
  mergeItems,
  type Page,
  type Place,
  pageOf,
  parseResponse,
  parseScript,
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
const MAX_NAMES = 3000;
const MAX_TEXTS = 40;
/** Of what waits to be parsed, in UTF-16 code units: a page that floods us fills no memory. */
const MAX_WAITING = 12_000_000;
/** A page draws a post in several steps: one that cannot be read yet is given this long. */
const PATIENCE = 2_000;
/** Leave the frame before it is late. */
const RESERVE = 4;
/** An idle slice may be given 50 ms; what somebody does meanwhile waits for its end. */
const LONGEST = 12;

export class Reader {
  /** What JSON said, by key. */
  private readonly known = new Map<string, Item>();
  /** Other names of what JSON said: alias to key. */
  private readonly aliases = new Map<string, string>();
  private readonly quotes = new Map<string, readonly string[]>();
  /** Accounts by id. */
  private readonly names = new Map<string, string>();
  /** A hash of what was last handed on, by key. */
  private readonly sent = new Map<string, string>();
  private readonly units = new Map<string, WeakRef<Element>>();
  /** Units that could not be read: since when, and whether that was told. */
  private readonly unreadUnits = new Map<Element, { since: number; told: boolean }>();
  private readonly memory = new Memory();
  private readonly ours = new WeakSet<Node>();
  private dirty = new Set<Element>();
  private texts: { text: string; source: Item['source'] }[] = [];
  /** What has been parsed and not yet walked to its end. */
  private walks: JsonWalk[] = [];
  private page: Page = { kind: 'other' };
  private address = '';
  private scheduled = false;
  private waiting = false;
  private stopped = false;
  private observer: { disconnect(): void } | undefined;
  /** How many items of each kind were read by each source, and which shapes did not fit. */
  private readonly tally = new Map<string, number>();
  private readonly unfit = new Map<string, number>();

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
    this.walks = [];
  }

  /** What we draw is no news. */
  ignore(node: Node): void {
    this.ours.add(node);
  }

  /** A response of the page's own. */
  response(text: string): void {
    this.count(this.tally, 'response');
    this.texts.push({ text, source: 'response' });
    let waiting = this.texts.reduce((sum, one) => sum + one.text.length, 0);
    while (this.texts.length > MAX_TEXTS || waiting > MAX_WAITING) {
      waiting -= this.texts.shift()?.text.length ?? 0;
      this.count(this.unfit, 'too_many');
    }
    this.schedule();
  }

  /** Hands an item on again, for instance after the background lost what it knew. */
  forget(key: string): void {
    this.sent.delete(key);
    const unit = this.units.get(key)?.deref();
    if (unit !== undefined) this.mark(unit);
  }

  /** What was read so far and by what: names of kinds, sources and shapes, and numbers. Nothing of what was said. */
  selfCheck(): SelfCheck {
    const entries = (map: Map<string, number>) =>
      [...map].slice(0, MAX_TALLY).map(([name, count]) => ({ name, count }));
    return {
      page: this.page.kind,
      read: entries(this.tally),
      unread: this.ripe().length,
      unfit: entries(this.unfit),
    };
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
      if (record.type === 'characterData') {
        const parent = record.target.parentElement;
        if (parent !== null) this.mark(parent);
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
    const idle = this.dirty.size === 0 && this.texts.length === 0 && this.walks.length === 0;
    if (this.stopped || this.scheduled || this.around.document.hidden || idle) return;
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
    const end = this.around.now() + LONGEST;
    const late = () => deadline.timeRemaining() < RESERVE || this.around.now() > end;
    while (this.walks.length > 0 || this.texts.length > 0) {
      this.study(late);
      if (late()) return;
    }

    const units = unitsIn(
      [...this.dirty].filter((element) => element.isConnected),
      this.page,
    );
    this.dirty = new Set();
    const read: Place[] = [];
    for (const unit of units) {
      if (late() && read.length > 0) {
        this.dirty.add(unit);
        continue;
      }
      const { places, unread } = this.readSafely(unit);
      read.push(...places);
      if (!unread.includes(unit)) this.readable(unit);
      for (const element of unread) {
        if (!this.unreadUnits.has(element)) this.unreadUnits.set(element, { since: this.around.now(), told: false });
      }
      for (const place of places) this.units.set(place.item.key, new WeakRef(unit));
    }
    trim(this.units, MAX_SENT);
    this.hand(read);
    if (units.size > 0) this.tellUnread();
  }

  /** The unit has been read, and so has what it stands in. */
  private readable(unit: Element): void {
    for (const other of this.unreadUnits.keys()) if (other.contains(unit)) this.unreadUnits.delete(other);
  }

  /** The units that have been unreadable for some time. */
  private ripe(): [Element, { since: number; told: boolean }][] {
    return [...this.unreadUnits].filter(
      ([unit, { since }]) => unit.isConnected && this.around.now() - since >= PATIENCE,
    );
  }

  /** Tells of the units that have been unreadable for some time, and looks again at those that have not. */
  private tellUnread(): void {
    for (const unit of this.unreadUnits.keys()) if (!unit.isConnected) this.unreadUnits.delete(unit);
    const ripe = this.ripe();
    const fresh = ripe.filter(([, state]) => !state.told);
    for (const [, state] of fresh) {
      state.told = true;
      this.count(this.unfit, `place.${this.page.kind}`);
    }
    this.events.unread(
      ripe.length,
      fresh.map(([unit]) => unit),
    );
    if (ripe.length < this.unreadUnits.size && !this.waiting) {
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
      return readUnit(unit, this.page, (name) => this.recall(name), this.memory);
    } catch {
      return { places: [], unread: [unit] };
    }
  }

  /** What JSON said of an item, with what it said of the posts that the item quotes. */
  private recall(name: string): Item | undefined {
    const key = this.aliases.get(name) ?? name;
    const item = this.known.get(key);
    const quoted = this.quotes.get(key)?.flatMap((one) => this.known.get(one) ?? []);
    if (item === undefined || quoted === undefined || quoted.length === 0) return item;
    const context = [...(item.promotion.context ?? []), ...quoted.map(({ promotion }) => contextOf(promotion))];
    return { ...item, promotion: { ...item.promotion, context } };
  }

  private hand(places: readonly Place[]): void {
    if (places.length === 0) return;
    const news = places.filter(({ item }) => {
      const hash = hashOf([JSON.stringify(item.promotion)]);
      const before = this.sent.get(item.key);
      if (before === hash) return false;
      if (before === undefined) this.count(this.tally, `${item.promotion.kind}.${item.source}`);
      this.sent.delete(item.key);
      this.sent.set(item.key, hash);
      return true;
    });
    trim(this.sent, MAX_SENT);
    if (news.length > 0) this.events.items(news);
    this.events.places(places);
  }

  /** Parses the next text, or walks on in what was parsed. */
  private study(late: () => boolean): void {
    const [walk] = this.walks;
    if (walk === undefined) {
      const { text, source } = this.texts.shift() as (typeof this.texts)[number];
      const roots = source === 'embedded' ? [parseScript(text)] : parseResponse(text);
      for (const root of roots) if (root !== undefined) this.walks.push(new JsonWalk(root, source, this.names));
      if (source === 'response' && roots.length === 0) this.count(this.unfit, 'no_json');
      return;
    }
    if (!walk.run(late)) return;
    this.walks.shift();
    for (const [alias, key] of walk.aliases) remember(this.aliases, alias, key);
    for (const [key, quoted] of walk.quotes) remember(this.quotes, key, quoted);
    for (const [shape, times] of walk.unfit) this.count(this.unfit, shape, times);
    for (const item of [...walk.items.values(), ...walk.remarks.values()]) this.learn(item);
    trim(this.aliases, 2 * MAX_KNOWN);
    trim(this.quotes, MAX_KNOWN);
    trim(this.names, MAX_NAMES);
  }

  /** What JSON says of an item whose place was read before makes that place worth reading again. */
  private learn(item: Item): void {
    const before = this.known.get(item.key);
    remember(this.known, item.key, before === undefined ? item : mergeItems(item, before));
    trim(this.known, MAX_KNOWN);
    const unit = this.units.get(item.key)?.deref();
    if (unit?.isConnected) this.dirty.add(unit);
  }

  private count(map: Map<string, number>, name: string, times = 1): void {
    if (map.has(name) || map.size < MAX_TALLY) map.set(name, (map.get(name) ?? 0) + times);
  }
}

/** Sets an entry and makes it the youngest. */
function remember<Value>(map: Map<string, Value>, key: string, value: Value): void {
  map.delete(key);
  map.set(key, value);
}

function trim(map: Map<string, unknown>, most: number): void {
  for (const key of map.keys()) {
    if (map.size <= most) return;
    map.delete(key);
  }
}
