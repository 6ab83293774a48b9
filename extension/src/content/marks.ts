// What is drawn on the page: at most one badge an anchor, put back where the page has redrawn itself, taken away where it no longer fits.

import type { Item, Shown } from '../protocol';
import type { Place } from '../sites/instagram';
import type { BadgePlacement, BadgeView, CardView, Drawn } from '../surfaces/types';

export interface MarksEvents {
  /** The badge was pressed. */
  open(anchor: HTMLElement, key: string, item: Item | undefined, card: CardView): void;
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

export class Marks {
  private readonly shown = new Map<string, Shown>();
  private readonly places = new Map<string, { place: Place; anchors: Set<WeakRef<Element>> }>();
  private readonly marks = new WeakMap<Element, Mark>();

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
    const known = this.places.get(key);
    for (const anchor of known?.anchors ?? []) {
      const element = anchor.deref();
      if (element === undefined || !element.isConnected) known?.anchors.delete(anchor);
      else this.draw(element, known?.place.placement ?? 'header', key);
    }
  }

  /** Places that were just read. */
  seen(places: readonly Place[]): void {
    for (const place of places) {
      const { key } = place.item;
      const known = this.places.get(key) ?? { place, anchors: new Set() };
      known.place = place;
      if (![...known.anchors].some((anchor) => anchor.deref() === place.anchor)) {
        for (const anchor of known.anchors) if (anchor.deref()?.isConnected !== true) known.anchors.delete(anchor);
        known.anchors.add(new WeakRef(place.anchor));
      }
      this.places.delete(key);
      this.places.set(key, known);
      this.draw(place.anchor, place.placement, key);
    }
    for (const key of this.places.keys()) {
      if (this.places.size <= 600) break;
      this.places.delete(key);
    }
  }

  itemOf(key: string): Item | undefined {
    return this.places.get(key)?.place.item;
  }

  /** The innermost item that holds an element, to say which promotion a link stands in. */
  itemAround(element: Element): Item | undefined {
    let found: Place | undefined;
    for (const { place } of this.places.values()) {
      if (!place.element.contains(element)) continue;
      if (found === undefined || found.element.contains(place.element)) found = place;
    }
    return found?.item;
  }

  scrollTo(key: string): void {
    for (const anchor of this.places.get(key)?.anchors ?? []) {
      const element = anchor.deref();
      if (element?.isConnected) {
        element.scrollIntoView({ block: 'center' });
        return;
      }
    }
  }

  /** A mark for a unit that could not be read. */
  unchecked(anchor: Element, view: BadgeView, card: CardView): void {
    if (this.marks.get(anchor)?.badge.host.isConnected) return;
    this.put(anchor, 'header', '', view, () => card);
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
    const badge = this.mount(anchor, placement, view, (opener) =>
      this.events.open(opener, key, this.itemOf(key), card()),
    );
    this.events.drew(badge.host);
    this.marks.set(anchor, { key, badge });
  }

  private take(anchor: Element, mark: Mark): void {
    mark.badge.remove();
    this.marks.delete(anchor);
  }
}
