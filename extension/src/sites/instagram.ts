// All that is known of Instagram: its addresses, the shapes of its JSON, and the structure of its pages. Nothing else knows any.
//
// Three sources, in this order: the page's own responses as they arrive, JSON embedded in the page on a cold load, and the DOM by role
// and structure. No class name is ever looked at, no request is made. JSON is searched for objects of a known shape wherever they
// stand, since paths to them change with every release; the DOM says where an item stands, so that a badge can be put beside it.
//
// Everything here is a pure function of a JSON value or of a Document, so that saved pages can be read in tests.

import { LIMITS, type Promotion, type PromotionContext, type PromotionKind } from '../contract';
import type { Item } from '../protocol';
import type { BadgePlacement } from '../surfaces/types';

// ---------------------------------------------------------------------------------------------------------------------------------
// Addresses

/** What a page of Instagram is, by its address alone. */
export type Page =
  | { kind: 'feed' }
  | { kind: 'post'; code: string; user?: string }
  | { kind: 'reels'; code?: string }
  | { kind: 'story'; user: string; id?: string }
  | { kind: 'thread'; id: string }
  | { kind: 'profile'; user: string }
  | { kind: 'grid' }
  | { kind: 'blocked' }
  | { kind: 'other' };

/** First path segments that are Instagram's own and no account. */
const OWN_SEGMENTS = new Set([
  'about',
  'accounts',
  'ads',
  'ajax',
  'api',
  'archive',
  'challenge',
  'create',
  'data',
  'developer',
  'direct',
  'directory',
  'emails',
  'explore',
  'graphql',
  'legal',
  'lite',
  'location',
  'locations',
  'notifications',
  'oauth',
  'p',
  'popular',
  'press',
  'privacy',
  'qr',
  'reel',
  'reels',
  'saved',
  'session',
  'static',
  'stories',
  'terms',
  'topics',
  'tv',
  'web',
  'your_activity',
]);

