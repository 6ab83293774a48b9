// Verdicts as view models: which sentence leads, which words are quoted, what a person can do. Wording is in the locales.

import type { Finding } from '../background/finding';
import { isToRead, leadingClaim } from '../background/finding';
import type { Claim, Response } from '../contract';
import type { Shown } from '../protocol';
import { marketplaceById } from '../sites/marketplaces';
import { cutQuote } from '../surfaces/quote';
import { lineOf } from '../surfaces/reasons';
import type {
  Action,
  BannerView,
  CardView,
  Line,
  ListingSide,
  Mark,
  PopupFinding,
  PostSide,
  Sentence,
} from '../surfaces/types';

/** What the views need to know beside the finding. */
export interface Surroundings {
  /** The brand's own site, https. */
  siteOf(brand: string): string | undefined;
  /** True if listings of this marketplace may be read. */
  mayRead(marketplace: string): boolean;
}

/** The badge's and the card's first words. */
interface Lead {
  badge: Sentence;
  title: Sentence;
  hint?: Sentence;
}

function leadOf(response: Response): Lead {
  const claim = leadingClaim(response);
  const brand = claim?.name;
  const strengths = new Set(response.cues.map((cue) => cue.strength));
  const codes = new Set(response.reasons.map((reason) => reason.code));
  const other = response.reasons.find((reason) => reason.code === 'claim_other_brand')?.params?.other;
  const differs = response.relation === 'unbranded' || response.relation === 'other_brand';
  const say = (key: Sentence['key'], ...params: string[]): Sentence => ({ key, params });
  const hint = say('hint_which_of_two');

  if (response.verdict === 'check') {
    const title = brand === undefined ? say('title_link_not_read_no_brand') : say('title_link_not_read', brand);
    return { badge: say('badge_link_not_read'), title, hint: say('hint_read_link') };
  }
  if (brand === undefined) {
    return strengths.has('explicit')
      ? { badge: say('badge_hidden_link_wording'), title: say('title_hidden_link_no_brand') }
      : { badge: say('badge_replica_wording'), title: say('title_replica_no_brand') };
  }
  if (response.relation === 'same_brand') {
    return { badge: say('badge_lure_on_same_brand'), title: say('title_lure_same_brand', brand) };
  }
  if (codes.has('several_items') && response.verdict === 'caution') {
    return { badge: say('badge_check_goods', brand), title: say('title_check_goods', brand), hint };
  }
  if (differs && claim?.role === 'claim') {
    const title =
      response.relation === 'other_brand' && other !== undefined
        ? say('title_names_listing_other', brand, other)
        : say('title_names_listing_none', brand);
    return { badge: say('badge_names_link_does_not', brand), title, hint };
  }
  if (differs && !strengths.has('explicit') && !strengths.has('grade')) {
    return { badge: say('badge_lookalike', brand), title: say('title_lookalike', brand), hint };
  }
  if (strengths.has('explicit')) {
    return { badge: say('badge_names_hidden_link', brand), title: say('title_hidden_link', brand) };
  }
  return { badge: say('badge_replica_wording'), title: say('title_replica_wording', brand) };
}

/** What the page shows for a finding; undefined where it is clear. */
export function shownOf(finding: Finding, around: Surroundings, mayStop: boolean): Shown | undefined {
  const level = finding.response.verdict;
  if (level === 'clear') return undefined;
  const lead = leadOf(finding.response);
  const stop = mayStop && level === 'warn';
  return { key: finding.item.key, badge: { level, label: lead.badge }, card: cardOf(finding, around), stop };
}

export function cardOf(finding: Finding, around: Surroundings): CardView {
  const { response, item } = finding;
  const level = response.verdict;
  const lead: Lead =
    level === 'clear'
      ? { badge: { key: 'badge_not_checked', params: [] }, title: { key: 'title_clear', params: [] } }
      : leadOf(response);
  return {
    level,
    kind: item.promotion.kind,
    title: lead.title,
    ...(lead.hint === undefined ? {} : { hint: lead.hint }),
    post: postSideOf(finding),
    ...(finding.listing === undefined ? {} : { listing: listingSideOf(finding, finding.listing) }),
    reasons: reasonsOf(finding),
    actions: level === 'clear' ? [] : actionsOf(finding, around),
  };
}

