// Reads promotions where they stand on a page of Instagram, by role and structure; no class name is ever looked at. What the JSON said
// of an item is joined with what is seen of it. Pure functions of a document, so that saved pages can be read in tests.

import { LIMITS, type PromotionContext } from '../contract';
import type { Item } from '../protocol';
import type { BadgePlacement } from '../surfaces/types';
import {
  absolute,
  codeOf,
  keys,
  leavesInstagram,
  type Page,
  pathOf,
  segmentsOf,
  storyOf,
  userOf,
} from './instagram-addresses';
import {
  BELOW_HEAD,
  CACHE_KEY,
  COMMENT,
  COMMENT_LINK,
  COMPOSER,
  HOST,
  MEDIA_ID,
  MIN_ALT,
  OWN_SEGMENTS,
  PORTRAIT,
  TIME,
  TIMED,
  TOO_LARGE,
  UNIT,
  USER,
  WORDS,
} from './instagram-facts';
import {
  aliases,
  clip,
  contextOf,
  distinct,
  hashOf,
  isEmpty,
  mergeItems,
  permalinkOf,
  promotionOf,
} from './instagram-items';

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

/** What the JSON said of an item, by its key or by an alias. */
export type Known = (key: string) => Item | undefined;

const MAX_CLIMB = 10;

// ---------------------------------------------------------------------------------------------------------------------------------
// Units

/** The units that stand in or around `scopes`, which have been added or changed. */
export function unitsIn(scopes: Iterable<Element>, page: Page): Set<Element> {
  const units = new Set<Element>();
  if (page.kind === 'blocked') return units;
  const given = new Set(scopes);
  for (const scope of given) {
    if (given.size > MANY && hasAncestorIn(scope, given)) continue;
    for (const unit of unitsAround(scope, page)) if (unit) units.add(unit);
  }
  return units;
}

/** Of fewer scopes than this it costs less to look into each than to find out which stand in another. */
const MANY = 32;

function hasAncestorIn(element: Element, others: ReadonlySet<Element>): boolean {
  for (let up = element.parentElement; up !== null; up = up.parentElement) if (others.has(up)) return true;
  return false;
}

function unitsAround(scope: Element, page: Page): (Element | null | undefined)[] {
  const article = scope.closest(UNIT.post);
  if (article !== null) return [article];
  const chat = scope.closest(UNIT.chat);
  if (chat !== null) return threadsIn(scope, chat);
  const main = scope.closest('main') ?? scope.querySelector('main');
  return [
    ...within(scope, UNIT.post),
    ...within(scope, UNIT.chat).flatMap((inner) => threadsIn(inner, inner)),
    ...unitsOfPage(scope, main, page),
  ];
}

/** What is looked for on this kind of page only. */
function unitsOfPage(scope: Element, main: Element | null, page: Page): (Element | null | undefined)[] {
  switch (page.kind) {
    case 'thread':
      return main === null ? [] : threadsIn(scope, main);
    case 'post':
      return [postWithoutArticle(scope, main)];
    case 'feed':
      if (main === null || main.querySelector(UNIT.post) !== null) return [];
      return within(main, TIMED).map((time) => blockOfPost(time, main));
    case 'story': {
      const section = scope.closest(UNIT.story) ?? within(scope, UNIT.story).find((found) => hasMedia(found));
      if (section !== undefined) return [section];
      return scope.tagName === 'BODY' && hasMedia(scope) ? [main ?? scope] : [];
    }
    case 'reels':
      return main === null ? [] : within(main, UNIT.video).map((video) => reelAround(video) ?? video.parentElement);
    case 'profile':
    case 'grid': {
      const head = page.kind === 'profile' ? main?.querySelector('header') : undefined;
      const own = scope.closest(UNIT.tile);
      const tiles = own === null ? within(scope, UNIT.tile) : [own];
      return [head, ...tiles.filter((tile) => tile.closest('main') !== null && tile.querySelector('img') !== null)];
    }
    default:
      return [];
  }
}

/** Threads in or around `scope`; `place` itself, if one is open there that has none of the roles that threads have. */
function threadsIn(scope: Element, place: Element): Element[] {
  const around = scope.closest(UNIT.thread);
  if (around !== null) return [around];
  const inside = within(place, UNIT.thread).filter((grid) => scope.contains(grid));
  if (inside.length > 0) return inside;
  const open = place.querySelector(COMPOSER) !== null && place.querySelector(UNIT.thread) === null;
  return open ? [place] : [];
}

