// Everything that is known of pages of links (Linktree, Beacons, Carrd, a storefront's list): pure functions of a document and its address.
//
// Such a page gathers one account's links, each with words and often a picture. What is an entry is told by structure and not by the
// site's names for things, so that a page nobody has seen yet is read as well: a link that leaves the page's host, together with what
// stands around that link and no other. Many pages also carry their entries as JSON; that is read first, since it has a title for a link
// that is only a picture and an address for one that is only a button.

import { LIMITS, type Promotion } from '../contract';
import type { Item } from '../protocol';
import type { Place } from './instagram';

export interface HubReading {
  /** Entries that stand on the page. */
  places: Place[];
  /** Entries that are known from the page's JSON alone: nothing on the page could be marked. */
  unplaced: Item[];
}

interface Entry {
  url: string;
  label: string;
  alts: string[];
  unit?: Element;
  source: Item['source'];
}

const MOST_ENTRIES = 150;
/** Links of a page that are looked at, and those of them that may be entries. */
const MOST_LINKS = 5_000;
const MOST_ANCHORS = 600;
/** Words around a link that belong to it, and nodes; more are a text, or a part of the page, of their own. */
const MOST_WORDS = 300;
const MOST_PARTS = 600;
const MOST_JSON = 4 * 1024 * 1024;
const MOST_NODES = 60_000;
const MOST_DEPTH = 24;
const MOST_GIVEN = 8;

/**
 * Where pages keep the address of an entry, and its words. Linktree: pageProps.links[].{title, url}. Stan: store.products[].{title,
 * externalUrl}. Taplink: fields[].items[].options.{title, value}.
 */