export function bannerOf(finding: Finding, around: Surroundings): BannerView | undefined {
  const { response, listing, item } = finding;
  if (response.verdict === 'clear' || listing === undefined) return undefined;
  return {
    level: response.verdict,
    kind: item.promotion.kind,
    title: leadOf(response).title,
    post: postSideOf(finding),
    listing: listingSideOf(finding, listing),
    reasons: reasonsOf(finding),
    actions: [{ kind: 'report' }, { kind: 'hide' }, ...brandSite(finding, around), { kind: 'wrong' }],
  };
}

export function popupFindingOf(finding: Finding, around: Surroundings): PopupFinding {
  const card = cardOf(finding, around);
  return {
    key: finding.item.key,
    level: finding.response.verdict,
    author: finding.item.promotion.author ?? '',
    kind: finding.item.promotion.kind,
    title: card.title,
    card,
  };
}

function reasonsOf(finding: Finding): Line[] {
  const lines = finding.response.reasons.map(lineOf);
  const byline = finding.listing?.brand;
  if (byline && finding.response.relation === 'unbranded')
    lines.push({ key: 'reason_listing_byline', params: [byline] });
  return lines;
}

function actionsOf(finding: Finding, around: Surroundings): Action[] {
  const author = finding.item.promotion.author;
  return [
    { kind: 'report' },
    ...allow(finding, around),
    ...brandSite(finding, around),
    ...(author === undefined ? [] : [{ kind: 'trust', handle: author } as const]),
    { kind: 'wrong' },
  ];
}

/** The marketplace that would have to be allowed before this finding's listing can be read. */
export function marketplaceToAllow(finding: Finding, around: Surroundings): { id: string; name: string } | undefined {
  if (finding.listing !== undefined) return undefined;
  for (const link of finding.response.links) {
    const marketplace = isToRead(link) && link.marketplace ? marketplaceById(link.marketplace) : undefined;
    if (marketplace !== undefined && !around.mayRead(marketplace.id))
      return { id: marketplace.id, name: marketplace.name };
  }
  return undefined;
}

function allow(finding: Finding, around: Surroundings): Action[] {
  const marketplace = marketplaceToAllow(finding, around);
  return marketplace === undefined ? [] : [{ kind: 'allow', marketplace: marketplace.id, name: marketplace.name }];
}

function brandSite(finding: Finding, around: Surroundings): Action[] {
  const claim = leadingClaim(finding.response);
  const url = claim === undefined ? undefined : around.siteOf(claim.brand);
  return claim === undefined || url === undefined ? [] : [{ kind: 'brand_site', brand: claim.name, url }];
}

/** The words of the field in which most was matched, with what was matched marked. */
function postSideOf(finding: Finding): PostSide {
  const { promotion } = finding.item;
  const spans = [
    ...finding.response.claims.filter((claim) => claim.role === 'claim' || claim.role === 'lookalike'),
    ...finding.response.cues.filter((cue) => cue.strength !== 'soft'),
  ];
  const fields = new Map<string, Mark[]>();
  for (const { field, start, end } of spans) fields.set(field, [...(fields.get(field) ?? []), { start, end }]);
  const named = new Set(spans.filter((span): span is Claim => 'role' in span).map((claim) => claim.field));
  // The words themselves before the picture's description, a field that names the brand before one that does not.
  const rank = (field: string) =>
    (field === 'text' ? 4 : 0) + (named.has(field) ? 2 : 0) + (field.startsWith('context') ? 0 : 1);
  const best = [...fields.keys()].sort((a, b) => rank(b) - rank(a))[0];
  const text = textOfField(finding, best ?? 'text') ?? promotion.text;
  return {
    ...(promotion.author === undefined ? {} : { author: promotion.author }),
    quote: cutQuote(text, best === undefined ? [] : fields.get(best)),
  };
}

/** The text that a path of the contract names: `text`, `alt_text[0]`, `context[1].text`. */
export function textOfField(finding: Finding, field: string): string | undefined {
  const { promotion } = finding.item;
  if (field === 'text') return promotion.text;
  const alt = /^alt_text\[(\d+)\]$/.exec(field);
  if (alt !== null) return promotion.alt_text?.[Number(alt[1])];
  const context = /^context\[(\d+)\]\.text$/.exec(field);
  return context === null ? undefined : promotion.context?.[Number(context[1])]?.text;
}

function listingSideOf(_finding: Finding, listing: NonNullable<Finding['listing']>): ListingSide {
  return {
    title: cutQuote(listing.title ?? ''),
    ...(listing.brand ? { byline: listing.brand } : {}),
    ...(listing.seller ? { seller: listing.seller } : {}),
    host: listing.url && URL.canParse(listing.url) ? new URL(listing.url).hostname : '',
  };
}