/** The post of a post page that shows no `article`: the dialog that was opened over another page, or else the page itself. */
function postWithoutArticle(scope: Element, main: Element | null): Element | undefined {
  const dialog = within(scope.ownerDocument.documentElement, UNIT.dialog).find(
    (open) => open.querySelector(TIME) !== null,
  );
  if (dialog !== undefined) return dialog.querySelector(UNIT.post) === null ? dialog : undefined;
  return main !== null && main.querySelector(UNIT.post) === null ? main : undefined;
}

/** Where a feed shows no `article`: the largest block around a permalink that holds no other post's. */
function blockOfPost(time: Element, main: Element): Element | undefined {
  const code = codeOf(time.closest('a')?.getAttribute('href') ?? '');
  if (code === undefined) return undefined;
  let block: Element = time;
  for (let up = time.parentElement; up !== null && up !== main; up = up.parentElement) {
    const others = within(up, TIMED).some((other) => codeOf(other.closest('a')?.getAttribute('href') ?? '') !== code);
    if (others) break;
    block = up;
  }
  return block;
}

/** The block around a reel's video that also names its author. */
function reelAround(video: Element): Element | undefined {
  let block: Element | null = video.parentElement;
  for (let step = 0; block !== null && block.tagName !== 'MAIN' && step < 20; step++, block = block.parentElement) {
    if (block.querySelectorAll(UNIT.video).length > 1) return undefined;
    if (linksIn(block).some(({ link, href }) => userOf(href) !== undefined && textOf(link).trim() !== '')) return block;
  }
  return undefined;
}

/** What was read of parts that have not changed since: a long list of comments is not read again for each new one. */
export class Memory {
  readonly comments = new WeakMap<Element, { words: string; read: CommentRead }>();
}

/** Reads one unit. `known` gives what the JSON said of an item. */
export function readUnit(unit: Element, page: Page, known: Known, memory = new Memory()): Reading {
  if (unit.matches(UNIT.thread)) return readThread(unit, page, known);
  if (page.kind === 'thread' || unit.matches(UNIT.chat)) return unreadable(unit);
  if (unit.matches(UNIT.tile)) return readTile(unit, known);
  if (unit.matches('header') && page.kind === 'profile') return readProfile(unit, page.user, known);
  if (page.kind === 'story') return readStory(unit, page, known);
  if (page.kind === 'reels' && !unit.matches(UNIT.post)) return readReel(unit, page, known);
  return readPost(unit, page, known, memory);
}

/** Everything on a page, for tests and for the first look. */
export function readDocument(document: Document, page: Page, known: Known): Reading {
  const reading: Reading = { places: [], unread: [] };
  if (document.body === null) return reading;
  for (const unit of unitsIn([document.body], page)) {
    const { places, unread } = readUnit(unit, page, known);
    reading.places.push(...places);
    reading.unread.push(...unread);
  }
  return reading;
}

function unreadable(unit: Element): Reading {
  return { places: [], unread: [unit] };
}

function withKnown(item: Item, known: Known): Item {
  const json = known(item.key);
  return json === undefined ? item : mergeItems(json, item);
}

// ---------------------------------------------------------------------------------------------------------------------------------
// Posts

function readPost(unit: Element, page: Page, known: Known, memory: Memory): Reading {
  const links = linksIn(unit);
  const own = links.filter(({ href }) => codeOf(href) !== undefined && !COMMENT.test(href));
  const timed = own.find(({ link }) => link.querySelector(TIME) !== null);
  const code =
    (timed === undefined ? undefined : codeOf(timed.href)) ?? pageCode(page) ?? (own[0] && codeOf(own[0].href));
  const author = authorIn(unit, links) ?? pageAuthor(page);
  const isReel = code !== undefined && own.some(({ href }) => href.includes(`/reel/${code}`));
  const promotion = promotionOf({
    kind: isReel ? 'reel' : 'post',
    author: author?.name,
    ...(author === undefined ? {} : signersIn(unit, author)),
    text: author === undefined ? '' : captionIn(unit, links, author.name),
    altText: altTextsIn(unit, code ?? ''),
    links: links
      .filter(({ link, href }) => leavesInstagram(href) && !insideComment(link, unit))
      .map(({ href }) => href),
  });
  if (code === undefined && author === undefined) return hasMedia(unit) ? unreadable(unit) : { places: [], unread: [] };
  // An advertisement may show no address of its own; what it says names it.
  const unnamed = () =>
    `ig:unnamed:${hashOf([author?.name ?? '', promotion.text, ...(promotion.alt_text ?? []), ...(promotion.links ?? [])])}`;
  const byWords =
    code !== undefined || author === undefined ? undefined : known(aliases.words(author.name, promotion.text) ?? '');
  const item = withKnown(
    {
      key: code === undefined ? (byWords?.key ?? unnamed()) : keys.post(code),
      promotion,
      permalink: code === undefined ? undefined : permalinkOf('post', code),
      source: 'dom',
    },
    known,
  );
  const comments = commentsIn(unit, links, item, known, memory);
  // A page of comments may show none of the post's own words.
  if (isEmpty(item)) return comments.length > 0 ? { places: comments, unread: [] } : unreadable(unit);
  const post: Place = { item, element: unit, anchor: headerOf(unit, links, author), placement: 'header' };
  return { places: [post, ...comments], unread: [] };
}

