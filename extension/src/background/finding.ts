// A finding: one promotion as it was read, what the engine said of it, and the listing it was met with.

import type { Claim, LinkKind, LinkStep, Listing, Response } from '../contract';
import type { Item } from '../protocol';
import type { End } from './way';

/** How a check of the finding's link before the click ended, and at which address. */
export interface Checked {
  end: End['kind'];
  url: string;
  host: string;
  /** The site of that address, if it is one that Touchstone knows. */
  site?: string | undefined;
}

export interface Finding {
  item: Item;
  response: Response;
  listing?: Listing;
  /** From the promotion to the listing: the link as the page had it, what it unwraps to, where it ended. */
  chain: LinkStep[];
  check?: Checked;
  /** Milliseconds since the epoch. */
  at: number;
}

/** The brand that the sentences speak of: one that is claimed before one that is only likened to. */
export function leadingClaim(response: Response): Claim | undefined {
  return (
    response.claims.find((claim) => claim.role === 'claim') ??
    response.claims.find((claim) => claim.role === 'lookalike')
  );
}

/** True if a listing could make this promotion more than clear: it names a brand, or lures. */
export function mayMatter(response: Response): boolean {
  return (
    response.verdict !== 'clear' ||
    leadingClaim(response) !== undefined ||
    response.cues.some((cue) => cue.strength !== 'soft')
  );
}

/** `amazon:B08XYZ1234`: the same for every address of one listing. */
export function listingKeyOf(link: { marketplace?: string | null; listing_id?: string | null }): string | undefined {
  return link.marketplace && link.listing_id ? `${link.marketplace}:${link.listing_id}` : undefined;
}

/** Destinations that have to be read before one can tell. */
export function isToRead(link: { kind: LinkKind }): boolean {
  return link.kind === 'listing' || link.kind === 'storefront' || link.kind === 'shortener';
}

/** Links whose listing can be read before the click: a listing, or what hides where it leads. A whole shop and a page of links are opened. */
export function isCheckable(link: { kind: LinkKind }): boolean {
  return link.kind === 'listing' || link.kind === 'shortener';
}
