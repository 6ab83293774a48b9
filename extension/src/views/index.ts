// Verdicts as view models: which sentence leads, which words are quoted, what a person can do. Wording is in the locales.

import type { Finding } from '../background/finding';
import { isCheckable, isToRead, leadingClaim } from '../background/finding';
import type { Underway } from '../background/way';
import type { Claim, Response } from '../contract';
import type { Shown } from '../protocol';
import { type Site, siteById, siteOf } from '../sites/marketplaces';
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
  /** True if this address is of a site that Touchstone knows and may read. */
  mayRead(url: string): boolean;
  /** Where the check of a finding's link has come to, while one is under way. */
  underway(key: string): Underway | undefined;
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
  const hint = endOf(finding) ?? lead.hint;
  const at = around.underway(item.key);
  return {
    level,
    kind: item.promotion.kind,
    title: lead.title,
    ...(hint === undefined ? {} : { hint }),
    ...(at === undefined ? {} : { progress: { key: `check_${at.phase}`, params: [at.host] } }),
    post: postSideOf(finding),
    ...(finding.listing === undefined ? {} : { listing: listingSideOf(finding.listing) }),
    reasons:
      at === undefined && finding.check === undefined ? reasonsOf(finding) : reasonsOf(finding).filter(isNoUnread),
    actions: level === 'clear' ? [] : actionsOf(finding, around),
    ...(finding.check === undefined && at === undefined ? {} : { fetched: true }),
  };
}

/** How the check ended, where that answers less than was asked. */
function endOf({ check, response }: Finding): Sentence | undefined {
  if (check === undefined || response.verdict !== 'check') return undefined;
  switch (check.end) {
    case 'needs':
      return { key: 'check_needs', params: [check.host] };
    case 'beyond':
      return { key: 'check_beyond', params: [check.host || check.url] };
    case 'not_a_listing':
      return { key: 'check_not_a_listing', params: [check.host] };
    case 'unreachable':
      return { key: 'check_unreachable', params: [check.host] };
    case 'stopped':
      return { key: 'check_stopped', params: [] };
    case 'other':
      return { key: 'check_open', params: [check.host] };
    default:
      return undefined;
  }
}

export function bannerOf(finding: Finding, around: Surroundings): BannerView | undefined {
  const { response, listing, item } = finding;
  if (response.verdict === 'clear' || listing === undefined) return undefined;
  return {
    level: response.verdict,
    kind: item.promotion.kind,
    title: leadOf(response).title,
    post: postSideOf(finding),
    listing: listingSideOf(listing),
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

/** Once a check has begun, it says itself what was not read, and why. */
function isNoUnread(line: Line): boolean {
  return !('key' in line && line.key.startsWith('reason_unread_'));
}

function actionsOf(finding: Finding, around: Surroundings): Action[] {
  const author = finding.item.promotion.author;
  return [
    { kind: 'report' },
    ...reading(finding, around),
    ...brandSite(finding, around),
    ...(author === undefined ? [] : [{ kind: 'trust', handle: author } as const]),
    { kind: 'wrong' },
  ];
}

/** What would make more of this finding: the check of its link, or the permission that the check or the page behind the link needs. */
function reading(finding: Finding, around: Surroundings): Action[] {
  if (around.underway(finding.item.key) !== undefined) return [{ kind: 'stop_check' }];
  const site = siteToAllow(finding, around);
  if (site !== undefined) return [{ kind: 'allow', site: site.id, name: site.name }];
  if (finding.listing !== undefined || finding.response.verdict !== 'check') return [];
  const link = finding.response.links.find(isCheckable);
  return link !== undefined && around.mayRead(link.target) ? [{ kind: 'check_link' }] : [];
}

/** The site that would have to be allowed before more can be known of this finding. */
export function siteToAllow(finding: Finding, around: Surroundings): Site | undefined {
  if (finding.listing !== undefined) return undefined;
  if (finding.check?.end === 'needs' && finding.check.site !== undefined && !around.mayRead(finding.check.url))
    return siteById(finding.check.site);
  const links = finding.response.links.filter((link) => isToRead(link) || link.kind === 'hub');
  return links
    .filter((link) => !around.mayRead(link.target))
    .map((link) => siteOf(link.target))
    .find((site) => site !== undefined);
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

export function listingSideOf(listing: NonNullable<Finding['listing']>): ListingSide {
  return {
    title: cutQuote(listing.title ?? ''),
    ...(listing.brand ? { byline: listing.brand } : {}),
    ...(listing.seller ? { seller: listing.seller } : {}),
    host: listing.url && URL.canParse(listing.url) ? new URL(listing.url).hostname : '',
  };
}
