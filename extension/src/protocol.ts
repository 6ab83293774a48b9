// Every message between the extension's contexts: content scripts and extension pages ask, the background answers; the background
// tells content scripts only that a finding has changed. Each is checked by its schema before anything else looks at it.

import * as v from 'valibot';
import { keySchema, LIMITS, promotionSchema } from './contract';
import type { BadgeView, BannerView, CardView, OptionsView, PopupView } from './surfaces/types';

const url = v.pipe(v.string(), v.maxLength(LIMITS.url));
const handle = v.pipe(v.string(), v.maxLength(LIMITS.handle));
const id = v.pipe(v.string(), v.minLength(1), v.maxLength(64));
const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100_000));

/** A promotion as an adapter read it. `key` names it for as long as the page lives, and is the same when it is read again. */
export const itemSchema = v.object({
  key: keySchema,
  promotion: promotionSchema,
  permalink: v.optional(url),
  source: v.picklist(['response', 'embedded', 'dom', 'meta']),
});
export type Item = v.InferOutput<typeof itemSchema>;

/** What the page is to show for one item. An item that is clear, or that the person does not want marked, has nothing to show. */
export interface Shown {
  key: string;
  badge: BadgeView;
  card: CardView;
  /** Stop the person before a link of this item is followed. */
  stop: boolean;
}

// From Instagram, and from pages of links.
const inspect = v.object({
  type: v.literal('inspect'),
  items: v.pipe(v.array(itemSchema), v.minLength(1), v.maxLength(LIMITS.batch)),
});
const unread = v.object({ type: v.literal('unread'), places: count });
const pageOpened = v.object({ type: v.literal('page.opened') });
const followed = v.object({
  type: v.literal('link.followed'),
  /** The item that holds the link; absent for a link that stands outside of any. */
  key: v.optional(keySchema),
  href: url,
  author: v.optional(handle),
  /** The words of the entry, on a page of links. */
  entry: v.optional(v.pipe(v.string(), v.maxLength(LIMITS.text))),
  /** copied: the address went to the clipboard and may be opened in any tab. */
  how: v.picklist(['opened', 'copied']),
});

// From the listing page.
const expected = v.object({ type: v.literal('listing.expected'), url, referrer: url });
const listingRead = v.object({
  type: v.literal('listing.read'),
  url,
  referrer: url,
  html: v.pipe(v.string(), v.maxLength(LIMITS.html)),
});

// From any surface.
// An extension page names the tab that it speaks for; a content script speaks for its own, whatever it says.
const tabId = v.optional(v.pipe(v.number(), v.integer()));
/** The id is made where the button is pressed, so that asking again after the background was killed saves nothing twice. */
const report = v.object({ type: v.literal('report'), id: v.pipe(v.string(), v.uuid()), key: keySchema, tabId });
const reportUndo = v.object({ type: v.literal('report.undo'), id });
const wrong = v.object({ type: v.literal('wrong'), key: keySchema, undo: v.boolean(), tabId });
const trust = v.object({ type: v.literal('trust'), handle, undo: v.boolean(), tabId });
const wayOut = v.object({ type: v.literal('way.out'), handle: v.optional(handle), always: v.boolean() });
/** `site` is the id of a site that the rules know; the finding is checked once it is allowed. */
const openAllow = v.object({
  type: v.literal('open.allow'),
  site: v.pipe(v.string(), v.minLength(1), v.maxLength(253)),
  key: v.optional(keySchema),
  tabId,
});
/** Asked again while the check is under way, it waits for the same check. */
const check = v.object({ type: v.literal('link.check'), key: keySchema, tabId });
const checkStop = v.object({ type: v.literal('link.check.stop'), key: keySchema, tabId });

// From extension pages only.
/** `url` is what the browser lets the popup know of the tab: nothing, for a page that there is no permission for. */
const popupState = v.object({
  type: v.literal('popup.state'),
  tabId: v.pipe(v.number(), v.integer()),
  url: v.optional(v.string()),
});
/** A page of any shop, which the person asked to have read: its HTML comes from the popup, which the browser let read it once. */
const pageRead = v.object({
  type: v.literal('page.read'),
  tabId: v.pipe(v.number(), v.integer()),
  url,
  referrer: url,
  html: v.pipe(v.string(), v.maxLength(LIMITS.html)),
});
const optionsState = v.object({ type: v.literal('options.state') });
const optionsChange = v.object({
  type: v.literal('options.change'),
  change: v.variant('what', [
    v.object({ what: v.literal('stopping'), on: v.boolean() }),
    v.object({ what: v.literal('auto'), site: id, on: v.boolean() }),
    v.object({ what: v.literal('distrust'), handle }),
    v.object({ what: v.literal('stop_again'), handle }),
  ]),
});
const optionsForget = v.object({
  type: v.literal('options.forget'),
  what: v.picklist(['reports', 'read', 'wrong', 'all']),
});
const reportsExport = v.object({
  type: v.literal('reports.export'),
  format: v.picklist(['json', 'xarf']),
  ids: v.pipe(v.array(id), v.maxLength(1000)),
});