const ADDRESSES = [
  'url',
  'href',
  'link',
  'linkUrl',
  'link_url',
  'linkValue',
  'destination',
  'destinationUrl',
  'destination_url',
  'targetUrl',
  'target_url',
  'externalUrl',
  'external_url',
  'productUrl',
  'product_url',
  'affiliateUrl',
  'affiliate_url',
  'redirectUrl',
  'value',
];
/** Where a link keeps its target, if its own address is the page's redirect or none. */
const TARGETS = ['data-url', 'data-href', 'data-link'];
const WORDS = [
  'title',
  'label',
  'name',
  'text',
  'heading',
  'productName',
  'product_name',
  'linkTitle',
  'link_title',
  'caption',
];
const MEDIA = /\.(?:png|jpe?g|webp|gif|svg|avif|ico|mp4|webm|css|js|json|woff2?)$/i;
/** Script text that gives a page's data to its scripts: `window.data = {…}`. */
const GIVEN = /(?:^|[;\s])window\.\w+\s*=\s*(?=[{[])/g;

/** Pages whose entries may be pages of the same host: a storefront's listings and lists, goods that the page sells itself, posts. */
const OWN_ENTRIES: readonly { host: RegExp; path: RegExp }[] = [
  {
    host: /^(?:.*\.)?amazon\.[a-z.]+$/,
    path: /\/(?:dp|gp\/product)\/[A-Z0-9]{10}(?:\/|$)|^\/shop\/[^/]+\/list\/[A-Z0-9]{8,}\/?$/,
  },
  { host: /^stan\.store$/, path: /^\/[^/]+\/p\/[^/]+\/?$/ },
  { host: /^(?:shopltk|ltk)\.com$/, path: /^\/explore\/[^/]+\/(?:posts|productsets)\/[^/]+\/?$/ },
  { host: /^shopmy\.(?:us|com)$/, path: /^\/(?:p-\w+|collections\/(?:public\/)?\d+)\/?$/ },
  { host: /^(?:.*\.)?taplink\.[a-z]+$/, path: /(?:^|\/)o\/[0-9a-f]+\/?$/ },
];
/** A page's own redirect, whose target only its server knows: `/link/out?id=…`. */
const REDIRECT = /^\/(?:links?\/)?(?:out|go|redirect|click)\/?$/;
/** Parts of a page that are never one entry. */
const WHOLE = new Set([
  'html',
  'body',
  'main',
  'section',
  'ul',
  'ol',
  'nav',
  'header',
  'footer',
  'form',
  'table',
  'tbody',
]);

/** True if an address leads away from the page: to another host, or to a listing; `address` is the page's. */
export function leavesHub(href: string, address: string): boolean {
  return targetOf(href, address) !== undefined;
}

/** Where a link of the page leads to, if away: also when the page's own redirect carries the target in itself. */
function targetOf(href: string, address: string): string | undefined {
  if (href.length > LIMITS.url || !URL.canParse(href, address)) return undefined;
  const url = new URL(href, address);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return undefined;
  const page = new URL(address);
  const here = bare(page.hostname);
  if (bare(url.hostname) !== here) return url.href;
  const own = OWN_ENTRIES.find(({ host }) => host.test(here));
  if (own?.path.test(url.pathname) && url.pathname !== page.pathname) return url.href;
  const named = valuesOf(url).flatMap((value) =>
    /^https?:\/\//i.test(value) && URL.canParse(value) ? [new URL(value)] : [],
  );
  const away = named.find(({ hostname }) => bare(hostname) !== here);
  if (away !== undefined) return away.href;
  return named.length === 0 && url.search !== '' && REDIRECT.test(url.pathname) ? url.href : undefined;
}

/** The values of an address's parameters. Firefox lets a content script have no iterator of a URL's own. */
function valuesOf(url: URL): string[] {
  const values: string[] = [];
  url.searchParams.forEach((value) => {
    values.push(value);
  });
  return values;
}

export function readHub(document: Document, address: string): HubReading {
  const entries = new Map<string, Entry>();
  const embedded = embeddedEntries(document, address);
  for (const entry of anchoredEntries(document, address))
    if (!entries.has(sameness(entry.url))) entries.set(sameness(entry.url), entry);
  let buttons: Map<string, Element> | undefined;
  for (const known of embedded) {
    const there = entries.get(sameness(known.url));
    if (there !== undefined) {
      if (!there.label.includes(known.label)) there.label = clip(`${known.label} ${there.label}`);
      continue;
    }
    buttons ??= buttonsOf(document);
    const button = buttons.get(known.label);
    entries.set(sameness(known.url), button === undefined ? known : { ...known, unit: button, alts: altsOf(button) });
  }

  const about = aboutOf(document, address);
  const reading: HubReading = { places: [], unplaced: [] };
  for (const entry of [...entries.values()].slice(0, MOST_ENTRIES)) {
    const item = itemOf(entry, about, address);
    if (entry.unit === undefined) reading.unplaced.push(item);
    else reading.places.push({ item, element: entry.unit, anchor: entry.unit, placement: 'entry' });
  }
  return reading;
}

// The page's own structure

function anchoredEntries(document: Document, address: string): Entry[] {
  const links = [...document.querySelectorAll('a[href]')]
    .slice(0, MOST_LINKS)
    .flatMap((anchor) => {
      const url = entryTarget(anchor, address);
      return url === undefined ? [] : [{ anchor, url }];
    })
    .slice(0, MOST_ANCHORS);
  const urls = new Map(links.map(({ anchor, url }) => [anchor, url]));
  const parts = new Parts();
  return links.map(({ anchor, url }) => {
    const unit = unitOf(anchor, url, urls, parts);
    return { url, label: clip(labelOf(unit, anchor)), alts: altsOf(unit), unit, source: 'dom' as const };
  });
}

/** The target that the link names beside its address goes before the page's redirect. */
function entryTarget(anchor: Element, address: string): string | undefined {
  const href = anchor.getAttribute('href') ?? '';
  const target = targetOf(href, address);
  const here = bare(new URL(address).hostname);
  if (target !== undefined && bare(new URL(target).hostname) !== here) return target;
  for (const name of TARGETS) {
    const named = anchor.getAttribute(name);
    const url = named === null ? undefined : targetOf(named, address);
    if (url !== undefined) return url;
  }
  return target;
}

function altsOf(unit: Element): string[] {
  const alts = [...unit.querySelectorAll('img[alt]')].flatMap((image) => image.getAttribute('alt')?.trim() || []);
  return [...new Set(alts)];
}

function labelOf(unit: Element, anchor: Element): string {
  const words = wordsOf(unit);
  if (words !== '') return words;
  for (const named of [anchor, ...anchor.querySelectorAll('[aria-label], [title]')]) {
    const name = (named.getAttribute('aria-label') ?? named.getAttribute('title') ?? '').trim();
    if (name !== '') return name;
  }
  return '';
}

/** The largest part of the page that holds this link, and beside it only words that are its own. */
function unitOf(anchor: Element, url: string, urls: ReadonlyMap<Element, string>, parts: Parts): Element {
  let unit = anchor;
  for (let parent = unit.parentElement; parent !== null; parent = unit.parentElement) {
    const links = parts.linksOf(parent);
    if (links === undefined) break;
    // A link within the page belongs to an entry that has no words yet (a tile's brand), and is a neighbour of one that has.
    const named = labelOf(unit, anchor) !== '';
    const others = links.some((link) => {
      const other = urls.get(link);
      return other === undefined ? named && !unit.contains(link) : other !== url;
    });
    if (others) break;
    unit = parent;
  }
  return unit;
}

/** Parts of the page that may be one entry, each looked at once and no further than such a part may reach. */
class Parts {
  private readonly known = new Map<Element, Element[] | undefined>();

  /** The links of such a part; nothing if it is more than an entry. */
  linksOf(part: Element): Element[] | undefined {
    if (!this.known.has(part)) this.known.set(part, WHOLE.has(part.localName) ? undefined : linksWithin(part));
    return this.known.get(part);
  }
}

function linksWithin(part: Element): Element[] | undefined {
  const links: Element[] = [];
  let words = 0;
  let parts = 0;
  const walk = (node: Node): boolean => {
    if (++parts > MOST_PARTS) return false;
    if (node.nodeType === 3) {
      words += node.nodeValue?.length ?? 0;
      return words <= MOST_WORDS;
    }
    const element = node as Element;
    if (node.nodeType !== 1 || isUnread(element)) return true;
    if (element.localName === 'h1') return false;
    if (element.localName === 'a' && element.hasAttribute('href')) links.push(element);
    for (const child of element.childNodes) if (!walk(child)) return false;
    return true;
  };
  return walk(part) ? links : undefined;
}

function buttonsOf(document: Document): Map<string, Element> {
  const buttons = [...document.querySelectorAll('button, [role="button"], [role="link"]')].slice(0, MOST_ANCHORS);
  return new Map(
    buttons.filter((button) => linksWithin(button) !== undefined).map((button) => [wordsOf(button), button]),
  );
}

function isUnread({ localName }: Element): boolean {
  return localName === 'script' || localName === 'style' || localName === 'noscript';
}

/** The words of an element, without those of scripts and of Touchstone's own marks, which keep theirs to themselves. */
function wordsOf(element: Element): string {
  const words: string[] = [];
  const walk = (node: Node) => {
    if (node.nodeType === 3) words.push(node.nodeValue ?? '');
    if (node.nodeType === 1 && isUnread(node as Element)) return;
    for (const child of node.childNodes) walk(child);
  };
  walk(element);
  return clip(words.join(' '));
}

// The JSON that the page carries

function embeddedEntries(document: Document, address: string): Entry[] {
  const entries = new Map<string, Entry>();
  let budget = MOST_JSON;
  let nodes = 0;
  const visit = (value: unknown, depth: number): void => {
    if (typeof value !== 'object' || value === null || depth > MOST_DEPTH || ++nodes > MOST_NODES) return;
    if (Array.isArray(value)) {
      for (const inner of value) visit(inner, depth + 1);
      return;
    }
    const record = value as Record<string, unknown>;
    const label = clip(firstString(record, WORDS, /./s) ?? '');
    const href = firstString(record, ADDRESSES, /^https?:\/\//i);
    const url = href === undefined ? undefined : targetOf(href, address);
    if (url !== undefined && label.length > 1 && !MEDIA.test(new URL(url).pathname) && !entries.has(sameness(url)))
      entries.set(sameness(url), { url, label, alts: [], source: 'embedded' });
    for (const inner of Object.values(record)) visit(inner, depth + 1);
  };
  for (const script of document.querySelectorAll('script:not([src])')) {
    const type = script.getAttribute('type') ?? '';
    const text = script.textContent ?? '';
    const given =
      type === 'application/json' || script.id === '__NEXT_DATA__'
        ? [text]
        : type === '' || /javascript/i.test(type)
          ? givenIn(text)
          : [];
    for (const json of given) {
      budget -= json.length;
      if (budget < 0) return [...entries.values()];
      try {
        visit(JSON.parse(json), 0);
      } catch {
        // Not JSON after all: the page's structure is still read.
      }
    }
  }
  return [...entries.values()];
}

/** The JSON that a script gives to the page's other scripts. */
function givenIn(script: string): string[] {
  if (script.length > MOST_JSON) return [];
  return [...script.matchAll(GIVEN)]
    .slice(0, MOST_GIVEN)
    .map(({ index, 0: before }) => balanced(script, index + before.length));
}

/** From an opening bracket to the one that closes it, or to the end. */
function balanced(text: string, from: number): string {
  let depth = 0;
  let quoted = false;
  for (let at = from; at < text.length; at++) {
    const sign = text[at];
    if (quoted) {
      if (sign === '\\') at++;
      else if (sign === '"') quoted = false;
    } else if (sign === '"') quoted = true;
    else if (sign === '{' || sign === '[') depth++;
    else if ((sign === '}' || sign === ']') && --depth === 0) return text.slice(from, at + 1);
  }
  return text.slice(from);
}

/** The first of these fields that holds such text. */
function firstString(record: Record<string, unknown>, names: readonly string[], such: RegExp): string | undefined {
  for (const name of names) {
    const value = Object.hasOwn(record, name) ? record[name] : undefined;
    if (typeof value === 'string' && such.test(value)) return value;
  }
  return undefined;
}

// What the entries are part of

interface About {
  author?: string;
  text: string;
}

function aboutOf(document: Document, address: string): About {
  const meta = (name: string) =>
    document.querySelector(`meta[name="${name}"], meta[property="${name}"]`)?.getAttribute('content')?.trim() ?? '';
  const parts = [
    document.querySelector('h1')?.textContent ?? '',
    document.title,
    meta('description') || meta('og:description'),
  ];
  const said: string[] = [];
  for (const part of parts.map(clip)) if (part !== '' && !said.some((before) => before.includes(part))) said.push(part);
  const author = authorOf(address);
  return { ...(author === undefined ? {} : { author }), text: clip(said.join('\n')) };
}

/** Parts of a path that an account's name follows, and those of pages that name none. */
const BEFORE_ACCOUNT = new Set(['shop', 'explore', 'page', 'u', 'user']);
const NO_ACCOUNT = new Set(['collections', 'ideas', 'link', 'p', 'm', 'o']);

/** The account: the first part of the path, the one after Amazon's `shop`, or the subdomain of a page that has no path. */
export function authorOf(address: string): string | undefined {
  const { hostname, pathname } = new URL(address);
  const parts = pathname.split('/').filter((part) => part !== '');
  const before = parts.findIndex((part) => BEFORE_ACCOUNT.has(part));
  const named = before >= 0 ? parts[before + 1] : (parts[0] ?? subdomainOf(hostname));
  const handle = named?.replace(/^@/, '') ?? '';
  return !NO_ACCOUNT.has(handle) && /^[\w.-]{2,60}$/.test(handle) ? handle : undefined;
}

function subdomainOf(hostname: string): string | undefined {
  const parts = bare(hostname).split('.');
  return parts.length > 2 ? parts[0] : undefined;
}

function itemOf(entry: Entry, about: About, address: string): Item {
  const { origin, pathname } = new URL(address);
  const promotion: Promotion = { platform: 'hub', kind: 'hub', text: entry.label, links: [entry.url] };
  if (about.author !== undefined) promotion.author = about.author;
  const alts = entry.alts.map((alt) => alt.slice(0, LIMITS.altText)).filter((alt) => !entry.label.includes(alt));
  if (alts.length > 0) promotion.alt_text = alts.slice(0, LIMITS.altTexts);
  if (about.text !== '')
    promotion.context = [{ text: about.text, ...(about.author === undefined ? {} : { author: about.author }) }];
  return {
    key: `hub:${new URL(address).host}:${sameness(entry.url)}`.slice(0, LIMITS.key),
    promotion,
    permalink: `${origin}${pathname}`.slice(0, LIMITS.url),
    source: entry.source,
  };
}

/** The same for addresses that lead to the same place. */
function sameness(url: string): string {
  return url.replace(/#.*$/, '').replace(/\/$/, '');
}

function bare(hostname: string): string {
  return hostname.replace(/^www\./, '');
}

function clip(text: string): string {
  return text.slice(0, LIMITS.text).replace(/\s+/g, ' ').trim().slice(0, 1000).toWellFormed();
}
