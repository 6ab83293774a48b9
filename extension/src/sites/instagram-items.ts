// Items as the sources give them: promotions within the contract's bounds, and what two sources say of one joined.

import { LIMITS, type Promotion, type PromotionContext, type PromotionKind } from '../contract';
import type { Item } from '../protocol';
import { keys, leavesInstagram } from './instagram-addresses';
import { HOST } from './instagram-facts';

export type Source = Item['source'];

export interface Parts {
  kind: PromotionKind;
  author?: string | undefined;
  coauthors?: readonly string[];
  text?: string;
  altText?: readonly string[];
  links?: readonly string[];
  sponsor?: string | undefined;
  context?: readonly PromotionContext[];
}

/** Builds a promotion within the contract's bounds. */
export function promotionOf(parts: Parts): Promotion {
  const promotion: Promotion = { platform: 'instagram', kind: parts.kind, text: clip(parts.text ?? '', LIMITS.text) };
  const author = parts.author === undefined ? undefined : clip(parts.author, LIMITS.handle);
  if (author !== undefined) promotion.author = author;
  const coauthors = distinct((parts.coauthors ?? []).map((name) => clip(name, LIMITS.handle))).filter(
    (name) => name.toLowerCase() !== author?.toLowerCase(),
  );
  if (coauthors.length > 0) promotion.coauthors = coauthors.slice(0, LIMITS.coauthors);
  const altText = distinct((parts.altText ?? []).map((alt) => clip(alt, LIMITS.altText))).slice(0, LIMITS.altTexts);
  if (altText.length > 0) promotion.alt_text = altText;
  const links = outward(parts.links ?? []);
  if (links.length > 0) promotion.links = links;
  if (parts.sponsor !== undefined) promotion.paid_partnership = { sponsor: clip(parts.sponsor, LIMITS.handle) };
  const context = (parts.context ?? []).slice(-LIMITS.context);
  if (context.length > 0) promotion.context = context;
  return promotion;
}

/** The links that leave Instagram, each once, within the contract's bounds. */
function outward(links: readonly string[]): string[] {
  return distinct(links)
    .filter((link) => link.length <= LIMITS.url && leavesInstagram(link))
    .slice(0, LIMITS.links);
}

export function contextEntry(
  author: string | undefined,
  text: string,
  links: readonly string[] = [],
): PromotionContext {
  const kept = outward(links);
  return {
    ...(author === undefined ? {} : { author: clip(author, LIMITS.handle) }),
    text: clip(text, LIMITS.contextText),
    ...(kept.length > 0 ? { links: kept } : {}),
  };
}

/** A promotion as what was said before another one. */
export function contextOf(promotion: Promotion): PromotionContext {
  return contextEntry(promotion.author, joined([promotion.text, ...(promotion.alt_text ?? [])]), promotion.links);
}

/** What two sources say of the same item: the whole caption wins over the cut one, lists are joined. */
export function mergeItems(a: Item, b: Item): Item {
  const [p, q] = [a.promotion, b.promotion];
  const merged = promotionOf({
    kind: p.kind === 'post' ? q.kind : p.kind,
    author: p.author ?? q.author,
    coauthors: [...(p.coauthors ?? []), ...(q.coauthors ?? [])],
    text: q.text.length > p.text.length ? q.text : p.text,
    altText: [...(p.alt_text ?? []), ...(q.alt_text ?? [])],
    links: [...(p.links ?? []), ...(q.links ?? [])],
    sponsor: p.paid_partnership?.sponsor ?? q.paid_partnership?.sponsor,
    context: longer(p.context ?? [], q.context ?? []),
  });
  return { key: a.key, promotion: merged, permalink: a.permalink ?? b.permalink, source: a.source };
}

function longer<T>(a: readonly T[], b: readonly T[]): readonly T[] {
  return b.length > a.length ? b : a;
}

export function isEmpty({ promotion }: Item): boolean {
  const { text, alt_text, links, context } = promotion;
  return text === '' && (alt_text ?? []).length === 0 && (links ?? []).length === 0 && (context ?? []).length === 0;
}

export function permalinkOf(kind: PromotionKind, code: string): string {
  return `https://${HOST}/${kind === 'reel' ? 'reel' : 'p'}/${code}/`;
}

/** Names under which an item is found by what is seen of it, where its id is not on the page. */
export const aliases = {
  /** The story of an account at a second. */
  moment: (user: string, seconds: number) => `ig:at:${user.toLowerCase()}:${seconds}`,
  /** A post by its author and its first words; too few words name nothing. */
  words: (user: string, text: string) => {
    const start = text.slice(0, 120).replace(/\s+/g, '').slice(0, 32).toLowerCase();
    return start.length < 12 ? undefined : `ig:words:${hashOf([user.toLowerCase(), start])}`;
  },
  /** A message by what it says. */
  said: (text: string) => {
    const words = text.replace(/\s+/g, ' ').trim().slice(0, 300).toLowerCase();
    return words.length < 2 ? undefined : `ig:said:${hashOf([words])}`;
  },
  media: (id: string) => `ig:media:${id}`,
};

/** The key of what an attachment or a link within Instagram leads to. */
export function keyOfTarget(code: string | undefined, story: { id: string } | undefined): string | undefined {
  return code !== undefined ? keys.post(code) : story === undefined ? undefined : keys.story(story.id);
}

/** Cuts at a code point's border. */
export function clip(text: string, most: number): string {
  if (text.length <= most) return text;
  const end = /[\ud800-\udbff]/.test(text.charAt(most - 1)) ? most - 1 : most;
  return text.slice(0, end);
}

export function joined(texts: readonly string[]): string {
  return distinct(texts).join('\n');
}

export function distinct(values: readonly string[]): string[] {
  return [...new Set(values)].filter((value) => value !== '');
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