function pageCode(page: Page): string | undefined {
  return page.kind === 'post' ? page.code : undefined;
}

function pageAuthor(page: Page): Author | undefined {
  return page.kind === 'post' && page.user !== undefined ? { name: page.user, link: undefined } : undefined;
}

interface Author {
  name: string;
  link: Element | undefined;
}

/** The first link to an account whose words are that account's name; an avatar's link has none. A link in a header goes first. */
function authorIn(unit: Element, links: readonly LinkIn[]): Author | undefined {
  let author: Author | undefined;
  for (const named of links) {
    const name = userOf(named.href);
    if (name === undefined || !isNamed(named)) continue;
    if (named.link.closest('header') !== null) return { name, link: named.link };
    author ??= { name, link: named.link };
  }
  if (author !== undefined) return author;
  const any = unit.querySelector('header a[href]');
  const user = userOf(any?.getAttribute('href') ?? '');
  return any && user !== undefined ? { name: user, link: any } : undefined;
}

/** An element around one other says nothing that the other does not. */
function isWrapper(element: Element): boolean {
  return element.childNodes.length === 1 && element.firstElementChild !== null;
}

function isNamed({ link, href }: LinkIn): boolean {
  const user = userOf(href);
  if (user === undefined || (link.textContent ?? '').length < user.length) return false;
  return textOf(link).trim().toLowerCase() === user.toLowerCase();
}

/**
 * Who else stands in the head of a post: those on the author's own line signed it too; a line of its own that says something and names
 * an account is the "Paid partnership with …" of every language.
 */
function signersIn(unit: Element, author: Author): { coauthors: string[]; sponsor?: string } {
  const coauthors: string[] = [];
  let sponsor: string | undefined;
  const head = author.link === undefined ? undefined : headAround(author.link, unit);
  if (head === undefined) return { coauthors };
  for (const named of linksIn(head)) {
    const user = userOf(named.href);
    if (user === undefined || user.toLowerCase() === author.name.toLowerCase() || !isNamed(named)) continue;
    const line = lineAround(named.link, user, head);
    if (line === undefined || line.contains(author.link as Element)) coauthors.push(user);
    else sponsor ??= user;
  }
  return sponsor === undefined ? { coauthors } : { coauthors, sponsor };
}

/** From a name upwards, as long as nothing but names, times and buttons stands there: no media, no rule, no caption. */
function headAround(name: Element, unit: Element): Element | undefined {
  const header = name.closest('header');
  if (header !== null) return header;
  let head: Element | undefined;
  for (let up = name.parentElement; up !== null && up !== unit; up = up.parentElement) {
    if (up.querySelector('video, hr, section, form, textarea, h1') !== null) break;
    if (within(up, 'img[alt]').some((img) => !isPortrait(img))) break;
    head = up;
  }
  return head;
}

/** The smallest block around a link that says more than the name. */
function lineAround(link: Element, name: string, head: Element): Element | undefined {
  for (let up = link.parentElement; up !== null; up = up === head ? null : up.parentElement) {
    if (isWrapper(up)) continue;
    const words = textOf(up, (element) => element.tagName === 'TIME' || isButton(element));
    if (/\p{L}/u.test(words.replaceAll(name, ''))) return up;
  }
  return undefined;
}

