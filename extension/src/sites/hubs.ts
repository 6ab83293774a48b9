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
const MOST_ANCHORS = 600;
/** Words around a link that belong to it; more are a text of their own. */
const MOST_WORDS = 300;
const MOST_JSON = 4 * 1024 * 1024;
const MOST_NODES = 60_000;
const MOST_DEPTH = 24;

/** Where pages keep the address of an entry, and its words. Linktree: pageProps.links[].{title, url}. */
const ADDRESSES = [
  'url',
  'href',
  'link',
  'linkUrl',
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
];
const WORDS = ['title', 'label', 'name', 'text', 'heading', 'productName', 'product_name', 'linkTitle', 'link_title'];
const MEDIA = /\.(?:png|jpe?g|webp|gif|svg|avif|ico|mp4|webm|css|js|json|woff2?)$/i;
/** A storefront's entries are listings of the same host. */
const AMAZON = /^(?:.*\.)?amazon\.[a-z.]+$/;
const AMAZON_LISTING = /\/(?:dp|gp\/product)\/[A-Z0-9]{10}(?:\/|$)/;
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
  const here = bare(new URL(address).hostname);
  if (bare(url.hostname) !== here) return url.href;
  if (AMAZON.test(here)) return AMAZON_LISTING.test(url.pathname) ? url.href : undefined;
  for (const value of valuesOf(url)) {
    if (/^https?:\/\//i.test(value) && URL.canParse(value) && bare(new URL(value).hostname) !== bare(url.hostname))
      return new URL(value).href;
  }
  return undefined;
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
    entries.set(sameness(known.url), button === undefined ? known : { ...known, unit: button });
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
  const links = [...document.querySelectorAll('a[href]')].slice(0, MOST_ANCHORS).flatMap((anchor) => {
    const url = targetOf(anchor.getAttribute('href') ?? '', address);
    return url === undefined ? [] : [{ anchor, url }];
  });
  const urls = new Map(links.map(({ anchor, url }) => [anchor, url]));
  return links.map(({ anchor, url }) => {
    const unit = unitOf(anchor, url, urls);
    const label = labelOf(unit, anchor);
    const alts = [...unit.querySelectorAll('img[alt]')].flatMap((image) => image.getAttribute('alt')?.trim() || []);
    return { url, label: clip(label), alts: [...new Set(alts)], unit, source: 'dom' as const };
  });
}

function labelOf(unit: Element, anchor: Element): string {
  return wordsOf(unit) || (anchor.getAttribute('aria-label') ?? anchor.getAttribute('title') ?? '').trim();
}

/** The largest part of the page that holds this link, and beside it only words that are its own. */
function unitOf(anchor: Element, url: string, urls: ReadonlyMap<Element, string>): Element {
  let unit = anchor;
  for (let parent = unit.parentElement; parent !== null; parent = unit.parentElement) {
    if (WHOLE.has(parent.localName) || parent.querySelector('h1') !== null) break;
    // A link within the page belongs to an entry that has no words yet (a tile's brand), and is a neighbour of one that has.
    const named = labelOf(unit, anchor) !== '';
    const others = [...parent.querySelectorAll('a[href]')].some((link) => {
      const other = urls.get(link);
      return other === undefined ? named && !unit.contains(link) : other !== url;
    });
    if (others || (parent.textContent ?? '').length > MOST_WORDS) break;
    unit = parent;
  }
  return unit;
}

function buttonsOf(document: Document): Map<string, Element> {
  const buttons = [...document.querySelectorAll('button, [role="button"], [role="link"]')].slice(0, MOST_ANCHORS);
  return new Map(buttons.map((button) => [wordsOf(button), button]));
}

/** The words of an element, without those of scripts and of Touchstone's own marks, which keep theirs to themselves. */
function wordsOf(element: Element): string {
  const words: string[] = [];
  const walk = (node: Node) => {
    if (node.nodeType === 3) words.push(node.nodeValue ?? '');
    const { localName } = node as Element;
    if (node.nodeType === 1 && (localName === 'script' || localName === 'style' || localName === 'noscript')) return;
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
    const label = clip(firstString(record, WORDS) ?? '');
    const href = firstString(record, ADDRESSES);
    const url = href !== undefined && /^https?:\/\//i.test(href) ? targetOf(href, address) : undefined;
    if (url !== undefined && label.length > 1 && !MEDIA.test(new URL(url).pathname) && !entries.has(sameness(url)))
      entries.set(sameness(url), { url, label, alts: [], source: 'embedded' });
    for (const inner of Object.values(record)) visit(inner, depth + 1);
  };
  for (const script of document.querySelectorAll('script[type="application/json"], script#__NEXT_DATA__')) {
    const text = script.textContent ?? '';
    budget -= text.length;
    if (budget < 0) break;
    try {
      visit(JSON.parse(text), 0);
    } catch {
      // Not JSON after all: the page's structure is still read.
    }
  }
  return [...entries.values()];
}

function firstString(record: Record<string, unknown>, names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = Object.hasOwn(record, name) ? record[name] : undefined;
    if (typeof value === 'string' && value !== '') return value;
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

/** The account: the first part of the path, the one after Amazon's `shop`, or the subdomain of a page that has no path. */
export function authorOf(address: string): string | undefined {
  const { hostname, pathname } = new URL(address);
  const parts = pathname.split('/').filter((part) => part !== '');
  const shop = parts.indexOf('shop');
  const named = shop >= 0 ? parts[shop + 1] : (parts[0] ?? subdomainOf(hostname));
  const handle = named?.replace(/^@/, '') ?? '';
  return /^[\w.-]{2,60}$/.test(handle) ? handle : undefined;
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
