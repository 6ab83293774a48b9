// Generated from shared/schema by `npm run generate -w wasm/js`; edit the schemas instead.

export type PromotionKind = ("post" | "reel" | "story" | "comment" | "bio" | "dm" | "hub");
export type LinkKind = ("listing" | "storefront" | "hub" | "shortener" | "chat" | "brand_site" | "other");
export type Verdict = ("clear" | "check" | "caution" | "warn");
export type Relation = ("same_brand" | "unbranded" | "other_brand" | "unseen" | "none");
export type Role = ("claim" | "lookalike" | "compatible" | "negated" | "mention");
export type Form = ("exact" | "alias" | "line" | "obfuscated" | "stem");
export type Strength = ("explicit" | "grade" | "soft");
export type ReportFormat = ("xarf" | "text");
/**
 * XARF's word for what is alleged; the reporter's to say. Touchstone states a mismatch, so it is "other" by default.
 */
export type InfringementType = ("counterfeit" | "lookalike" | "unauthorized_reseller" | "trademark_violation" | "brand_impersonation" | "logo_misuse" | "other");

/**
 * Stands in the place of a response to a line that could not be read.
 */
export interface ErrorLine {
  error: ErrorDetail;
}
export interface ErrorDetail {
  /**
   * Counts from 1 in its own file.
   */
  line: number;
  /**
   * Present when the lines came from several files.
   */
  file?: string;
  /**
   * Stable: "invalid_json", "invalid_request", "too_large", "not_a_listing", "no_link".
   */
  code: string;
  /**
   * One plain sentence that names the field, what is wrong, and the mend.
   */
  message: string;
}
/**
 * One finding, frozen at the moment of a report. `sha256` is taken over the RFC 8785 canonical form of the object without `sha256` itself.
 */
export interface Evidence {
  evidence_version: 1;
  /**
   * A UUID.
   */
  id: string;
  /**
   * UTC.
   */
  captured_at: string;
  promotion: Promotion;
  /**
   * Where the promotion stands.
   */
  promotion_url?: (string | null);
  /**
   * As it was read; null when it was not.
   */
  listing: (Listing | null);
  /**
   * Every address between the promotion and the listing, in the order in which they were passed.
   */
  link_chain: LinkStep[];
  verdict: Response;
  /**
   * The claimed brand's own site, https.
   */
  legitimate_site?: (string | null);
  versions: EvidenceVersions;
  sha256: string;
}
/**
 * One piece of social content: a post, reel, story, comment, profile bio, direct message, or one entry of a link-hub page.
 */
export interface Promotion {
  /**
   * "instagram" when absent.
   */
  platform?: (string | null);
  kind: PromotionKind;
  /**
   * The account's handle, without @.
   */
  author?: (string | null);
  /**
   * Accounts that signed the post together with the author, each of which had to agree.
   *
   * @maxItems 32
   */
  coauthors?: (string[] | null);
  text: string;
  /**
   * The platform's own alternative texts of the pictures.
   *
   * @maxItems 64
   */
  alt_text?: (string[] | null);
  /**
   * @maxItems 256
   */
  links?: (string[] | null);
  /**
   * The "Paid partnership with …" label; absent or null when there is none.
   */
  paid_partnership?: (PaidPartnership | null);
  /**
   * What the reader has already seen: earlier messages, the post that a comment hangs under, the bio.
   *
   * @maxItems 200
   */
  context?: (ContextMessage[] | null);
}
export interface PaidPartnership {
  /**
   * The sponsor's handle.
   */
  sponsor?: (string | null);
}
export interface ContextMessage {
  author?: (string | null);
  text?: (string | null);
  /**
   * @maxItems 256
   */
  links?: (string[] | null);
}
/**
 * What a marketplace page says of the goods. A null or absent field: the page does not say.
 */
export interface Listing {
  url?: (string | null);
  title?: (string | null);
  /**
   * The listing's own brand field, as it is written there.
   */
  brand?: (string | null);
  seller?: (string | null);
  description?: (string | null);
  /**
   * @maxItems 256
   */
  bullets?: (string[] | null);
  /**
   * @maxItems 256
   */
  categories?: (string[] | null);
  /**
   * @maxItems 256
   */
  image_alt?: (string[] | null);
  /**
   * "amazon", whatever its country.
   */
  marketplace?: (string | null);
  /**
   * The marketplace's own id of the item (ASIN, item number).
   */
  listing_id?: (string | null);
  seller_id?: (string | null);
  /**
   * Which of the listing's variants is shown: its id, or the page's words for it.
   */
  variant?: (string | null);
  /**
   * As the page's data prints it: "29.99".
   */
  price?: (string | null);
  /**
   * ISO 4217.
   */
  currency?: (string | null);
  /**
   * @maxItems 256
   */
  images?: (string[] | null);
  /**
   * The part of the page that gave the brand: "byline", "table", "json-ld".
   */
  brand_source?: (string | null);
}
export interface LinkStep {
  url: string;
  kind?: LinkKind;
  marketplace?: (string | null);
}
/**
 * The verdict on one request, with its reasons. It states a mismatch between two texts, never that goods are counterfeit.
 */