/** In the feed the post's header is a `header`; on the post page it is the row above the first rule. */
function headerOf(unit: Element, links: readonly LinkIn[], author: Author | undefined): Element {
  const header = unit.querySelector('header');
  if (header !== null) return header;
  const above = unit.querySelector('hr')?.previousElementSibling;
  if (above) return above;
  const link = author === undefined ? undefined : links.find(({ href }) => userOf(href) === author.name)?.link;
  return link?.parentElement ?? unit;
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

function textAfterName(link: Element, unit: Element, author: string): string | undefined {
  let block: Element | null = link.parentElement;
  for (let step = 0; block !== null && block !== unit && step < MAX_CLIMB; block = block.parentElement) {
    if (isWrapper(block)) continue;
    step++;
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

// ---------------------------------------------------------------------------------------------------------------------------------
// Comments

interface CommentRead {
  author: string;
  text: string;
  links: string[];
  block: Element;
}

/** Comments are found by their own permalinks, `/p/<code>/c/<id>/`, which hold the time. */
function commentsIn(unit: Element, links: readonly LinkIn[], post: Item, known: Known, memory: Memory): Place[] {
  const places: Place[] = [];
  const context: PromotionContext[] = isEmpty(post) ? [] : [contextOf(post.promotion)];
  for (const { link, href } of links) {
    const id = COMMENT.exec(href)?.[1];
    if (id === undefined || link.querySelector('time') === null) continue;
    const read = commentAround(link, unit, memory);
    if (read === undefined) continue;
    const { author, text, block } = read;
    const promotion = promotionOf({ kind: 'comment', author, text, links: read.links, context });
    const item = withKnown({ key: keys.comment(id), promotion, permalink: absolute(href), source: 'dom' }, known);
    places.push({ item, element: block, anchor: block, placement: 'bubble' });
  }
  return places;
}

function commentAround(time: Element, unit: Element, memory: Memory): CommentRead | undefined {
  const before = memory.comments.get(time);
  if (before?.read.block.isConnected && before.words === before.read.block.textContent) return before.read;
  let block: Element | null = time.parentElement;
  for (let step = 0; block !== null && block !== unit && step < MAX_CLIMB; step++, block = block.parentElement) {
    if (block.querySelector(TOO_LARGE) !== null) return undefined;
    const links = linksIn(block);
    if (links.filter(({ href }) => COMMENT.test(href)).length > 1) return undefined;
    const author = links.map(({ href }) => userOf(href)).find((user) => user !== undefined);
    if (author === undefined) continue;
    const text = tidy(textOf(block, (element) => element === time || isButton(element) || isNameLink(element, author)));
    if (text === '') continue;
    const read: CommentRead = { author, text, links: outwardIn(block), block };
    memory.comments.set(time, { words: block.textContent ?? '', read });
    return read;
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

// ---------------------------------------------------------------------------------------------------------------------------------
// Messages

/** How many of the messages before it a message is sent with. */
const SAID_BEFORE = 8;

/** An open thread: each message with what was said before it. */
function readThread(unit: Element, page: Page, known: Known): Reading {
  const thread = page.kind === 'thread' ? page.id : 'chat';
  const places: Place[] = [];
  const said: PromotionContext[] = [];
  for (const row of within(unit, UNIT.message)) {
    if (row.querySelector(UNIT.message) !== null) continue;
    const words = wordsIn(row);
    const inner = linksIn(row).map(({ href }) => href);
    // What the thread's own response said of these words: links behind buttons, and what was shared.
    const told = words.flatMap((part) => known(aliases.said(part) ?? '') ?? []).map(({ promotion }) => promotion);
    const links = distinct([...inner.filter(leavesInstagram), ...told.flatMap((one) => one.links ?? [])]);
    const shared = inner.flatMap((href) => {
      const code = codeOf(href);
      const story = storyOf(href);
      return code !== undefined ? keys.post(code) : story !== undefined ? keys.story(story.id) : [];
    });
    const quoted = [
      ...told.flatMap((one) => one.context ?? []),
      ...shared.flatMap((key) => known(key) ?? []).map((post) => contextOf(post.promotion)),
    ];
    const altText = within(row, 'img[alt]')
      .filter((img) => !isPortrait(img) || shared.length > 0)
      .flatMap((img) => altOf(img) ?? []);
    const text = words.join('\n');
    if (text === '' && links.length === 0 && quoted.length === 0) continue;
    const author = inner.map(userOf).find((user) => user !== undefined) ?? told.find((one) => one.author)?.author;
    const context = [...said.slice(-SAID_BEFORE), ...quoted];
    const promotion = promotionOf({ kind: 'dm', author, text, altText, links, context });
    const key = keys.message(thread, hashOf([text, ...links, said.at(-1)?.text ?? '']));
    const anchor = row.querySelector('[role="gridcell"]') ?? row;
    places.push({
      item: { key, promotion, permalink: undefined, source: told.length > 0 ? 'response' : 'dom' },
      element: row,
      anchor,
      placement: 'bubble',
    });
    said.push({
      ...(author === undefined ? {} : { author }),
      text: clip(text, 2000),
      ...(links.length > 0 ? { links } : {}),
    });
    said.push(...quoted);
  }
  return { places, unread: [] };
}

/** A message's words: the innermost blocks of running text; headings tell a screen reader who wrote, and are no part of it. */
function wordsIn(row: Element): string[] {
  const blocks = within(row, WORDS).filter(
    (block) => block.querySelector(WORDS) === null && block.closest('h1, h2, h3, h4, h5, h6, time') === null,
  );
  const texts = distinct(blocks.map((block) => tidy(textOf(block))));
  if (texts.length > 0) return texts;
  return distinct([tidy(textOf(row, (element) => /^(?:H[1-6]|TIME|BUTTON)$/.test(element.tagName)))]);
}

// ---------------------------------------------------------------------------------------------------------------------------------
// Profiles, tiles, stories, reels

function readProfile(header: Element, user: string, known: Known): Reading {
  const parts = [header, ...belowHead(header)];
  const words = (part: Element) =>
    tidy(
      textOf(
        part,
        (element) => isButton(element) || /^(?:H[1-6]|UL|TIME)$/.test(element.tagName) || isNameLink(element, user),
      ),
    );
  const promotion = promotionOf({
    kind: 'bio',
    author: user,
    text: distinct(parts.map(words)).join('\n'),
    links: parts.flatMap(outwardIn),
  });
  const fromDom: Item = { key: keys.bio(user), promotion, permalink: `https://${HOST}/${user}/`, source: 'dom' };
  const json = known(fromDom.key);
  // The header's text holds counts and buttons in the reader's language: the biography alone is better where it is known.
  const item = json === undefined ? fromDom : mergeItems(json, { ...fromDom, promotion: { ...promotion, text: '' } });
  return { places: [{ item, element: header, anchor: header, placement: 'header' }], unread: [] };
}

/** In a narrow window the biography stands below the header, above the tabs and the posts. */
function belowHead(header: Element): Element[] {
  const parts: Element[] = [];
  for (let next = header.nextElementSibling; next !== null && parts.length < 4; next = next.nextElementSibling) {
    if (next.matches(BELOW_HEAD) || next.querySelector(BELOW_HEAD) !== null) break;
    parts.push(next);
  }
  return parts;
}

/** A tile of a grid: the picture's own description is all the page says, unless a response said more. */
function readTile(tile: Element, known: Known): Reading {
  const href = tile.getAttribute('href') ?? '';
  const code = codeOf(href);
  if (code === undefined || tile.querySelector('time') !== null) return { places: [], unread: [] };
  const altText = within(tile, 'img[alt]').flatMap((img) => altOf(img) ?? []);
  const user = segmentsOf(pathOf(href) ?? '')[0];
  const author = user !== undefined && USER.test(user) && !OWN_SEGMENTS.has(user) ? user : undefined;
  const promotion = promotionOf({ kind: href.includes('/reel/') ? 'reel' : 'post', author, altText });
  const item = withKnown({ key: keys.post(code), promotion, permalink: absolute(href), source: 'dom' }, known);
  if (isEmpty(item)) return { places: [], unread: [] };
  return { places: [{ item, element: tile, anchor: tile.parentElement ?? tile, placement: 'media' }], unread: [] };
}

function readStory(section: Element, page: Page & { kind: 'story' }, known: Known): Reading {
  const links = linksIn(section);
  const author = authorIn(section, links)?.name ?? (page.user || undefined);
  const altText = within(section, 'img[alt]')
    .filter((img) => !isPortrait(img))
    .flatMap((img) => altOf(img) ?? []);
  const outward = links.filter(({ href }) => leavesInstagram(href));
  const stickers = links.filter(({ link, href }) => isMention(link, href));
  const promotion = promotionOf({
    kind: 'story',
    author,
    text: distinct([...outward, ...stickers].map(({ link }) => tidy(textOf(link)))).join('\n'),
    altText,
    links: outward.map(({ href }) => href),
    context: links
      .flatMap(({ href }) => known(keys.post(codeOf(href) ?? '')) ?? [])
      .map((post) => contextOf(post.promotion)),
  });
  // The address of a highlight names the highlight; which of its stories is shown, the picture or its time tells.
  const named = page.user !== '' && page.id !== undefined && MEDIA_ID.test(page.id) ? page.id : undefined;
  const shown = named === undefined ? shownIn(section, author, known) : undefined;
  const id = named ?? mediaIdIn(section);
  const key = shown?.key ?? keys.story(id ?? hashOf([author ?? '', ...altText, ...(promotion.links ?? [])]));
  const permalink =
    author === undefined ? undefined : `https://${HOST}/stories/${author}/${id === undefined ? '' : `${id}/`}`;
  const item = withKnown({ key, promotion, permalink, source: 'dom' }, known);
  if (isEmpty(item)) return unreadable(section);
  return { places: [{ item, element: section, anchor: section, placement: 'media' }], unread: [] };
}

function isMention(link: Element, href: string): boolean {
  return /^[@#]/.test(textOf(link).trim()) && (userOf(href) !== undefined || href.includes('/explore/'));
}

/** What the JSON said of the media that stands here, by the picture's own id or by the account and the second. */
function shownIn(unit: Element, author: string | undefined, known: Known): Item | undefined {
  const id = mediaIdIn(unit);
  const byId = id === undefined ? undefined : known(aliases.media(id));
  if (byId !== undefined || author === undefined) return byId;
  const seconds = Date.parse(unit.querySelector(TIME)?.getAttribute('datetime') ?? '') / 1000;
  return Number.isFinite(seconds) ? known(aliases.moment(author, Math.floor(seconds))) : undefined;
}

function mediaIdIn(unit: Element): string | undefined {
  for (const media of within(unit, 'img[src], video[poster]').slice(0, 20)) {
    const source = media.getAttribute('src') ?? media.getAttribute('poster') ?? '';
    if (isPortrait(media)) continue;
    const key = CACHE_KEY.exec(source)?.[1];
    if (key === undefined) continue;
    try {
      const id = atob(decodeURIComponent(key).replace(/-/g, '+').replace(/_/g, '/'));
      if (MEDIA_ID.test(id)) return id;
    } catch {
      // Some other kind of key.
    }
  }
  return undefined;
}

function readReel(unit: Element, page: Page & { kind: 'reels' }, known: Known): Reading {
  const links = linksIn(unit);
  const author = authorIn(unit, links)?.name;
  const texts = within(unit, WORDS)
    .filter((block) => block.querySelector(WORDS) === null && block.closest('a, [role="link"]') === null)
    .map((block) => tidy(textOf(block)));
  const text = texts.reduce((longest, candidate) => (candidate.length > longest.length ? candidate : longest), '');
  // While one scrolls, the address may still name the reel before: the unit's own words and pictures come first.
  const byWords = author === undefined ? undefined : known(aliases.words(author, text) ?? '');
  const shown = byWords ?? shownIn(unit, undefined, known);
  const code = links.map(({ href }) => codeOf(href)).find((found) => found !== undefined) ?? page.code;
  const key = shown?.key ?? (code === undefined ? `ig:reel:${hashOf([author ?? '', text])}` : keys.post(code));
  const fromDom: Item = {
    key,
    promotion: promotionOf({
      kind: 'reel',
      author,
      text,
      altText: altTextsIn(unit, code ?? ''),
      links: outwardIn(unit),
    }),
    permalink: shown?.permalink ?? (code === undefined ? undefined : permalinkOf('reel', code)),
    source: 'dom',
  };
  const json = shown ?? known(key);
  const same = json === undefined || author === undefined || json.promotion.author === author;
  const item = json !== undefined && same ? mergeItems(json, fromDom) : fromDom;
  if (isEmpty(item)) return unreadable(unit);
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
  const link = img.closest(PORTRAIT);
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
  return alt.length >= MIN_ALT ? alt : undefined;
}

function hasMedia(unit: Element): boolean {
  return unit.querySelector('video, img[alt]') !== null;
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
      if (alt.length < MIN_ALT) text += alt;
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