const USER = /^[a-z0-9._]{1,30}$/i;
const CODE = /\/(?:p|reel|reels|tv)\/([A-Za-z0-9_-]{5,64})(?:\/|$|\?|#)/;
const COMMENT_LINK = 'a[href*="/c/"]';
const NO_CODE = new Set(['audio', 'videos']);
const COMMENT = /\/c\/(\d{5,25})(?:\/|$)/;
const HOST = 'www.instagram.com';

function segmentsOf(path: string): string[] {
  return path.split('/').filter((part) => part !== '');
}

/** The post that an address leads to; `/<user>/p/<code>/` and `/p/<code>/` name the same one. */
export function codeOf(href: string): string | undefined {
  const code = CODE.exec(href)?.[1];
  return code === undefined || NO_CODE.has(code) ? undefined : code;
}

/** The account that a link inside the page leads to, or undefined if it leads elsewhere. */
export function userOf(href: string): string | undefined {
  const path = pathOf(href);
  if (path === undefined) return undefined;
  const [user, rest, ...more] = segmentsOf(path);
  if (user === undefined || more.length > 0 || !USER.test(user) || OWN_SEGMENTS.has(user.toLowerCase()))
    return undefined;
  return rest === undefined || rest === 'reels' || rest === 'tagged' ? user : undefined;
}

/** The path of a link within Instagram, or undefined for a link out of it. */
function pathOf(href: string): string | undefined {
  if (href.startsWith('/') && !href.startsWith('//')) return href.split(/[?#]/, 1)[0];
  try {
    const url = new URL(href);
    return url.hostname === HOST || url.hostname === 'instagram.com' ? url.pathname : undefined;
  } catch {
    return undefined;
  }
}

/** True for a link that leaves Instagram, through its redirect host or directly. */
export function leavesInstagram(href: string): boolean {
  if (!/^https?:\/\//i.test(href)) return false;
  try {
    const { hostname } = new URL(href);
    return hostname === 'l.instagram.com' || !(hostname === 'instagram.com' || hostname.endsWith('.instagram.com'));
  } catch {
    return false;
  }
}

export function pageOf(address: string): Page {
  const path = pathOf(address);
  if (path === undefined) return { kind: 'other' };
  const segments = segmentsOf(path);
  const [first, second, third] = segments;
  if (first === undefined) return { kind: 'feed' };
  if (first === 'challenge' || (first === 'accounts' && ['login', 'suspended', 'disabled'].includes(second ?? ''))) {
    return { kind: 'blocked' };
  }
  if (first === 'stories' && second !== undefined) {
    if (second === 'highlights') return { kind: 'story', user: '', id: third };
    return USER.test(second) ? { kind: 'story', user: second, id: third } : { kind: 'other' };
  }
  if (first === 'reels') {
    const code = codeOf(path);
    return code === undefined ? { kind: 'reels' } : { kind: 'reels', code };
  }
  if (first === 'direct')
    return second === 't' && third !== undefined ? { kind: 'thread', id: third } : { kind: 'other' };
  const code = codeOf(path);
  if (code !== undefined) return OWN_SEGMENTS.has(first) ? { kind: 'post', code } : { kind: 'post', code, user: first };
  if (first === 'explore') return { kind: 'grid' };
  if (USER.test(first) && !OWN_SEGMENTS.has(first.toLowerCase())) return { kind: 'profile', user: first };
  return { kind: 'other' };
}

/** True for the page's own requests whose responses may hold promotions. Used by the observer, which must decide in no time. */
export function isWorthReading(address: string): boolean {
  return /^(?:https:\/\/(?:www|i)\.instagram\.com)?\/(?:graphql\/query|api\/graphql|api\/v1\/(?:feed|media|clips|users|discover|tags|fbsearch|highlights|stories|locations|direct_v2)\/)/.test(
    address,
  );
}

/** One of these stands in every response that holds a promotion: a string search is cheaper than a parse. */
const MARKS = [
  '"caption"',
  '"edge_media_to_caption"',
  '"biography"',
  '"story_link_stickers"',
  '"accessibility_caption"',
  '"reels_media"',
  '"xmaHeaderTitle"',
];

export function mayHoldPromotions(text: string): boolean {
  return MARKS.some((mark) => text.includes(mark));
}

export const keys = {
  post: (code: string) => `ig:post:${code}`,
  story: (id: string) => `ig:story:${id}`,
  bio: (user: string) => `ig:bio:${user.toLowerCase()}`,
  comment: (id: string) => `ig:comment:${id}`,
  message: (thread: string, hash: string) => `ig:dm:${thread}:${hash}`,
};

// ---------------------------------------------------------------------------------------------------------------------------------
// JSON

type Json = Record<string, unknown>;

/** A response may be one document, several on lines of their own (streamed GraphQL), or stand behind a guard against being run. */
export function parseResponse(text: string): unknown[] {
  const body = text.startsWith('for (;;);') ? text.slice(9) : text;
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

const MAX_NODES = 400_000;
/** Below these stand things that look like promotions and are parts of one, or are no promotion at all. */
const PARTS = new Set([
  'carousel_media',
  'edge_sidecar_to_children',
  'caption',
  'user',
  'owner',
  'image_versions2',
  'video_versions',
]);

/** Every promotion in a JSON value, wherever it stands, in document order. */
export function itemsInJson(root: unknown, source: Item['source']): Item[] {
  const found = new Map<string, Item>();
  const stack: unknown[] = [root];
  for (let visited = 0; stack.length > 0 && visited < MAX_NODES; visited++) {
    const node = stack.pop();
    if (typeof node !== 'object' || node === null) continue;
    if (Array.isArray(node)) {
      for (let i = node.length - 1; i >= 0; i--) stack.push(node[i]);
      continue;
    }
    const object = node as Json;
    const read = itemsOf(object, source);
    for (const item of read) {
      const before = found.get(item.key);
      found.set(item.key, before === undefined ? item : mergeItems(before, item));
    }
    const isReel = read.length > 0 && Array.isArray(object.items);
    const entries = Object.entries(object);
    for (let i = entries.length - 1; i >= 0; i--) {
      const [name, value] = entries[i] as [string, unknown];
      if (typeof value !== 'object' || value === null) continue;
      if (read.length > 0 && PARTS.has(name)) continue;
      if (isReel && name === 'items') continue;
      stack.push(value);
    }
  }
  return [...found.values()];
}

function itemsOf(object: Json, source: Item['source']): Item[] {
  const reel = reelItems(object, source);
  if (reel.length > 0) return reel;
  const item = mediaItem(object, source) ?? bioItem(object, source) ?? sharedItem(object, source);
  return item === undefined ? [] : [item];
}

/** A post or reel: it has a code, and a caption or a description of its picture (which may be null). */
function mediaItem(media: Json, source: Item['source']): Item | undefined {
  const code = string(media.code) ?? string(media.shortcode);
  if (code === undefined || !/^[A-Za-z0-9_-]{5,64}$/.test(code)) return undefined;
  if (!('caption' in media || 'edge_media_to_caption' in media || 'accessibility_caption' in media)) return undefined;
  const user = object(media.user) ?? object(media.owner);
  // A route's parameters carry a `shortcode` and a `caption` too, but nothing that was posted.
  if (user === undefined && !('taken_at' in media || 'taken_at_timestamp' in media || 'pk' in media)) return undefined;
  if (string(media.product_type) === 'story') return storyItem(media, undefined, source);
  const author = string(user?.username) ?? string(object(object(media.caption)?.user)?.username);
  const kind: PromotionKind = string(media.product_type) === 'clips' ? 'reel' : 'post';
  const promotion = promotionOf({
    kind,
    author,
    text: captionOf(media),
    altText: altTextsOf(media),
    links: linksOf(media),
    sponsor: sponsorOf(media),
  });
  const permalink = `https://${HOST}/${kind === 'reel' ? 'reel' : 'p'}/${code}/`;
  return { key: keys.post(code), promotion, permalink, source };
}

/** A tray of stories or a highlight: an owner, and items that need it, since they may name none themselves. */
function reelItems(reel: Json, source: Item['source']): Item[] {
  const owner = object(reel.user) ?? object(reel.owner);
  const user = string(owner?.username);
  if (!Array.isArray(reel.items) || user === undefined) return [];
  if (!('latest_reel_media' in reel || 'expiring_at' in reel || 'reel_type' in reel)) return [];
  return reel.items.slice(0, 200).flatMap((entry) => {
    const story = object(entry);
    const item = story === undefined ? undefined : storyItem(story, user, source);
    return item === undefined ? [] : [item];
  });
}

function storyItem(story: Json, owner: string | undefined, source: Item['source']): Item | undefined {
  const id = (string(story.id) ?? identifier(story.pk))?.split('_')[0];
  if (id === undefined) return undefined;
  const author = string(object(story.user)?.username) ?? string(object(story.owner)?.username) ?? owner;
  const stickers = objects(story.story_link_stickers).map((sticker) => object(sticker.story_link));
  const labels = stickers.flatMap((link) => string(link?.link_title) ?? []);
  const promotion = promotionOf({
    kind: 'story',
    author,
    text: [captionOf(story), ...labels].filter((part) => part !== '').join('\n'),
    altText: altTextsOf(story),
    links: linksOf(story),
    sponsor: sponsorOf(story),
  });
  const permalink = author === undefined ? undefined : `https://${HOST}/stories/${author}/${id}/`;
  return { key: keys.story(id), promotion, permalink, source };
}

function bioItem(profile: Json, source: Item['source']): Item | undefined {
  const user = string(profile.username);
  const biography = string(profile.biography);
  if (user === undefined || biography === undefined || !USER.test(user)) return undefined;
  const bioLinks = objects(profile.bio_links);
  const titles = bioLinks.flatMap((link) => string(link.title) ?? []).filter((title) => title !== '');
  const promotion = promotionOf({
    kind: 'bio',
    author: user,
    text: [biography, ...titles].filter((part) => part !== '').join('\n'),
    altText: [],
    links: [
      ...bioLinks.flatMap((link) => string(link.url) || string(link.lynx_url) || []),
      ...(string(profile.external_url) ? [profile.external_url as string] : []),
    ],
    sponsor: undefined,
  });
  return { key: keys.bio(user), promotion, permalink: `https://${HOST}/${user}/`, source };
}

/** A post that was shared in a message: an attachment that leads to it, with its author and the beginning of its caption. */
function sharedItem(attachment: Json, source: Item['source']): Item | undefined {
  const target = string(attachment.target_url);
  const code = target === undefined ? undefined : codeOf(target);
  const author = string(attachment.xmaHeaderTitle) ?? string(attachment.header_title_text);
  const text = string(attachment.xmaTitle) ?? string(attachment.title_text);
  if (code === undefined || author === undefined) return undefined;
  const kind: PromotionKind = target?.includes('/reel/') ? 'reel' : 'post';
  const promotion = promotionOf({ kind, author, text: text ?? '', altText: [], links: [], sponsor: undefined });
  return {
    key: keys.post(code),
    promotion,
    permalink: `https://${HOST}/${kind === 'reel' ? 'reel' : 'p'}/${code}/`,
    source,
  };
}

function captionOf(media: Json): string {
  const caption = media.caption;
  if (typeof caption === 'string') return caption;
  const direct = string(object(caption)?.text);
  if (direct !== undefined) return direct;
  const edge = object(array(object(media.edge_media_to_caption)?.edges)[0]);
  return string(object(edge?.node)?.text) ?? '';
}

function altTextsOf(media: Json): string[] {
  const slides = [
    ...array(media.carousel_media),
    ...array(object(media.edge_sidecar_to_children)?.edges).map((edge) => object(edge)?.node),
  ];
  return [media, ...slides].flatMap((part) => string(object(part)?.accessibility_caption) ?? []);
}

function linksOf(media: Json): string[] {
  const stickers = array(media.story_link_stickers).flatMap((sticker) => {
    const link = object(object(sticker)?.story_link);
    return string(link?.url) ?? string(link?.display_url) ?? [];
  });
  const calls = array(media.story_cta).flatMap((call) =>
    array(object(call)?.links).flatMap((link) => string(object(link)?.webUri) ?? []),
  );
  return [...stickers, ...calls, string(media.story_cta_url), string(media.link), string(media.ad_link_url)].flatMap(
    (link) => link ?? [],
  );
}

/** The account that paid, where Instagram names it: sponsor_tags (private API), edge_media_to_sponsor_user (GraphQL). */
function sponsorOf(media: Json): string | undefined {
  for (const tag of array(media.sponsor_tags)) {
    const name = string(object(object(tag)?.sponsor)?.username) ?? string(object(tag)?.username);
    if (name !== undefined) return name;
  }
  for (const edge of array(object(media.edge_media_to_sponsor_user)?.edges)) {
    const name = string(object(object(object(edge)?.node)?.sponsor)?.username);
    if (name !== undefined) return name;
  }
  return undefined;
}

interface Parts {
  kind: PromotionKind;
  author: string | undefined;
  text: string;
  altText: string[];
  links: string[];
  sponsor: string | undefined;
  context?: PromotionContext[];
}

/** Builds a promotion within the contract's bounds. */
function promotionOf(parts: Parts): Promotion {
  const promotion: Promotion = { platform: 'instagram', kind: parts.kind, text: clip(parts.text, LIMITS.text) };
  if (parts.author !== undefined) promotion.author = clip(parts.author, LIMITS.handle);
  const altText = distinct(parts.altText.map((alt) => clip(alt, LIMITS.altText))).slice(0, LIMITS.altTexts);
  if (altText.length > 0) promotion.alt_text = altText;
  const links = distinct(parts.links.filter((link) => leavesInstagram(link) && link.length <= LIMITS.url));
  if (links.length > 0) promotion.links = links.slice(0, LIMITS.links);
  if (parts.sponsor !== undefined) promotion.paid_partnership = { sponsor: clip(parts.sponsor, LIMITS.handle) };
  if (parts.context !== undefined && parts.context.length > 0) promotion.context = parts.context.slice(-LIMITS.context);
  return promotion;
}

/** What two sources say of the same item: the whole caption wins over the cut one, lists are joined. */
export function mergeItems(a: Item, b: Item): Item {
  const [p, q] = [a.promotion, b.promotion];
  const merged = promotionOf({
    kind: p.kind === 'post' ? q.kind : p.kind,
    author: p.author ?? q.author,
    text: q.text.length > p.text.length ? q.text : p.text,
    altText: [...(p.alt_text ?? []), ...(q.alt_text ?? [])],
    links: [...(p.links ?? []), ...(q.links ?? [])],
    sponsor: p.paid_partnership?.sponsor ?? q.paid_partnership?.sponsor,
    context: p.context ?? q.context ?? [],
  });
  return { key: a.key, promotion: merged, permalink: a.permalink ?? b.permalink, source: a.source };
}

// ---------------------------------------------------------------------------------------------------------------------------------
// Embedded JSON and meta tags: what a cold load carries

export const EMBEDDED = 'script[type="application/json"]';

export function itemsInScript(text: string): Item[] {
  if (!mayHoldPromotions(text)) return [];
  try {
    return itemsInJson(JSON.parse(text), 'embedded');
  } catch {
    return [];
  }
}

/**
 * The item of a page that was served without its data (seen logged out): the meta tags name author and caption.
 * `298K likes, 553 comments - some.handle on May 29, 2021: "The caption". `
 */
export function itemInMeta(document: Document): Item | undefined {
  const address = metaOf(document, 'og:url');
  const page = address === undefined ? undefined : pageOf(address);
  const description = metaOf(document, 'og:description') ?? metaOf(document, 'description') ?? '';
  if (page?.kind === 'post') {
    const author = / - ([a-z0-9._]{1,30}) /i.exec(description)?.[1] ?? page.user;
    const text = quotedIn(description) ?? '';
    const promotion = promotionOf({
      kind: /\/reel\//.test(address ?? '') ? 'reel' : 'post',
      author,
      text,
      altText: [],
      links: [],
      sponsor: undefined,
    });
    return { key: keys.post(page.code), promotion, permalink: address, source: 'meta' };
  }
  if (page?.kind === 'profile') {
    const text = quotedIn(metaOf(document, 'description') ?? '') ?? '';
    const promotion = promotionOf({ kind: 'bio', author: page.user, text, altText: [], links: [], sponsor: undefined });
    return { key: keys.bio(page.user), promotion, permalink: address, source: 'meta' };
  }
  if (page?.kind === 'story' && page.id !== undefined) {
    const promotion = promotionOf({
      kind: 'story',
      author: page.user || undefined,
      text: '',
      altText: [],
      links: [],
      sponsor: undefined,
    });
    return { key: keys.story(page.id), promotion, permalink: address, source: 'meta' };
  }
  return undefined;
}

function metaOf(document: Document, name: string): string | undefined {
  const meta = document.querySelector(`meta[property="${name}"], meta[name="${name}"]`);
  return meta?.getAttribute('content') ?? undefined;
}

function quotedIn(description: string): string | undefined {
  const start = description.indexOf(': "');
  const end = description.lastIndexOf('"');
  return start >= 0 && end > start + 3 ? description.slice(start + 3, end) : undefined;
}

// ---------------------------------------------------------------------------------------------------------------------------------
// DOM

/** An item and where it stands. */
export interface Place {
  item: Item;
  /** Holds the item, its links among it. */
  element: Element;
  /** The badge's host is appended here. */
  anchor: Element;
  placement: BadgePlacement;
}

export interface Reading {
  places: Place[];
  /** Units that stand on the page and gave no item: shown as not checked. */
  unread: Element[];
}

/** Units: elements that hold one post with its comments, one thread, one profile header, one tile. Re-read only when they change. */
const UNIT = {
  post: 'article',
  dialog: '[role="dialog"]',
  thread: '[role="grid"]',
  message: '[role="row"]',
  chat: '[data-pagelet^="IGDChatTabsRootContent"]',
  profile: 'main header',
  tile: 'a[href*="/p/"], a[href*="/reel/"]',
  reel: 'main video',
  story: 'section',
} as const;

/** The units that stand in or around `scope`, which has been added or changed. Duplicates are possible. */
export function unitsIn(scope: Element, page: Page): Element[] {
  const units: Element[] = [];
  const around = scope.closest(UNIT.post);
  if (around !== null) return [around];
  units.push(...within(scope, UNIT.post));

  const chat = scope.closest(UNIT.chat);
  if (page.kind === 'thread' || chat !== null || scope.querySelector(UNIT.chat) !== null) {
    const grid = scope.closest(UNIT.thread);
    const inChat = (element: Element) => page.kind === 'thread' || element.closest(UNIT.chat) !== null;
    if (grid !== null) units.push(...(inChat(grid) ? [grid] : []));
    else units.push(...within(scope, UNIT.thread).filter(inChat));
  }
  if (chat !== null) return units;

  const main = scope.closest('main') ?? scope.querySelector('main');
  if (page.kind === 'post') {
    const unit = postWithoutArticle(scope, main);
    if (unit !== undefined) units.push(unit);
  }
  if (page.kind === 'profile' && main !== null) units.push(...within(main, 'header').slice(0, 1));
  if (page.kind === 'story') {
    const section = scope.closest(UNIT.story) ?? scope.querySelector(UNIT.story);
    if (section !== null) units.push(section);
  }
  if (page.kind === 'reels' && main !== null)
    units.push(...within(main, 'video').flatMap((video) => reelAround(video) ?? []));
  if (page.kind === 'profile' || page.kind === 'grid') {
    const own = scope.closest(UNIT.tile);
    const tiles = own === null ? within(scope, UNIT.tile) : [own];
    units.push(...tiles.filter((tile) => tile.closest('main') !== null && tile.querySelector('img') !== null));
  }
  return units;
}

/** The post of a post page that shows no `article`: the dialog that was opened over another page, or else the page itself. */
function postWithoutArticle(scope: Element, main: Element | null): Element | undefined {
  const document = scope.ownerDocument;
  const dialog = within(document.documentElement, UNIT.dialog).find(
    (open) => open.querySelector('time[datetime]') !== null,
  );
  if (dialog !== undefined) return dialog.querySelector(UNIT.post) === null ? dialog : undefined;
  return main !== null && main.querySelector(UNIT.post) === null ? main : undefined;
}

/** Reads one unit. `known` gives what the JSON said of an item. */
export function readUnit(unit: Element, page: Page, known: (key: string) => Item | undefined): Reading {
  if (unit.matches(UNIT.thread)) return readThread(unit, page, known);
  if (unit.matches(UNIT.tile)) return readTile(unit, known);
  if (unit.matches('header') && page.kind === 'profile') return readProfile(unit, page.user, known);
  if (page.kind === 'story' && unit.matches(UNIT.story)) return readStory(unit, page, known);
  if (page.kind === 'reels') return readReel(unit, page, known);
  return readPost(unit, page, known);
}

/** Everything on a page, for tests and for the first look. */
export function readDocument(document: Document, page: Page, known: (key: string) => Item | undefined): Reading {
  const reading: Reading = { places: [], unread: [] };
  if (document.body === null) return reading;
  for (const unit of new Set(unitsIn(document.body, page))) {
    const { places, unread } = readUnit(unit, page, known);
    reading.places.push(...places);
    reading.unread.push(...unread);
  }
  return reading;
}

type Known = (key: string) => Item | undefined;

function readPost(unit: Element, page: Page, known: Known): Reading {
  const links = linksIn(unit);
  const own = links.filter(({ href }) => codeOf(href) !== undefined && !COMMENT.test(href));
  const timed = own.find(({ link }) => link.querySelector('time[datetime]') !== null);
  const code =
    (timed === undefined ? undefined : codeOf(timed.href)) ?? pageCode(page) ?? (own[0] && codeOf(own[0].href));
  const author = authorIn(unit, links) ?? (page.kind === 'post' ? page.user : undefined);
  if (code === undefined) return readWithoutAddress(unit, links, author);

  const isReel = own.some(({ href }) => href.includes(`/reel/${code}`));
  const fromDom: Item = {
    key: keys.post(code),
    promotion: promotionOf({
      kind: isReel ? 'reel' : 'post',
      author,
      text: author === undefined ? '' : captionIn(unit, links, author),
      altText: altTextsIn(unit, code),
      links: links
        .filter(({ link, href }) => leavesInstagram(href) && !insideComment(link, unit))
        .map(({ href }) => href),
      sponsor: undefined,
    }),
    permalink: `https://${HOST}/p/${code}/`,
    source: 'dom',
  };
  const item = withKnown(fromDom, known);
  if (isEmpty(item)) return { places: [], unread: [unit] };
  const places: Place[] = [{ item, element: unit, anchor: headerOf(unit, links, author), placement: 'header' }];
  places.push(...commentsIn(unit, links, item));
  return { places, unread: [] };
}

/** An advertisement may show no address of its own; what it says names it. */
function readWithoutAddress(unit: Element, links: readonly LinkIn[], author: string | undefined): Reading {
  if (author === undefined) return { places: [], unread: hasMedia(unit) ? [unit] : [] };
  const promotion = promotionOf({
    kind: 'post',
    author,
    text: captionIn(unit, links, author),
    altText: altTextsIn(unit, ''),
    links: links.map(({ href }) => href),
    sponsor: undefined,
  });
  const key = `ig:unnamed:${hashOf([author, promotion.text, ...(promotion.alt_text ?? []), ...(promotion.links ?? [])])}`;
  const item: Item = { key, promotion, permalink: undefined, source: 'dom' };
  if (isEmpty(item)) return { places: [], unread: [unit] };
  return { places: [{ item, element: unit, anchor: headerOf(unit, links, author), placement: 'header' }], unread: [] };
}

function pageCode(page: Page): string | undefined {
  return page.kind === 'post' ? page.code : undefined;
}

/** In the feed the post's header is a `header`; on the post page it is the row above the first rule. */
function headerOf(unit: Element, links: readonly LinkIn[], author: string | undefined): Element {
  const header = unit.querySelector('header');
  if (header !== null) return header;
  const above = unit.querySelector('hr')?.previousElementSibling;
  if (above) return above;
  const link = author === undefined ? undefined : links.find(({ href }) => userOf(href) === author)?.link;
  return link?.parentElement ?? unit;
}

/** The first link to an account whose words are that account's name; an avatar's link has none. */
function authorIn(unit: Element, links: readonly LinkIn[]): string | undefined {
  const named = links.filter(({ link, href }) => {
    const user = userOf(href);
    return user !== undefined && textOf(link).trim().toLowerCase() === user.toLowerCase();
  });
  const first = named.find(({ link }) => link.closest('header') !== null) ?? named[0];
  if (first !== undefined) return userOf(first.href);
  const any = unit.querySelector('header a[href]')?.getAttribute('href');
  return any ? userOf(any) : undefined;
}

/**
 * The caption stands in the same block as a second link to its author, below the media. Going up from each such link, the first
 * block that says more than the name is the caption's, unless it is the post's header or a comment of the author's own.
 */
function captionIn(unit: Element, links: readonly LinkIn[], author: string): string {
  const heading = unit.querySelector('h1');
  if (heading !== null && heading.closest('header') === null) {
    const text = tidy(textOf(heading));
    if (text !== '' && text.toLowerCase() !== author.toLowerCase()) return text;
  }
  let caption = '';
  for (const { link, href } of links) {
    if (userOf(href)?.toLowerCase() !== author.toLowerCase() || link.closest('header') !== null) continue;
    const words = textOf(link).trim();
    if (words.toLowerCase() !== author.toLowerCase()) continue;
    const text = textAfterName(link, unit, author);
    if (text !== undefined) caption = text;
  }
  return caption;
}

const MAX_CLIMB = 10;
/** A block that holds any of these is larger than a caption or a comment. */
const TOO_LARGE = 'form, hr, section, header, video, [role="presentation"], [role="dialog"], textarea';

function textAfterName(link: Element, unit: Element, author: string): string | undefined {
  let block: Element | null = link.parentElement;
  for (let step = 0; block !== null && block !== unit && step < MAX_CLIMB; step++, block = block.parentElement) {
    if (block.querySelector(TOO_LARGE) !== null) return undefined;
    if (block.querySelector(COMMENT_LINK) !== null) return undefined;
    const whole = tidy(textOf(block, (element) => element.tagName === 'TIME' || isButton(element)));
    // "More posts from some.handle" ends with the name; a caption begins with it.
    if (!whole.toLowerCase().startsWith(author.toLowerCase())) continue;
    const text = tidy(whole.slice(author.length));
    if (/[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(text)) return text;
  }
  return undefined;
}

/** Comments are found by their own permalinks, `/p/<code>/c/<id>/`, which hold the time. */
function commentsIn(unit: Element, links: readonly LinkIn[], post: Item): Place[] {
  const places: Place[] = [];
  const context: PromotionContext[] = [contextOf(post.promotion)];
  for (const { link, href } of links) {
    const id = COMMENT.exec(href)?.[1];
    if (id === undefined || link.querySelector('time') === null) continue;
    const read = commentAround(link, unit);
    if (read === undefined) continue;
    const promotion = promotionOf({
      kind: 'comment',
      author: read.author,
      text: read.text,
      altText: [],
      links: outwardIn(read.block),
      sponsor: undefined,
      context,
    });
    const item: Item = { key: keys.comment(id), promotion, permalink: absolute(href), source: 'dom' };
    places.push({ item, element: read.block, anchor: read.block, placement: 'bubble' });
  }
  return places;
}

function commentAround(time: Element, unit: Element): { author: string; text: string; block: Element } | undefined {
  let block: Element | null = time.parentElement;
  for (let step = 0; block !== null && block !== unit && step < MAX_CLIMB; step++, block = block.parentElement) {
    if (block.querySelector(TOO_LARGE) !== null) return undefined;
    const links = linksIn(block);
    if (links.filter(({ href }) => COMMENT.test(href)).length > 1) return undefined;
    const author = links.map(({ href }) => userOf(href)).find((user) => user !== undefined);
    if (author === undefined) continue;
    const text = tidy(textOf(block, (element) => element === time || isButton(element) || isNameLink(element, author)));
    if (text !== '') return { author, text, block };
  }
  return undefined;
}

function insideComment(link: Element, unit: Element): boolean {
  let block: Element | null = link.parentElement;
  for (let step = 0; block !== null && block !== unit && step < 6; step++, block = block.parentElement) {
    if (block.querySelector(COMMENT_LINK) !== null) return true;
  }
  return false;
}

/** An open thread: each message with what was said before it. */
function readThread(unit: Element, page: Page, known: Known): Reading {
  const thread = page.kind === 'thread' ? page.id : 'chat';
  const places: Place[] = [];
  const said: PromotionContext[] = [];
  for (const row of within(unit, UNIT.message)) {
    if (row.querySelector(UNIT.message) !== null) continue;
    const text = messageIn(row);
    const links = outwardIn(row);
    const shared = linksIn(row).flatMap(({ href }) => codeOf(href) ?? []);
    const posts = shared.flatMap((code) => known(keys.post(code)) ?? []).map((post) => contextOf(post.promotion));
    const altText = within(row, 'img[alt]')
      .filter((img) => !isPortrait(img))
      .flatMap((img) => altOf(img) ?? []);
    if (text === '' && links.length === 0 && posts.length === 0) continue;
    const author = linksIn(row)
      .map(({ href }) => userOf(href))
      .find((user) => user !== undefined);
    const promotion = promotionOf({
      kind: 'dm',
      author,
      text,
      altText,
      links,
      sponsor: undefined,
      context: [...said.slice(-8), ...posts],
    });
    const key = keys.message(thread, hashOf([text, ...links, said.at(-1)?.text ?? '']));
    const anchor = row.querySelector('[role="gridcell"]') ?? row;
    places.push({
      item: { key, promotion, permalink: undefined, source: 'dom' },
      element: row,
      anchor,
      placement: 'bubble',
    });
    said.push({
      ...(author === undefined ? {} : { author }),
      text: clip(text, 2000),
      ...(links.length > 0 ? { links } : {}),
    });
    said.push(...posts);
  }
  return { places, unread: [] };
}

/** A message's words: the innermost blocks of running text; headings tell a screen reader who wrote, and are no part of it. */
function messageIn(row: Element): string {
  const blocks = within(row, '[dir="auto"]').filter(
    (block) => block.querySelector('[dir="auto"]') === null && block.closest('h1, h2, h3, h4, h5, h6, time') === null,
  );
  const texts = blocks.map((block) => tidy(textOf(block))).filter((text) => text !== '');
  if (texts.length > 0) return distinct(texts).join('\n');
  return tidy(textOf(row, (element) => /^(?:H[1-6]|TIME|BUTTON)$/.test(element.tagName)));
}

function readProfile(header: Element, user: string, known: Known): Reading {
  const text = tidy(
    textOf(
      header,
      (element) => isButton(element) || /^(?:H[1-6]|UL|TIME)$/.test(element.tagName) || isNameLink(element, user),
    ),
  );
  const fromDom: Item = {
    key: keys.bio(user),
    promotion: promotionOf({
      kind: 'bio',
      author: user,
      text,
      altText: [],
      links: outwardIn(header),
      sponsor: undefined,
    }),
    permalink: `https://${HOST}/${user}/`,
    source: 'dom',
  };
  const json = known(fromDom.key);
  // The header's text holds counts and buttons in the reader's language: the biography alone is better where it is known.
  const item =
    json === undefined ? fromDom : mergeItems(json, { ...fromDom, promotion: { ...fromDom.promotion, text: '' } });
  return { places: [{ item, element: header, anchor: header, placement: 'header' }], unread: [] };
}

function readStory(section: Element, page: Page & { kind: 'story' }, known: Known): Reading {
  const altText = within(section, 'img[alt]')
    .filter((img) => !isPortrait(img))
    .flatMap((img) => altOf(img) ?? []);
  const links = outwardIn(section);
  const id = page.id !== undefined && /^\d+$/.test(page.id) ? page.id : hashOf([page.user, ...altText, ...links]);
  const fromDom: Item = {
    key: keys.story(id),
    promotion: promotionOf({
      kind: 'story',
      author: page.user || undefined,
      text: '',
      altText,
      links,
      sponsor: undefined,
    }),
    permalink:
      page.user === '' ? undefined : `https://${HOST}/stories/${page.user}/${page.id === undefined ? '' : `${id}/`}`,
    source: 'dom',
  };
  const item = withKnown(fromDom, known);
  if (isEmpty(item)) return { places: [], unread: [section] };
  return { places: [{ item, element: section, anchor: section, placement: 'media' }], unread: [] };
}

/** A tile of a grid: the picture's own description is all the page says, unless a response said more. */
function readTile(tile: Element, known: Known): Reading {
  const href = tile.getAttribute('href') ?? '';
  const code = codeOf(href);
  if (code === undefined || tile.querySelector('time') !== null) return { places: [], unread: [] };
  const altText = within(tile, 'img[alt]').flatMap((img) => altOf(img) ?? []);
  const user = segmentsOf(pathOf(href) ?? '')[0];
  const author = user !== undefined && USER.test(user) && !OWN_SEGMENTS.has(user) ? user : undefined;
  const fromDom: Item = {
    key: keys.post(code),
    promotion: promotionOf({
      kind: href.includes('/reel/') ? 'reel' : 'post',
      author,
      text: '',
      altText,
      links: [],
      sponsor: undefined,
    }),
    permalink: absolute(href),
    source: 'dom',
  };
  const item = withKnown(fromDom, known);
  if (isEmpty(item)) return { places: [], unread: [] };
  return { places: [{ item, element: tile, anchor: tile.parentElement ?? tile, placement: 'media' }], unread: [] };
}

/** The block around a reel's video that also names its author. */
function reelAround(video: Element): Element | undefined {
  let block: Element | null = video.parentElement;
  for (let step = 0; block !== null && block.tagName !== 'MAIN' && step < 20; step++, block = block.parentElement) {
    if (block.querySelectorAll('video').length > 1) return undefined;
    if (linksIn(block).some(({ link, href }) => userOf(href) !== undefined && textOf(link).trim() !== '')) return block;
  }
  return undefined;
}

function readReel(unit: Element, page: Page & { kind: 'reels' }, known: Known): Reading {
  const links = linksIn(unit);
  const author = authorIn(unit, links);
  const texts = within(unit, '[dir="auto"]')
    .filter((block) => block.querySelector('[dir="auto"]') === null && block.closest('a, [role="link"]') === null)
    .map((block) => tidy(textOf(block)));
  const text = texts.reduce((longest, candidate) => (candidate.length > longest.length ? candidate : longest), '');
  const code = links.map(({ href }) => codeOf(href)).find((found) => found !== undefined) ?? page.code;
  const fromDom: Item = {
    key: code === undefined ? `ig:reel:${hashOf([author ?? '', text])}` : keys.post(code),
    promotion: promotionOf({
      kind: 'reel',
      author,
      text,
      altText: altTextsIn(unit, code ?? ''),
      links: outwardIn(unit),
      sponsor: undefined,
    }),
    permalink: code === undefined ? undefined : `https://${HOST}/reel/${code}/`,
    source: 'dom',
  };
  // While one scrolls, the address may still name the reel before: what was known is taken only if the author is the same.
  const json = known(fromDom.key);
  const same = json === undefined || author === undefined || json.promotion.author === author;
  const item = json !== undefined && same ? mergeItems(json, fromDom) : fromDom;
  if (isEmpty(item)) return { places: [], unread: [unit] };
  return { places: [{ item, element: unit, anchor: unit, placement: 'media' }], unread: [] };
}

// ---------------------------------------------------------------------------------------------------------------------------------
// Small parts

interface LinkIn {
  link: Element;
  href: string;
}

function linksIn(scope: Element): LinkIn[] {
  return within(scope, 'a[href]').map((link) => ({ link, href: link.getAttribute('href') ?? '' }));
}

function outwardIn(scope: Element): string[] {
  return linksIn(scope)
    .map(({ href }) => href)
    .filter(leavesInstagram);
}

function within(scope: Element, selector: string): Element[] {
  return [...scope.querySelectorAll(selector)];
}

function isButton(element: Element): boolean {
  return element.tagName === 'BUTTON' || element.getAttribute('role') === 'button';
}

function isNameLink(element: Element, user: string): boolean {
  if (element.tagName !== 'A') return false;
  return (
    userOf(element.getAttribute('href') ?? '')?.toLowerCase() === user.toLowerCase() &&
    !/^@/.test(textOf(element).trim())
  );
}

/** An account's picture: it stands in a link or beside a name, and its alt text is in the reader's language. */
function isPortrait(img: Element): boolean {
  const link = img.closest('a[href], [role="link"], header, form');
  return link !== null && codeOf(link.getAttribute('href') ?? '') === undefined;
}

function altTextsIn(unit: Element, code: string): string[] {
  return within(unit, 'img[alt]').flatMap((img) => {
    if (isPortrait(img)) return [];
    const link = img.closest('a[href]');
    if (link !== null && codeOf(link.getAttribute('href') ?? '') !== code) return [];
    return altOf(img) ?? [];
  });
}

/** Short alt texts are emoji and icons. */
function altOf(img: Element): string | undefined {
  const alt = img.getAttribute('alt')?.trim() ?? '';
  return alt.length > 8 ? alt : undefined;
}

function hasMedia(unit: Element): boolean {
  return unit.querySelector('video, img[alt]') !== null;
}

function isEmpty(item: Item): boolean {
  const { text, alt_text, links } = item.promotion;
  return text === '' && (alt_text ?? []).length === 0 && (links ?? []).length === 0;
}

function withKnown(item: Item, known: Known): Item {
  const json = known(item.key);
  return json === undefined ? item : mergeItems(json, item);
}

export function contextOf(promotion: Promotion): PromotionContext {
  return {
    ...(promotion.author === undefined ? {} : { author: promotion.author }),
    text: clip([promotion.text, ...(promotion.alt_text ?? [])].join('\n'), 4000),
    ...(promotion.links === undefined ? {} : { links: promotion.links }),
  };
}

function absolute(href: string): string {
  return href.startsWith('/') ? `https://${HOST}${href}` : href;
}

const BLOCKS = new Set('DIV P LI UL OL H1 H2 H3 H4 H5 H6 SECTION HEADER ARTICLE FORM'.split(' '));
const SILENT = new Set('SCRIPT STYLE NOSCRIPT SVG svg TEMPLATE IFRAME TEXTAREA'.split(' '));

/** The text that a person sees, with line breaks where the page has them. `innerText` would force a layout. */
export function textOf(element: Element, skip: (element: Element) => boolean = () => false): string {
  let text = '';
  const visit = (node: Node): void => {
    if (text.length > LIMITS.text) return;
    if (node.nodeType === 3) {
      // Cut before it is looked at: what is longer than the contract allows costs nothing.
      text += (node.nodeValue ?? '').slice(0, LIMITS.text + 1).replace(/[ \t\r\n\f]+/g, ' ');
      return;
    }
    if (node.nodeType !== 1) return;
    const child = node as Element;
    if (SILENT.has(child.tagName) || (child !== element && skip(child))) return;
    if (child.tagName === 'BR') text += '\n';
    else if (child.tagName === 'IMG') {
      const alt = child.getAttribute('alt') ?? '';
      if (alt.length <= 8) text += alt;
    } else {
      const block = BLOCKS.has(child.tagName);
      if (block && text !== '' && !text.endsWith('\n')) text += '\n';
      for (let inner = child.firstChild; inner !== null; inner = inner.nextSibling) visit(inner);
      if (block && !text.endsWith('\n')) text += '\n';
    }
  };
  visit(element);
  return text;
}

/** Outer white space away, and no more than it takes to keep the lines apart. */
function tidy(text: string): string {
  const trimmed = text.trim();
  if (!trimmed.includes('\n')) return trimmed;
  return trimmed.replace(/ ?\n ?/g, '\n').replace(/\n{3,}/g, '\n\n');
}

/** Cuts at a code point's border. */
function clip(text: string, most: number): string {
  if (text.length <= most) return text;
  const end = /[\ud800-\udbff]/.test(text.charAt(most - 1)) ? most - 1 : most;
  return text.slice(0, end);
}

/** 53 bits (cyrb53), to name what has no name of its own; no secret and no proof of anything. */
export function hashOf(parts: readonly string[]): string {
  let h1 = 0xdeadbeef;
  let h2 = 0x41c6ce57;
  const text = parts.join('\u0000');
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    h1 = Math.imul(h1 ^ unit, 2654435761);
    h2 = Math.imul(h2 ^ unit, 1597334677);
  }
  h1 = Math.imul(h1 ^ (h1 >>> 16), 2246822507) ^ Math.imul(h2 ^ (h2 >>> 13), 3266489909);
  h2 = Math.imul(h2 ^ (h2 >>> 16), 2246822507) ^ Math.imul(h1 ^ (h1 >>> 13), 3266489909);
  return (4294967296 * (2097151 & h2) + (h1 >>> 0)).toString(36);
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)].filter((value) => value !== '');
}

function string(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function identifier(value: unknown): string | undefined {
  return typeof value === 'number' ? String(value) : string(value);
}

function object(value: unknown): Json | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
}

function objects(value: unknown): Json[] {
  return array(value).filter((entry): entry is Json => object(entry) !== undefined);
}

function array(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
