// Reads promotions out of Instagram's JSON. Objects of a known shape are looked for wherever they stand, since the paths to them change
// with every release. The shapes are facts; here is how they are applied. Bounded in time and size, whatever the JSON is.

import { LIMITS, type PromotionContext, type PromotionKind } from '../contract';
import type { Item } from '../protocol';
import { codeOf, keys, pageOf, storyOf } from './instagram-addresses';
import {
  A_CODE,
  ATTACHMENT,
  COMMENT_SHAPE,
  EMBEDDED_BEFORE,
  GUARD,
  HOST,
  MARKS,
  MEDIA,
  MEDIA_ID,
  MESSAGE,
  META,
  PARTS,
  PRODUCT,
  PRODUCT_TYPES,
  PROFILE,
  ROOT_NAME,
  STICKERS,
  TRAY,
  USER,
} from './instagram-facts';
import {
  aliases,
  contextEntry,
  distinct,
  joined,
  keyOfTarget,
  mergeItems,
  permalinkOf,
  promotionOf,
  type Source,
} from './instagram-items';

type Json = Record<string, unknown>;

export function mayHoldPromotions(text: string): boolean {
  return MARKS.some((mark) => text.includes(mark));
}

/** A response may be one document, several on lines of their own (streamed GraphQL), or stand behind a guard against being run. */
export function parseResponse(text: string): unknown[] {
  const body = text.startsWith(GUARD) ? text.slice(GUARD.length) : text;
  try {
    return [JSON.parse(body)];
  } catch {
    // Streamed: read the lines that are whole.
  }
  const documents: unknown[] = [];
  for (const line of body.split('\n')) {
    if (line.length < 2) continue;
    try {
      documents.push(JSON.parse(line));
    } catch {
      // A cut line holds nothing that can be trusted.
    }
  }
  return documents;
}