export interface Response {
  id: string;
  verdict: Verdict;
  /**
   * clear < 0.25 <= check < 0.5 <= caution < 0.75 <= warn; two decimals.
   */
  score: number;
  relation: Relation;
  /**
   * The row of the verdict table that decided.
   */
  row: number;
  claims: Claim[];
  cues: Cue[];
  links: ResponseLink[];
  reasons: Reason[];
  explained?: Explained;
  /**
   * Version of the rules.
   */
  pack: string;
}
export interface Claim {
  /**
   * Id, such as "louis-vuitton".
   */
  brand: string;
  /**
   * Usual English name, such as "Louis Vuitton".
   */
  name: string;
  role: Role;
  form: Form;
  /**
   * The original text between start and end.
   */
  matched: string;
  /**
   * A path into the request: "text", "alt_text[0]", "context[1].text", "listing.title".
   */
  field: string;
  /**
   * UTF-16 code units into the original text of the field.
   */
  start: number;
  /**
   * UTF-16 code units into the original text of the field.
   */
  end: number;
}
export interface Cue {
  id: string;
  strength: Strength;
  lang: string;
  /**
   * A path into the request: "text", "alt_text[0]", "context[1].text", "listing.title".
   */
  field: string;
  /**
   * UTF-16 code units into the original text of the field.
   */
  start: number;
  /**
   * UTF-16 code units into the original text of the field.
   */
  end: number;
}
export interface ResponseLink {
  /**
   * A path into the request: "text", "alt_text[0]", "context[1].text", "listing.title".
   */
  field: string;
  target: string;
  kind: LinkKind;
  marketplace: (string | null);
  listing_id?: string;
  affiliate_tag?: string;
  seller_id?: string;
  /**
   * Id of the brand whose own site this is.
   */
  brand?: string;
  via?: string[];
}
export interface Reason {
  code: string;
  /**
   * One plain English sentence.
   */
  message: string;
  /**
   * What a surface needs to say the same in another language.
   */
  params?: {
    [k: string]: string;
  };
}
/**
 * How sure the ruling is, and by which weights of the model; only where the request asks for it.
 */
export interface Explained {
  /**
   * The table's level; the verdict is lower where that was not sure enough.
   */
  ruled: ("clear" | "check" | "caution" | "warn");
  /**
   * How likely a careful person rules so.
   */
  percent: number;
  factors: Factor[];
}
export interface Factor {
  /**
   * The row, or a doubt of rules/model.json.
   */
  name: string;
  /**
   * Percent of it that holds.
   */
  value: number;
  /**
   * At 100 percent, in thousandths of a logit.
   */
  weight: number;
}
export interface EvidenceVersions {
  touchstone: string;
  pack: string;
  browser?: string;
}
/**
 * One line of an audit's findings.jsonl: what was asked, what was answered, and where it was read.
 */
export interface Finding {
  source: FindingSource;
  request: Request;
  response: Response;
}
export interface FindingSource {
  file: string;
  line: number;
  format: ("jsonl" | "instaloader");
  /**
   * Where the promotion stands, when the source tells.
   */
  url?: string;
  /**
   * When it was published, UTC, when the source tells.
   */
  time?: string;
}
/**
 * One promotion to be judged, with the listing that it leads to when that was read. Null stands for absent.
 */
export interface Request {
  /**
   * Comes back in the response.
   */
  id: string;
  promotion: Promotion;
  /**
   * Absent or null when no listing was read.
   */
  listing?: (Listing | null);
  /**
   * True asks for "explained" in the response.
   */
  explain?: boolean;
}
/**
 * What one link points to.
 */
export interface Link {
  /**
   * As it stood in the input.
   */
  raw: string;
  /**
   * After every redirect that carries its target in itself.
   */
  target: string;
  kind: LinkKind;
  marketplace: (string | null);
  listing_id: (string | null);
  /**
   * Who earns from the click.
   */
  affiliate_tag: (string | null);
  seller_id: (string | null);
  /**
   * Id of the brand whose own site this is; absent otherwise.
   */
  brand?: string;
  /**
   * The wrappers that were taken off, outermost first, as host names.
   */
  via: string[];
  /**
   * The text's further links, in order; absent when there is only one.
   */
  others?: Link[];
}
/**
 * Asks for one piece of evidence in a form that a destination takes.
 */
export interface ReportRequest {
  format: ReportFormat;
  evidence: Evidence;
  infringement_type?: InfringementType;
  /**
   * Who reports; required for XARF.
   */
  reporter?: (Reporter | null);
}
export interface Reporter {
  org: string;
  /**
   * An e-mail address.
   */
  contact: string;
  /**
   * A host name.
   */
  domain: string;
}
