// What is drawn on the page: at most one badge an anchor, put back where the page has redrawn itself, taken away where it no longer fits.

import type { Item, Shown } from '../protocol';
import type { Place } from '../sites/instagram';
import type { BadgePlacement, BadgeView, CardView, Drawn } from '../surfaces/types';

export interface MarksEvents {
  /** The badge was pressed. `key` is empty for a unit that could not be read. */
  open(anchor: HTMLElement, key: string, card: CardView): void;
  /** Something of ours was put into the page. */
  drew(host: HTMLElement): void;
}

type MountBadge = (
  parent: Element,
  placement: BadgePlacement,
  view: BadgeView,
  onOpen: (anchor: HTMLElement) => void,
) => Drawn<BadgeView>;

interface Mark {
  key: string;
  badge: Drawn<BadgeView>;
}

/** Where an item was last seen. The page's elements are held weakly: they are its own to throw away. */
interface Known {
  item: Item;
  placement: BadgePlacement;
  element: WeakRef<Element>;
  anchors: Set<WeakRef<Element>>;
}

const MAX_KNOWN = 600;

export class Marks {
  private readonly shown = new Map<string, Shown>();
  private readonly known = new Map<string, Known>();
  private readonly marks = new WeakMap<Element, Mark>();
  /** The anchor of the "not checked" mark, by unit. */
  private readonly uncheckedAnchors = new WeakMap<Element, Element>();

  constructor(
    private readonly mount: MountBadge,
    private readonly events: MarksEvents,
  ) {}

  /** The background's answer to `keys`. */
  judged(keys: readonly string[], shown: readonly Shown[]): void {
    const byKey = new Map(shown.map((one) => [one.key, one]));
    for (const key of keys) this.change(key, byKey.get(key) ?? null);
  }

  change(key: string, shown: Shown | null): void {
    if (shown === null) this.shown.delete(key);
    else this.shown.set(key, shown);
    const known = this.known.get(key);
    if (known === undefined) return;
    for (const anchor of liveAnchors(known)) this.draw(anchor, known.placement, key);
  }

  /** Places that were just read. */
  seen(places: readonly Place[]): void {
    for (const { item, placement, element, anchor } of places) {
      const before = this.known.get(item.key);
      const known: Known = { item, placement, element: new WeakRef(element), anchors: before?.anchors ?? new Set() };
      if (!liveAnchors(known).includes(anchor)) known.anchors.add(new WeakRef(anchor));
      this.known.delete(item.key);
      this.known.set(item.key, known);
      this.checked(element);
      this.draw(anchor, placement, item.key);
    }
    for (const key of this.known.keys()) {
      if (this.known.size <= MAX_KNOWN) break;
      this.known.delete(key);
      this.shown.delete(key);
    }
  }

  shownFor(key: string): Shown | undefined {
    return this.shown.get(key);
  }

  /** The innermost item that holds an element, to say which promotion a link stands in. */
  itemAround(element: Element): Item | undefined {
    let found: { item: Item; element: Element } | undefined;
    for (const known of this.known.values()) {
      const around = known.element.deref();
      if (around?.contains(element) !== true) continue;
      if (found === undefined || found.element.contains(around)) found = { item: known.item, element: around };
    }
    return found?.item;
  }

  scrollTo(key: string): void {
    const known = this.known.get(key);
    if (known !== undefined) liveAnchors(known)[0]?.scrollIntoView({ block: 'center' });
  }

  /** A mark for a unit that could not be read. */
  unchecked(unit: Element, view: BadgeView, card: CardView): void {
    const anchor = unit.querySelector('header') ?? unit;
    if (this.marks.get(anchor)?.badge.host.isConnected) return;
    this.uncheckedAnchors.set(unit, anchor);
    this.put(anchor, 'header', '', view, () => card);
  }

  /** The unit has been read after all. */
  private checked(unit: Element): void {
    const anchor = this.uncheckedAnchors.get(unit);
    const mark = anchor === undefined ? undefined : this.marks.get(anchor);
    if (anchor !== undefined && mark?.key === '') this.take(anchor, mark);
    this.uncheckedAnchors.delete(unit);
  }

  private draw(anchor: Element, placement: BadgePlacement, key: string): void {
    const mark = this.marks.get(anchor);
    const shown = this.shown.get(key);
    if (shown === undefined) {
      if (mark !== undefined) this.take(anchor, mark);
      return;
    }
    if (mark?.key === key && mark.badge.host.isConnected) {
      mark.badge.update(shown.badge);
      return;
    }
    if (mark !== undefined) this.take(anchor, mark);
    this.put(anchor, placement, key, shown.badge, () => this.shown.get(key)?.card ?? shown.card);
  }

  private put(anchor: Element, placement: BadgePlacement, key: string, view: BadgeView, card: () => CardView): void {
    const badge = this.mount(anchor, placement, view, (opener) => this.events.open(opener, key, card()));
    this.events.drew(badge.host);
    this.marks.set(anchor, { key, badge });
  }

  private take(anchor: Element, mark: Mark): void {
    mark.badge.remove();
    this.marks.delete(anchor);
  }
}

function liveAnchors(known: Known): Element[] {
  const live: Element[] = [];
  for (const reference of known.anchors) {
    const anchor = reference.deref();
    if (anchor?.isConnected) live.push(anchor);
    else known.anchors.delete(reference);
  }
  return live;
}
