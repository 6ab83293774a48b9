// Evidence: everything a finding rests on, frozen at the moment of the report with its time and its hash. The shape is
// shared/schema/evidence.schema.json; the hash is SHA-256 over the RFC 8785 canonical form of everything but the hash itself.

import canonicalize from 'canonicalize';
import type { Evidence } from '../contract';
import { type Finding, leadingClaim } from './finding';

export interface Moment {
  id: string;
  at: Date;
  versions: Evidence['versions'];
  siteOf(brand: string): string | undefined;
}

export async function freeze(finding: Finding, moment: Moment): Promise<Evidence> {
  const claim = leadingClaim(finding.response);
  const frozen: Omit<Evidence, 'sha256'> = {
    evidence_version: 1,
    id: moment.id,
    captured_at: moment.at.toISOString(),
    promotion: finding.item.promotion,
    promotion_url: finding.item.permalink ?? null,
    listing: finding.listing ?? null,
    link_chain: [...finding.chain],
    verdict: finding.response,
    legitimate_site: (claim === undefined ? undefined : moment.siteOf(claim.brand)) ?? null,
    versions: moment.versions,
  };
  const plain = wellFormed(frozen) as Omit<Evidence, 'sha256'>;
  return { ...plain, sha256: await sha256Of(canonicalOf(plain)) };
}

/** The text that is hashed. */
export function canonicalOf(evidence: Omit<Evidence, 'sha256'> & { sha256?: string }): string {
  const { sha256: _, ...rest } = evidence;
  const text = canonicalize(rest);
  if (text === undefined) throw new Error('The evidence could not be written as JSON.');
  return text;
}

export async function sha256Of(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Plain data without `undefined`; half a surrogate pair has no UTF-8 and is mended, so that the hash is of what is written. */
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
