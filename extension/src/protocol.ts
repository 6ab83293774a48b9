// Every message between the extension's contexts: content scripts and extension pages ask, the background answers; the background
// tells content scripts only that a finding has changed. Each is checked by its schema before anything else looks at it.

import * as v from 'valibot';
import type { Listing, Promotion, Response } from './contract';
import { keySchema, LIMITS, promotionSchema } from './contract';
import type { BannerView, PopupView } from './surfaces/types';

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

/** What is known of one item: the verdict, and the listing that it was met with, if one was read. */
export interface Finding {
  key: string;
  response: Response;
  listing?: Listing;
}

// From the Instagram page.
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
const report = v.object({ type: v.literal('report'), key: v.optional(keySchema) });
const reportUndo = v.object({ type: v.literal('report.undo'), id });
const wrong = v.object({ type: v.literal('wrong'), key: v.optional(keySchema), undo: v.boolean() });
const trust = v.object({ type: v.literal('trust'), handle, undo: v.boolean() });
const openAllow = v.object({ type: v.literal('open.allow'), marketplace: id });

// From extension pages only.
const popupState = v.object({ type: v.literal('popup.state'), tabId: v.pipe(v.number(), v.integer()) });
const popupReport = v.object({
  type: v.literal('popup.report'),
  tabId: v.pipe(v.number(), v.integer()),
  key: keySchema,
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
  openAllow,
]);

/** What the extension's own pages may send. */
export const pageMessage = v.variant('type', [
  popupState,
  popupReport,
  reportsExport,
  report,
  reportUndo,
  wrong,
  trust,
  openAllow,
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
  inspect: { findings: Finding[]; hidden: string[] };
  unread: null;
  'page.opened': null;
  'link.followed': null;
  'listing.expected': { expected: boolean };
  'listing.read': { banner: BannerView | null };
  report: ReportSaved;
  'report.undo': { removed: boolean };
  wrong: null;
  trust: null;
  'open.allow': null;
  'popup.state': PopupView;
  'popup.report': ReportSaved;
  'reports.export': { name: string; mime: string; text: string };
}

/** What travels back: a value, or one plain sentence that says what went wrong. */
export type Reply<T> = { ok: true; value: T } | { ok: false; error: string };

/** From the background to a content script. */
export const noticeSchema = v.variant('type', [
  v.object({ type: v.literal('finding.changed'), finding: v.custom<Finding>(isFinding) }),
]);
export type Notice = v.InferOutput<typeof noticeSchema>;

function isFinding(value: unknown): value is Finding {
  const finding = value as Partial<Finding> | null;
  return (
    typeof finding === 'object' &&
    finding !== null &&
    typeof finding.key === 'string' &&
    typeof finding.response === 'object' &&
    finding.response !== null
  );
}

export type { Promotion };