/** What a content script may send. */
export const contentMessage = v.variant('type', [
  inspect,
  unread,
  pageOpened,
  followed,
  expected,
  listingRead,
  report,
  reportUndo,
  wrong,
  trust,
  wayOut,
  openAllow,
  check,
  checkStop,
]);

/** What the extension's own pages may send. */
export const pageMessage = v.variant('type', [
  popupState,
  pageRead,
  optionsState,
  optionsChange,
  optionsForget,
  reportsExport,
  report,
  reportUndo,
  wrong,
  trust,
  openAllow,
  check,
  checkStop,
]);

export type ContentMessage = v.InferOutput<typeof contentMessage>;
export type PageMessage = v.InferOutput<typeof pageMessage>;
export type Message = ContentMessage | PageMessage;
export type MessageType = Message['type'];
export type MessageOf<T extends MessageType> = Extract<Message, { type: T }>;

export interface ReportSaved {
  id: string;
  sha256: string;
  /** How many reports are on this device now. */
  count: number;
}

/** The answer to each message. */
export interface Answers {
  /** Items that are not in `shown` are to lose the badge that they may have had. */
  inspect: { shown: Shown[] };
  unread: null;
  'page.opened': null;
  'link.followed': null;
  'listing.expected': { expected: boolean };
  /** `key` names the finding to `report` and `wrong`. */
  'listing.read': { banner: BannerView; key: string } | { banner: null };
  report: ReportSaved;
  'report.undo': { removed: boolean };
  wrong: null;
  trust: null;
  'way.out': null;
  'open.allow': null;
  /** The card as it is after the check. */
  'link.check': { card: CardView };
  'link.check.stop': null;
  'popup.state': PopupView;
  'page.read': { listing: boolean };
  'options.state': OptionsView;
  'options.change': null;
  'options.forget': null;
  'reports.export': { name: string; mime: string; text: string };
}

/** What travels back: a value, or one plain sentence that says what went wrong. */
export type Reply<T> = { ok: true; value: T } | { ok: false; error: string };

/** Of how many names the self-check tells at most. */
export const MAX_TALLY = 60;
const tally = v.pipe(v.array(v.object({ name: v.pipe(v.string(), v.maxLength(120)), count })), v.maxLength(MAX_TALLY));
/** What a content script answers to `self.check`: names of kinds, sources and shapes, and numbers; nothing of what anybody wrote. */
export const selfCheckSchema = v.object({
  page: v.picklist(['feed', 'post', 'reels', 'story', 'thread', 'profile', 'grid', 'blocked', 'other']),
  /** Items by "kind.source", and "response": how many of the page's own responses were looked at. */
  read: tally,
  /** Places on the page that could not be read. */
  unread: count,
  /** Shapes that were met and did not fit. */
  unfit: tally,
});
export type SelfCheck = v.InferOutput<typeof selfCheckSchema>;

/** From the background, or a page of the extension's own, to a content script. `shown` comes from our own code; only its outline is checked. */
export const noticeSchema = v.variant('type', [
  v.object({ type: v.literal('finding.changed'), key: keySchema, shown: v.nullable(v.custom<Shown>(isShown)) }),
  /** Only the card, while something is under way: the badge stays as it is. */
  v.object({ type: v.literal('card.changed'), key: keySchema, card: v.custom<CardView>(isCard) }),
  v.object({ type: v.literal('show'), key: keySchema }),
  v.object({ type: v.literal('self.check') }),
]);
export type Notice = v.InferOutput<typeof noticeSchema>;

function isShown(value: unknown): boolean {
  const shown = value as Partial<Shown> | null;
  return typeof shown === 'object' && shown !== null && typeof shown.key === 'string' && typeof shown.card === 'object';
}

function isCard(value: unknown): boolean {
  const card = value as Partial<CardView> | null;
  return typeof card === 'object' && card !== null && typeof card.level === 'string' && Array.isArray(card.actions);
}
