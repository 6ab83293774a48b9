// The shapes of the contract as the extension checks them: what a page says is only let in through these schemas.
// Bounds are generous for real pages and small enough that nothing a page does can fill memory.

import * as v from 'valibot';

export const LIMITS = {
  text: 20_000,
  altText: 4_000,
  altTexts: 20,
  url: 4_096,
  links: 60,
  context: 12,
  handle: 200,
  key: 300,
  batch: 40,
  html: 8 * 1024 * 1024,
} as const;

const text = v.pipe(v.string(), v.maxLength(LIMITS.text));
const url = v.pipe(v.string(), v.maxLength(LIMITS.url));
const handle = v.pipe(v.string(), v.maxLength(LIMITS.handle));
const urls = v.pipe(v.array(url), v.maxLength(LIMITS.links));
export const keySchema = v.pipe(v.string(), v.minLength(1), v.maxLength(LIMITS.key));

export const contextSchema = v.object({
  author: v.optional(handle),
  text,
  links: v.optional(urls),
});

export const promotionSchema = v.object({
  platform: v.literal('instagram'),
  kind: v.picklist(['post', 'reel', 'story', 'comment', 'bio', 'dm', 'hub']),
  author: v.optional(handle),
  text,
  alt_text: v.optional(v.pipe(v.array(v.pipe(v.string(), v.maxLength(LIMITS.altText))), v.maxLength(LIMITS.altTexts))),
  links: v.optional(urls),
  paid_partnership: v.optional(v.object({ sponsor: handle })),
  context: v.optional(v.pipe(v.array(contextSchema), v.maxLength(LIMITS.context))),
});

export type Promotion = v.InferOutput<typeof promotionSchema>;
export type PromotionContext = v.InferOutput<typeof contextSchema>;
export type PromotionKind = Promotion['kind'];

// What the engine gives back. It is our own code, so these are types only.

export interface Listing {
  url: string;
  title: string;
  brand?: string | null;
  seller?: string | null;
  description?: string;
  bullets?: string[];
  categories?: string[];
  image_alt?: string[];
}

/** `engine.listing`: the contract's listing with what names it. A page that is no listing has an empty title. */
export interface ListingPage extends Listing {
  marketplace?: string | null;
  listing_id?: string | null;
  seller_id?: string | null;
}

export interface Request {
  id: string;
  promotion: Promotion;
  listing?: Listing | null;
}

export type Verdict = 'clear' | 'check' | 'caution' | 'warn';
export type Relation = 'same_brand' | 'unbranded' | 'other_brand' | 'unseen' | 'none';
export type LinkKind = 'listing' | 'storefront' | 'hub' | 'shortener' | 'chat' | 'brand_site' | 'other';

export interface Claim {
  brand: string;
  name: string;
  role: 'claim' | 'lookalike' | 'compatible' | 'negated' | 'mention';
  form: 'exact' | 'alias' | 'line' | 'obfuscated' | 'stem';
  matched: string;
  field: string;
  start: number;
  end: number;
}

export interface Cue {
  id: string;
  strength: 'explicit' | 'grade' | 'soft';
  lang: string;
  field: string;
  start: number;
  end: number;
}

/** One destination; `engine.link` gives the same with what names the listing. */
export interface Link {
  field?: string;
  raw?: string;
  target: string;
  kind: LinkKind;
  marketplace?: string | null;
  listing_id?: string | null;
  seller_id?: string | null;
  affiliate_tag?: string | null;
  /** The id of the brand whose own site this is. */
  brand?: string | null;
  via?: string[];
}

export interface Reason {
  code: string;
  message: string;
  /** What the message speaks of, for a surface that says it in another language. */
  params?: Record<string, string>;
}

export interface Response {
  id: string;
  verdict: Verdict;
  score: number;
  relation: Relation;
  /** The row of the contract's table that decided. */
  row?: number;
  claims: Claim[];
  cues: Cue[];
  links: Link[];
  reasons: Reason[];
  pack: string;
}

const LEVELS: readonly Verdict[] = ['clear', 'check', 'caution', 'warn'];

/** Negative, zero or positive as `a` is a lower, the same or a higher level than `b`. */
export function compareVerdicts(a: Verdict, b: Verdict): number {
  return LEVELS.indexOf(a) - LEVELS.indexOf(b);
}
