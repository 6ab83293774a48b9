// A report as XARF v4, category content, type brand_infringement. It states a mismatch: the type of infringement is left to who reads it.

import { leadingClaim } from './finding';
import { evidenceOf, type StoredReport } from './reports';

/** Who reports. A shopper is asked for nothing: the recipient sees a reporter that cannot be written to. */
export interface Reporter {
  org: string;
  contact: string;
  domain: string;
}

const NOBODY: Reporter = {
  org: 'A Touchstone user',
  contact: 'nobody@touchstone.invalid',
  domain: 'touchstone.invalid',
};

/** One XARF document a report. A report that names no brand, or no brand with a known site, cannot be one: XARF demands it. */
export function xarfOf(
  report: StoredReport,
  siteOf: (brand: string) => string | undefined,
  reporter: Reporter = NOBODY,
): Record<string, unknown> | undefined {
  const evidence = evidenceOf(report);
  const claim = leadingClaim(evidence.verdict);
  const site = claim === undefined ? undefined : siteOf(claim.brand);
  const url = evidence.listing?.url ?? evidence.link_chain.at(-1) ?? evidence.promotion_url;
  if (claim === undefined || site === undefined || !url || !URL.canParse(url)) return undefined;
  const host = new URL(url).hostname;
  const payload = new TextEncoder().encode(report.canonical);
  return {
    xarf_version: '4.0.0',
    report_id: evidence.id,
    timestamp: evidence.reported_at,
    reporter,
    sender: reporter,
    source_identifier: host,
    category: 'content',
    type: 'brand_infringement',
    evidence_source: 'user_report',
    url,
    domain: host,
    infringement_type: 'other',
    target_brand: claim.name,
    legitimate_site: site,
    verified_at: evidence.reported_at,
    verification_method: 'user_report',
    confidence: evidence.verdict.score,
    infringing_elements: ['brand_name'],
    description: descriptionOf(evidence.verdict.reasons, evidence.promotion_url),
    tags: [
      tag('brand', claim.brand),
      tag('verdict', evidence.verdict.verdict),
      tag('relation', evidence.verdict.relation),
    ],
    evidence: [
      {
        content_type: 'application/json',
        description:
          'The promotion, the listing, the links between them and the verdict, as canonical JSON (RFC 8785).',
        payload: base64(payload),
        hash: `sha256:${report.sha256}`,
        size: payload.length,
      },
    ],
    promotion_url: evidence.promotion_url ?? undefined,
  };
}

export function exportXarf(reports: readonly StoredReport[], siteOf: (brand: string) => string | undefined): string {
  const documents = reports.flatMap((report) => xarfOf(report, siteOf) ?? []);
  return `${JSON.stringify(documents.length === 1 ? documents[0] : documents, null, 2)}\n`;
}

function descriptionOf(reasons: readonly { message: string }[], promotionUrl: string | null): string {
  const sentences = reasons.map((reason) => reason.message);
  if (promotionUrl !== null) sentences.push(`Promotion: ${promotionUrl}`);
  const text = sentences.join(' ');
  return text.length <= 1000 ? text : `${text.slice(0, 999)}…`;
}

function tag(name: string, value: string): string {
  return `${name}:${value.toLowerCase().replace(/[^a-z0-9_+-]/g, '-')}`;
}

function base64(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(binary);
}
