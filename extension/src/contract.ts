// The shapes of the contract as the extension checks them: what a page says is only let in through these schemas.
// Bounds are generous for real pages and small enough that nothing a page does can fill memory.

import type { Verdict } from '@touchstone/engine';
import * as v from 'valibot';

export const LIMITS = {
  text: 20_000,
  altText: 4_000,
  altTexts: 20,
  url: 4_096,
  links: 60,
  context: 12,
  contextText: 4_000,
  coauthors: 10,
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
  /** hub: a page of links. */
  platform: v.picklist(['instagram', 'hub']),
  kind: v.picklist(['post', 'reel', 'story', 'comment', 'bio', 'dm', 'hub']),
  author: v.optional(handle),
  coauthors: v.optional(v.pipe(v.array(handle), v.maxLength(LIMITS.coauthors))),
  text,
  alt_text: v.optional(v.pipe(v.array(v.pipe(v.string(), v.maxLength(LIMITS.altText))), v.maxLength(LIMITS.altTexts))),
  links: v.optional(urls),
  paid_partnership: v.optional(v.object({ sponsor: handle })),
  context: v.optional(v.pipe(v.array(contextSchema), v.maxLength(LIMITS.context))),
});

export type Promotion = v.InferOutput<typeof promotionSchema>;
export type PromotionContext = v.InferOutput<typeof contextSchema>;
export type PromotionKind = Promotion['kind'];

// What the engine takes and gives comes from the schemas of the contract.
export type {
  Claim,
  Cue,
  Evidence,
  Link,
  LinkKind,
  LinkStep,
  Listing,
  Reason,
  Relation,
  Request,
  Response,
  ResponseLink,
  Verdict,
} from '@touchstone/engine';

const LEVELS: readonly Verdict[] = ['clear', 'check', 'caution', 'warn'];

/** Negative, zero or positive as `a` is a lower, the same or a higher level than `b`. */
export function compareVerdicts(a: Verdict, b: Verdict): number {
  return LEVELS.indexOf(a) - LEVELS.indexOf(b);
}