/** What a script of the page carries: JSON, or before 2022 an assignment of it. */
export function parseScript(text: string): unknown {
  if (!mayHoldPromotions(text)) return undefined;
  const before = EMBEDDED_BEFORE.exec(text);
  const body = before === null ? text : text.slice(before[0].length).replace(/[\s;)]{1,9}$/, '');
  if (!/^\s*[[{]/.test(body)) return undefined;
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** Every promotion in a JSON value, wherever it stands, in document order. */
export function itemsInJson(root: unknown, source: Source): Item[] {
  const walk = new JsonWalk(root, source);
  walk.run(() => false);
  return [...walk.items.values()];
}

export function itemsInScript(text: string): Item[] {
  const root = parseScript(text);
  return root === undefined ? [] : itemsInJson(root, 'embedded');
}

const MAX_NODES = 400_000;
/** Of one value no more items are taken: a response of Instagram's holds some dozens. */
const MAX_ITEMS = 2_000;
/** How many nodes are walked between two looks at the clock. */
const STRIDE = 128;

/** One JSON value, read in as many slices as the frame allows. */
export class JsonWalk {
  readonly items = new Map<string, Item>();
  /** What was said of or beside them: comments by their ids, messages by their words. They complete what stands on the page. */
  readonly remarks = new Map<string, Item>();
  /** Other names of the items: alias to key. */
  readonly aliases = new Map<string, string>();
  /** Keys of what an item quotes. */
  readonly quotes = new Map<string, readonly string[]>();
  /** Shapes that were met and did not fit, and how often. */
  readonly unfit = new Map<string, number>();
  private readonly stack: unknown[];
  private visited = 0;
  /** Items that name their author by id only. */
  private readonly orphans = new Map<string, string>();

  /** `names`: accounts by id, learnt from this and earlier values. */
  constructor(
    private readonly root: unknown,
    private readonly source: Source,
    private readonly names: Map<string, string> = new Map(),
  ) {
    this.stack = [root];
  }

  /** Goes on until `late` says so; true when everything has been read. */
  run(late: () => boolean): boolean {
    const { stack } = this;
    while (stack.length > 0 && this.visited < MAX_NODES && this.items.size + this.remarks.size < MAX_ITEMS) {
      this.visit(stack.pop());
      if (++this.visited % STRIDE === 0 && late()) return false;
    }
    if (stack.length > 0) this.misfit('too_large');
    this.finish();
    return true;
  }

  private visit(node: unknown): void {
    if (typeof node !== 'object' || node === null) return;
    const { stack } = this;
    if (Array.isArray(node)) {
      for (let i = node.length - 1; i >= 0; i--) if (typeof node[i] === 'object') stack.push(node[i]);
      return;
    }
    const json = node as Json;
    this.learnName(json);
    const read = this.read(json);
    const isTray = read && Array.isArray(json[TRAY.items]);
    const inner: unknown[] = [];
    for (const name in json) {
      const value = json[name];
      if (typeof value !== 'object' || value === null) continue;
      if (read && (PARTS.has(name) || (isTray && name === TRAY.items))) {
        if (name === 'user' || name === 'owner') this.learnName(value as Json);
        continue;
      }
      inner.push(value);
    }
    for (let i = inner.length - 1; i >= 0; i--) stack.push(inner[i]);
  }

  /** True if the object is an item: its parts are no items of their own. */
  private read(json: Json): boolean {
    if (this.tray(json) || this.story(json, undefined)) return true;
    if (this.media(json) || this.message(json) || this.comment(json)) return true;
    if (this.profile(json)) return true;
    this.attachment(json);
    return false;
  }

  /** A post or a reel. */
  private media(media: Json): boolean {
    const code = first(media, MEDIA.code);
    if (code === undefined || !A_CODE.test(code) || !hasAny(media, MEDIA.any) || !hasAny(media, MEDIA.posted))
      return false;
    const type = first(media, MEDIA.kind);
    const kind: PromotionKind = type !== undefined && PRODUCT_TYPES[type] === 'reel' ? 'reel' : 'post';
    const author = first(media, MEDIA.author);
    const text = first(media, MEDIA.text) ?? '';
    if (text === '' && isMisfit(media.caption)) this.misfit('media.caption');
    const key = keys.post(code);
    const promotion = promotionOf({
      kind,
      author,
      coauthors: all(media, MEDIA.coauthors),
      text,
      altText: all(media, MEDIA.altText),
      links: all(media, MEDIA.links),
      sponsor: first(media, MEDIA.sponsor),
      context: besides(media),
    });
    this.keep({ key, promotion, permalink: permalinkOf(kind, code), source: this.source });
    this.author(key, author, first(media, MEDIA.authorId));
    if (author !== undefined) this.alias(aliases.words(author, text), key);
    const id = idOf(media);
    if (id !== undefined) this.alias(aliases.media(id), key);
    return true;
  }

  private tray(tray: Json): boolean {
    const items = tray[TRAY.items];
    if (!Array.isArray(items) || !hasAny(tray, TRAY.any)) return false;
    const owner = first(tray, TRAY.owner);
    let read = false;
    for (const entry of items.slice(0, 200)) if (isJson(entry) && this.story(entry, owner, true)) read = true;
    return read;
  }

  private story(story: Json, owner: string | undefined, inTray = false): boolean {
    if (!inTray) {
      const isStory = PRODUCT_TYPES[first(story, MEDIA.kind) ?? ''] === 'story' || story.is_reel_media === true;
      const unnamed = first(story, MEDIA.code) === undefined && hasAny(story, STICKERS.marks);
      if (!isStory && !unnamed) return false;
    }
    const id = idOf(story);
    if (id === undefined) {
      if (inTray) this.misfit('story.id');
      return false;
    }
    const author = first(story, MEDIA.author) ?? owner;
    const key = keys.story(id);
    const promotion = promotionOf({
      kind: 'story',
      author,
      coauthors: all(story, MEDIA.coauthors),
      text: joined([
        first(story, MEDIA.text) ?? '',
        ...all(story, STICKERS.labels),
        ...all(story, STICKERS.words),
        ...all(story, STICKERS.mentions).map((name) => `@${name}`),
        ...all(story, STICKERS.hashtags).map((name) => `#${name}`),
      ]),
      altText: all(story, MEDIA.altText),
      links: [...eachFirst(story, STICKERS.linked, STICKERS.address), ...all(story, MEDIA.links)],
      sponsor: first(story, MEDIA.sponsor),
      context: besides(story),
    });
    const permalink = author === undefined ? undefined : `https://${HOST}/stories/${author}/${id}/`;
    this.keep({ key, promotion, permalink, source: this.source });
    this.author(key, author, first(story, MEDIA.authorId));
    this.alias(aliases.media(id), key);
    const takenAt = firstNumber(story, MEDIA.takenAt);
    if (author !== undefined && takenAt !== undefined) this.alias(aliases.moment(author, takenAt), key);
    const quoted = all(story, STICKERS.quoted).flatMap((code) => (A_CODE.test(code) ? keys.post(code) : []));
    if (quoted.length > 0) this.quotes.set(key, quoted);
    return true;
  }

  private profile(profile: Json): boolean {
    const text = first(profile, PROFILE.text);
    const user = first(profile, PROFILE.user);
    if (user === undefined || text === undefined || !USER.test(user)) return false;
    const links = eachFirst(profile, PROFILE.links, PROFILE.link);
    const external = first(profile, PROFILE.external);
    const promotion = promotionOf({
      kind: 'bio',
      author: user,
      text: joined([text, ...all(profile, PROFILE.titles)]),
      links: [...links, ...(external === undefined ? [] : [external])],
    });
    this.keep({ key: keys.bio(user), promotion, permalink: `https://${HOST}/${user}/`, source: this.source });
    // A profile holds its posts: they are read as posts.
    return false;
  }

  private comment(comment: Json): boolean {
    const text = typeof comment.text === 'string' ? comment.text : undefined;
    if (text === undefined || !hasAny(comment, COMMENT_SHAPE.any)) return false;
    const id = first(comment, COMMENT_SHAPE.id);
    const author = first(comment, COMMENT_SHAPE.author);
    if (id === undefined || author === undefined || !MEDIA_ID.test(id)) return false;
    const promotion = promotionOf({ kind: 'comment', author, text });
    this.keep({ key: keys.comment(id), promotion, permalink: undefined, source: this.source }, this.remarks);
    return false;
  }

  private message(message: Json): boolean {
    if (!hasAny(message, MESSAGE.any) || first(message, MESSAGE.id) === undefined) return false;
    const attached = objectsAt(message, MESSAGE.attachments);
    const media = objectsAt(message, MESSAGE.media);
    const texts = distinct(all(message, MESSAGE.texts));
    const previews = all(message, MESSAGE.previews);
    const links = all(message, MESSAGE.links);
    const context: PromotionContext[] = [];
    const shown: string[] = [];
    const quoted: string[] = [];
    for (const attachment of attached) {
      const target = first(attachment, ATTACHMENT.target);
      const header = first(attachment, ATTACHMENT.header);
      const words = distinct(all(attachment, ATTACHMENT.texts));
      const key = target === undefined ? undefined : keyOfTarget(codeOf(target), storyOf(target));
      if (key === undefined) {
        previews.push(...words, ...all(attachment, ATTACHMENT.buttons));
        links.push(...(target === undefined ? [] : [target]), ...all(attachment, ATTACHMENT.links));
        if (header !== undefined) shown.push(header);
      } else {
        quoted.push(key);
        context.push(contextEntry(header, joined(words)));
        shown.push(...words);
      }
    }
    for (const shared of media) {
      const code = first(shared, MEDIA.code);
      if (code !== undefined && A_CODE.test(code)) quoted.push(keys.post(code));
      const text = first(shared, MEDIA.text);
      if (text !== undefined) context.push(contextEntry(first(shared, MEDIA.author), text));
    }
    if (texts.length + previews.length + links.length + context.length === 0) return false;
    const author = first(message, MESSAGE.author);
    const promotion = promotionOf({ kind: 'dm', author, text: joined([...texts, ...previews]), links, context });
    for (const words of distinct([...texts, ...previews, ...shown])) {
      const key = aliases.said(words);
      if (key === undefined) continue;
      this.keep({ key, promotion, permalink: undefined, source: this.source }, this.remarks);
      if (quoted.length > 0) this.quotes.set(key, quoted);
      this.author(key, author, first(message, MESSAGE.authorId));
    }
    // What is attached may be a post of its own.
    return false;
  }

  /** A post or a story that was shared in a message: an attachment that leads to it, with its author and the beginning of its caption. */
  private attachment(attachment: Json): void {
    const target = first(attachment, ATTACHMENT.target);
    const author = first(attachment, ATTACHMENT.header);
    if (target === undefined || author === undefined) return;
    const code = codeOf(target);
    const story = storyOf(target);
    const text = joined(all(attachment, ATTACHMENT.texts));
    if (code !== undefined) {
      const kind: PromotionKind = target.includes('/reel/') ? 'reel' : 'post';
      const promotion = promotionOf({ kind, author, text });
      this.keep({ key: keys.post(code), promotion, permalink: permalinkOf(kind, code), source: this.source });
    } else if (story !== undefined) {
      const promotion = promotionOf({ kind: 'story', author, text });
      this.keep({ key: keys.story(story.id), promotion, permalink: undefined, source: this.source });
    }
  }

  private keep(item: Item, among = this.items): void {
    const before = among.get(item.key);
    among.set(item.key, before === undefined ? item : mergeItems(before, item));
  }

  private alias(alias: string | undefined, key: string): void {
    if (alias !== undefined) this.aliases.set(alias, key);
  }

  private author(key: string, author: string | undefined, id: string | undefined): void {
    if (author === undefined && id !== undefined) this.orphans.set(key, id);
  }

  private learnName(account: Json): void {
    const name = account.username;
    if (typeof name !== 'string' || !USER.test(name)) return;
    for (const id of [account.pk, account.id, account.interop_messaging_user_fbid]) {
      const named = identifier(id);
      if (named !== undefined && named.length <= 25) this.names.set(named, name);
    }
  }

  private finish(): void {
    for (const [key, id] of this.orphans) {
      const among = this.items.has(key) ? this.items : this.remarks;
      const item = among.get(key);
      const author = this.names.get(id);
      if (item === undefined || author === undefined || item.promotion.author !== undefined) continue;
      among.set(key, mergeItems(item, { ...item, promotion: { ...item.promotion, author } }));
    }
    if (this.items.size + this.remarks.size === 0 && this.source === 'response') this.misfit(rootName(this.root));
  }

  private misfit(shape: string): void {
    this.unfit.set(shape, (this.unfit.get(shape) ?? 0) + 1);
  }
}

/** What is tagged in a post: the accounts, and the goods with their links. */
function besides(media: Json): PromotionContext[] {
  const context: PromotionContext[] = [];
  const tagged = distinct(all(media, MEDIA.tagged));
  if (tagged.length > 0) context.push(contextEntry(undefined, tagged.map((name) => `@${name}`).join(' ')));
  for (const product of objectsAt(media, PRODUCT.in).slice(0, 5)) {
    const name = first(product, PRODUCT.name);
    if (name !== undefined)
      context.push(contextEntry(first(product, PRODUCT.merchant), name, all(product, PRODUCT.links)));
  }
  return context;
}

/** The name of what a response is about; nothing of what it says. */
function rootName(root: unknown): string {
  const data = isJson(root) && isJson(root.data) ? root.data : root;
  if (!isJson(data)) return 'response';
  const name = Object.keys(data).find((key) => ROOT_NAME.test(key));
  return name ?? 'response';
}

/** A caption that is there and is neither text nor a text's holder. */
function isMisfit(caption: unknown): boolean {
  return (
    isJson(caption) &&
    typeof caption.text !== 'string' &&
    Object.keys(caption).length > 0 &&
    !('pk' in caption && caption.text === null)
  );
}

function idOf(media: Json): string | undefined {
  const id = (identifier(media.pk) ?? identifier(media.id))?.split('_', 1)[0];
  return id !== undefined && MEDIA_ID.test(id) ? id : undefined;
}

// ---------------------------------------------------------------------------------------------------------------------------------
// Paths

/** Of one list in hostile JSON no more is looked at. */
const MAX_ENTRIES = 200;
const parsed = new Map<string, readonly string[]>();

function stepsOf(path: string): readonly string[] {
  let steps = parsed.get(path);
  if (steps === undefined) {
    steps = path.split('.');
    parsed.set(path, steps);
  }
  return steps;
}

function valuesAt(value: unknown, steps: readonly string[], at: number, found: unknown[]): void {
  if (at === steps.length) {
    found.push(value);
    return;
  }
  const step = steps[at] as string;
  if (step === '*') {
    if (!Array.isArray(value)) return;
    for (let i = 0; i < value.length && i < MAX_ENTRIES && found.length < MAX_ENTRIES; i++)
      valuesAt(value[i], steps, at + 1, found);
  } else if (isJson(value) && Object.hasOwn(value, step)) valuesAt(value[step], steps, at + 1, found);
}

/** The texts that the paths lead to; numbers, which ids may be, as text. */
function all(json: Json, paths: readonly string[]): string[] {
  const found: string[] = [];
  for (const path of paths) {
    const steps = stepsOf(path);
    if (!Object.hasOwn(json, steps[0] as string)) continue;
    const values: unknown[] = [];
    valuesAt(json, steps, 0, values);
    for (const value of values) {
      const text = identifier(value);
      if (text !== undefined && text !== '')
        found.push(text.length > LIMITS.text ? text.slice(0, LIMITS.text + 1) : text);
    }
  }
  return found;
}

/** The first text; an empty one counts, so that an empty caption is a caption. */
function first(json: Json, paths: readonly string[]): string | undefined {
  for (const path of paths) {
    const steps = stepsOf(path);
    if (!Object.hasOwn(json, steps[0] as string)) continue;
    if (steps.length === 1) {
      const text = identifier(json[path]);
      if (text !== undefined) return text;
      continue;
    }
    const values: unknown[] = [];
    valuesAt(json, steps, 0, values);
    for (const value of values) {
      const text = identifier(value);
      if (text !== undefined) return text;
    }
  }
  return undefined;
}

function firstNumber(json: Json, paths: readonly string[]): number | undefined {
  const value = Number(first(json, paths));
  return Number.isSafeInteger(value) && value > 0 ? value : undefined;
}

function objectsAt(json: Json, paths: readonly string[]): Json[] {
  const found: unknown[] = [];
  for (const path of paths) {
    const steps = stepsOf(path);
    if (Object.hasOwn(json, steps[0] as string)) valuesAt(json, steps, 0, found);
  }
  return found.filter(isJson);
}

/** Of every object that `path` leads to, the first text that is not empty. */
function eachFirst(json: Json, path: string, inside: readonly string[]): string[] {
  return objectsAt(json, [path]).flatMap((object) => all(object, inside)[0] ?? []);
}

function hasAny(json: Json, names: readonly string[]): boolean {
  return names.some((name) => Object.hasOwn(json, name));
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A text, or a number that names something. Ids beyond 2^53 lose their last digits in a number: those name nothing. */
function identifier(value: unknown): string | undefined {
  return typeof value === 'string' ? value : Number.isSafeInteger(value) ? String(value) : undefined;
}

// ---------------------------------------------------------------------------------------------------------------------------------
// Meta tags

/**
 * The item of a page that was served without its data (seen logged out): the meta tags name author and caption.
 * `298K likes, 553 comments - some.handle on May 29, 2021: "The caption". `
 */
export function itemInMeta(document: Document): Item | undefined {
  const address = metaOf(document, META.address);
  const page = address === undefined || address.length > LIMITS.url ? undefined : pageOf(address);
  const description = metaOf(document, META.description) ?? '';
  if (page?.kind === 'post') {
    const title = metaOf(document, META.title) ?? '';
    const author = META.author.exec(description)?.[1] ?? page.user ?? META.handle.exec(title)?.[1];
    const kind: PromotionKind = /\/reel\//.test(address ?? '') ? 'reel' : 'post';
    const promotion = promotionOf({ kind, author, text: quotedIn(description) ?? '' });
    return { key: keys.post(page.code), promotion, permalink: address, source: 'meta' };
  }
  if (page?.kind === 'profile') {
    const text = quotedIn(metaOf(document, ['description']) ?? '') ?? '';
    const promotion = promotionOf({ kind: 'bio', author: page.user, text });
    return { key: keys.bio(page.user), promotion, permalink: address, source: 'meta' };
  }
  if (page?.kind === 'story' && page.id !== undefined && MEDIA_ID.test(page.id)) {
    const promotion = promotionOf({ kind: 'story', author: page.user || undefined });
    return { key: keys.story(page.id), promotion, permalink: address, source: 'meta' };
  }
  return undefined;
}

function metaOf(document: Document, names: readonly string[]): string | undefined {
  for (const name of names) {
    const meta = document.querySelector(`meta[property="${name}"], meta[name="${name}"]`);
    const content = meta?.getAttribute('content');
    if (content) return content.slice(0, LIMITS.text * 2);
  }
  return undefined;
}

/** What stands between the first opening mark after a colon and the last closing one. */
function quotedIn(description: string): string | undefined {
  const start = META.opening.exec(description);
  if (start === null) return undefined;
  const from = start.index + start[0].length;
  const to = Math.max(...[...META.closing].map((mark) => description.lastIndexOf(mark)));
  return to > from ? description.slice(from, to) : undefined;
}
