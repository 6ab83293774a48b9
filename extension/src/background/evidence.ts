// Evidence: everything a finding rests on, frozen in one canonical text at the moment of the report, with its time and its hash.

import canonicalize from 'canonicalize';
import type { Listing, Promotion, Response } from '../contract';
import type { Finding } from './finding';

/** Bumped when a field changes its meaning. */
const FORMAT = 'touchstone-evidence-1';

export interface Evidence {
  format: typeof FORMAT;
  id: string;
  /** UTC, ISO 8601: when the report was made, and when the promotion was read. */
  reported_at: string;
  read_at: string;
  versions: { extension: string; engine: string; pack: string };
  promotion: Promotion;
  promotion_url: string | null;
  /** How the adapter read it: the page's response, embedded JSON, the DOM, meta tags. */
  source: string;
  listing: Listing | null;
  /** From the promotion to the listing, in order. */
  link_chain: string[];
  verdict: Response;
}

export interface FrozenEvidence {
  evidence: Evidence;
  /** RFC 8785. What was hashed, byte for byte as UTF-8. */
  canonical: string;
  /** Lower-case hexadecimal. */
  sha256: string;
}

export async function freeze(
  finding: Finding,
  versions: Evidence['versions'],
  at: Date = new Date(),
  id: string = crypto.randomUUID(),
): Promise<FrozenEvidence> {
  const evidence: Evidence = {
    format: FORMAT,
    id,
    reported_at: at.toISOString(),
    read_at: new Date(finding.at).toISOString(),
    versions,
    promotion: finding.item.promotion,
    promotion_url: finding.item.permalink ?? null,
    source: finding.item.source,
    listing: finding.listing ?? null,
    link_chain: [...finding.chain],
    verdict: finding.response,
  };
  // A cut surrogate pair has no UTF-8: mended here so that the hash is of what is written.
  const canonical = canonicalize(wellFormed(evidence));
  if (canonical === undefined) throw new Error('The evidence could not be written as JSON.');
  return { evidence: JSON.parse(canonical) as Evidence, canonical, sha256: await sha256Of(canonical) };
}

export async function sha256Of(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function wellFormed(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed();
  if (Array.isArray(value)) return value.map(wellFormed);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, inner]) => inner !== undefined)
        .map(([name, inner]) => [name.toWellFormed(), wellFormed(inner)]),
    );
  }
  return value;
}
