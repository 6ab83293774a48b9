// A stand-in for the engine that knows one brand, one lure and one marketplace: enough to test what stands around it.

import type { EnginePart } from '../../src/background/engine-host';
import type { Link, Listing, Request, Response, Verdict } from '../../src/contract';

export function fakeLink(raw: string): Link {
  const wrapped = /^https:\/\/l\.instagram\.com\/\?u=([^&]*)/.exec(raw)?.[1];
  const target = wrapped === undefined ? raw : decodeURIComponent(wrapped);
  const asin = /amazon\.com\/.*?dp\/([A-Z0-9]{10})/.exec(target)?.[1];
  return {
    raw,
    target,
    kind: asin === undefined ? (/amzn\.to/.test(target) ? 'shortener' : 'other') : 'listing',
    marketplace: /amazon\.com|amzn\.to/.test(target) ? 'amazon' : null,
    listing_id: asin ?? null,
    affiliate_tag: null,
    seller_id: null,
    via: wrapped === undefined ? [] : ['l.instagram.com'],
  };
}

export function fakeInspect({ id, promotion, listing }: Request): Response {
  const texts = [promotion.text, ...(promotion.context ?? []).map((said) => said.text ?? '')];
  const at = promotion.text.indexOf('Cartier');
  // An entry of a page of links that names goods of another kind.
  const elsewhere = promotion.kind === 'hub' && promotion.text.includes('mug');
  const named = texts.some((text) => text.includes('Cartier')) && !elsewhere;
  const lure = promotion.text.indexOf('hidden link');
  const links = (promotion.links ?? []).map((link, index) => {
    const { target, kind, marketplace, listing_id } = fakeLink(link);
    return { field: `links[${index}]`, target, kind, marketplace, ...(listing_id ? { listing_id } : {}) };
  });
  const relation = !listing
    ? links.length > 0
      ? 'unseen'
      : 'none'
    : listing.brand === 'Cartier'
      ? 'same_brand'
      : 'unbranded';
  let verdict: Verdict = 'clear';
  if (named && (relation === 'unbranded' || (lure >= 0 && relation === 'unseen'))) verdict = 'warn';
  else if (named && relation === 'unseen') verdict = 'check';
  else if (!named && lure >= 0) verdict = 'caution';
  return {
    id,
    verdict,
    score: { clear: 0.1, check: 0.3, caution: 0.6, warn: 0.9 }[verdict],
    relation,
    row: 1,
    claims:
      at >= 0
        ? [
            {
              brand: 'cartier',
              name: 'Cartier',
              role: 'claim',
              form: 'exact',
              matched: 'Cartier',
              field: 'text',
              start: at,
              end: at + 7,
            },
          ]
        : [],
    cues:
      lure >= 0
        ? [{ id: 'hidden_link', strength: 'explicit', lang: 'en', field: 'text', start: lure, end: lure + 11 }]
        : [],
    links,
    reasons:
      verdict === 'clear'
        ? []
        : [{ code: 'claim_not_on_listing', message: 'The post names Cartier; the listing names no known brand.' }],
    pack: 'test',
  };
}

export function fakeEngine(): EnginePart & { calls: { inspect: number; listing: number } } {
  const calls = { inspect: 0, listing: 0 };
  return {
    calls,
    version: { touchstone: '0.1.0', pack: 'test', abi: 1 },
    inspect: (requests) => {
      calls.inspect++;
      return requests.map(fakeInspect);
    },
    listing: (url, html): Listing => {
      calls.listing++;
      const title = /<h1>(.*?)<\/h1>/.exec(html)?.[1] ?? '';
      const brand = /<b>(.*?)<\/b>/.exec(html)?.[1] ?? '';
      const link = fakeLink(url);
      return { url, title, brand, seller: '', marketplace: link.marketplace, listing_id: link.listing_id };
    },
    link: (text) => [fakeLink(text)],
    report: ({ evidence }) => JSON.stringify({ xarf_version: '4.0.0', report_id: evidence.id }),
  };
}
