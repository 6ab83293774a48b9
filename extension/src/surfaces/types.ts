// What the surfaces take: view models made from verdicts (src/views), and the actions people take on them.
// A surface renders a view and reports an action; it decides nothing and knows neither pages nor messages.

/** `unchecked`: the page or the listing could not be read. It is never shown as safe. */
export type Level = 'clear' | 'check' | 'caution' | 'warn' | 'unchecked';

/**
 * One sentence of public/_locales: a message key and its substitutions, in the order of SENTENCES. Substitutions are page text
 * (brands, handles, quoted words): a surface sets each in its own `bdi`.
 */
export interface Sentence {
  key: SentenceKey;
  params: readonly string[];
}

/** A sentence that came ready made, in English: the engine's own message for a code that this extension does not know yet. */
export interface Plain {
  text: string;
}
export type Line = Sentence | Plain;

/** What the promotion is called in sentences ("The post names …", "The message names …"); the contract's `kind`. */
export type PromotionKind = 'post' | 'reel' | 'story' | 'comment' | 'bio' | 'dm' | 'hub';

/** Every sentence that a view may hold, with the names of its parameters in order. public/_locales has a message for each. */
export const SENTENCES = {
  // Badge, at most 32 characters in English.
  badge_names_link_does_not: ['brand'], // Names Cartier, link does not
  badge_names_hidden_link: ['brand'], // Names Cartier, hidden link
  badge_replica_wording: [], // Replica wording
  badge_hidden_link_wording: [], // Hidden-link wording
  badge_lookalike: ['brand'], // Likened to Cartier, link is not
  badge_lure_on_same_brand: [], // Odd wording for this link
  badge_check_goods: ['brand'], // Link may not be the Cartier item
  badge_link_not_read: [], // Link not read yet
  badge_not_checked: [], // Not checked

  // First sentence of a card, of the banner and of a popup row.
  title_names_listing_none: ['brand'], // The post names Cartier. The listing names no known brand.
  title_names_listing_other: ['brand', 'listing_brand'], // The post names Cartier. The listing offers Nike.
  title_hidden_link: ['brand'], // The post names Cartier and asks you to look past the listing.
  title_replica_wording: ['brand'], // The post names Cartier and uses words for replicas.
  title_hidden_link_no_brand: [], // The post asks you to look past the listing.
  title_replica_no_brand: [], // The post uses words for replicas.
  title_lookalike: ['brand'], // The post likens the goods to Cartier. The listing is not Cartier's.
  title_lure_same_brand: ['brand'], // The listing offers Cartier, but the post asks you to look past it.
  title_check_goods: ['brand'], // The post names Cartier. The listing may be another of its items.
  title_link_not_read: ['brand'], // The post names Cartier. Its link has not been read yet.
  title_link_not_read_no_brand: [], // The link of this post has not been read yet.
  title_not_checked: [], // This could not be read, so it was not checked.
  title_clear: [], // Nothing found that does not fit.
  title_listing_unreadable: [], // This page could not be read as a listing.

  // Second line of a card.
  hint_which_of_two: [], // Ask yourself which of the two you would receive.
  hint_read_link: [], // Open the link with Touchstone allowed there, and the two are compared.
  hint_not_checked: [], // The page may have changed. This says nothing about the post.

  // While a link is checked before the click, and how that ended where it answers less than was asked.
  check_following: ['host'], // Following the link to bit.ly…
  check_reading: ['host'], // Reading the listing on www.amazon.com…
  check_needs: ['host'], // The link leads on to www.etsy.com. To read it there, Touchstone needs your permission.
  check_beyond: ['host'], // The link leads on to shop.example, which Touchstone does not ask by itself. Open it to check.
  check_not_a_listing: ['host'], // www.amazon.com showed something else than a listing, such as a robot check. Open it to check.
  check_unreachable: ['host'], // www.amazon.com did not answer. Open it to check.
  check_open: ['host'], // The link leads to linktr.ee, which is no single listing. Open it to check.
  check_stopped: [], // Stopped. The link has not been read.

  // Reasons, one line each.
  reason_line: ['quote', 'brand'], // “Love bracelet” is a Cartier product line.
  reason_name: ['quote', 'brand'], // “Cartier” names the brand Cartier. (left out when quote equals brand)
  reason_alias: ['quote', 'brand'], // “LV” is another name of Louis Vuitton.
  reason_obfuscated: ['quote', 'brand'], // “C@rt1er” is Cartier written so that it is not found.
  reason_alt_text: ['quote', 'brand'], // The picture shows “Cartier”.
  reason_lookalike: ['quote', 'brand'], // “inspired by Cartier” says that the goods resemble the brand's.
  reason_explicit: ['quote'], // “hidden l!nk” asks you to order something that looks different.
  reason_grade: ['quote'], // “1:1” is a word for the grade of a replica.
  reason_listing_none: [], // The listing names no brand known to Touchstone.
  reason_listing_byline: ['byline'], // The listing's brand is “YFXF”.
  reason_listing_other: ['listing_brand'], // The listing offers Nike.
  reason_listing_same: ['brand'], // The listing offers Cartier.
  reason_shown_in_image: ['brand'], // The picture shows the name Cartier.
  reason_likened: ['brand'], // The post says openly that the goods only resemble Cartier.
  reason_lure_same_brand: ['brand'], // The listing offers Cartier, yet buyers are asked to look past it.
  reason_unread_listing: [], // The listing behind the link has not been read.
  reason_unread_storefront: [],
  reason_unread_hub: [],
  reason_unread_shortener: [],
  reason_unread_chat: [],
  reason_unread_pointer: [],
  reason_unread_other: [],
  reason_several_items_brand: ['brand'], // Several items share one link. It may not lead to the Cartier item.
  reason_sale_grade: ['quote'], // “1:1” is offered for sale. It is a word for the grade of a replica.
  reason_fit: [], // The brand is named for fit: the goods are made to go with it.
  reason_negated: [],
  reason_news: [],
  reason_own_account: ['brand'],
  reason_nothing_found: [],
  reason_unseen_link: ['host'], // The link to amzn.to has not been read.
  reason_unseen_pointer: ['quote'], // “link in bio”: the link is elsewhere and has not been read.
  reason_several_items: [], // The post shows several items and one link.

  // Toasts.
  toast_report_saved: ['count'], // Report saved. {count} on this device.
  toast_report_removed: [], // Report removed.
  toast_report_failed: [], // The report could not be saved. Nothing was lost on the page; try again.
  toast_wrong_saved: [], // Thank you. Noted on this device; this is not shown again.
  toast_wrong_removed: [],
  toast_trusted: ['handle'], // some.handle is not marked any more.
  toast_trust_removed: ['handle'],
} as const satisfies Record<string, readonly string[]>;

export type SentenceKey = keyof typeof SENTENCES;

/** Half-open, in UTF-16 code units of the quote's own text; sorted, not overlapping. */
export interface Mark {
  start: number;
  end: number;
}

/** The page's own words, cut at word boundaries around the matches. `cutStart`/`cutEnd`: an ellipsis belongs there. */
export interface Quote {
  text: string;
  marks: readonly Mark[];
  cutStart: boolean;
  cutEnd: boolean;
}

/** What a person can do; `url` of a link action is always https. Labels come from public/_locales as `action_<kind>`. */
export type Action =
  | { kind: 'report' }
  | { kind: 'brand_site'; brand: string; url: string }
  | { kind: 'trust'; handle: string }
  | { kind: 'wrong' }
  | { kind: 'allow'; site: string; name: string }
  | { kind: 'check_link' }
  | { kind: 'stop_check' }
  | { kind: 'hide' }
  | { kind: 'undo' }
  | { kind: 'reports' };

export interface BadgeView {
  level: Exclude<Level, 'clear'>;
  label: Sentence;
}

/** One half of the comparison. `author` for the post, `byline` (the listing's own brand field) and `seller` for the listing. */
export interface PostSide {
  author?: string;
  quote: Quote;
}
export interface ListingSide {
  title: Quote;
  byline?: string;
  seller?: string;
  host: string;
}

export interface CardView {
  /** `clear` is seen in the popup only. */
  level: Level;
  /** What the promotion is called; `post` when not given. */
  kind?: PromotionKind;
  title: Sentence;
  hint?: Sentence;
  /** The link is being checked: where that has come to. */
  progress?: Sentence;
  post?: PostSide;
  listing?: ListingSide;
  /** `lineOf` in reasons.ts makes one of an engine's reason. */
  reasons: readonly Line[];
  /** In order of weight: the first is the filled button, a second one outlined when it is `brand_site` or `allow`; the rest are links. */
  actions: readonly Action[];
  /** The page behind the link was asked for, or is being asked for. */
  fetched?: boolean;
}

export interface BannerView {
  level: Exclude<Level, 'clear' | 'unchecked'>;
  kind?: PromotionKind;
  title: Sentence;
  post: PostSide;
  listing: ListingSide;
  reasons: readonly Line[];
  actions: readonly Action[];
}

export interface ToastView {
  message: Sentence;
  actions: readonly Action[];
  /** Milliseconds; at least 8000 when there is something to undo. */
  duration: number;
}

export interface PopupFinding {
  /** Names the finding to `PopupAction`. */
  key: string;
  level: Level;
  author: string;
  kind?: PromotionKind;
  title: Sentence;
  /** The card's view, to be opened inside the popup. */
  card: CardView;
}

export interface PopupReport {
  id: string;
  /** ISO 8601, UTC. */
  time: string;
  level: Level;
  author: string;
  kind?: PromotionKind;
  title: Sentence;
  sha256: string;
}

export interface PopupView {
  /** What the popup is looking at. `elsewhere`: a page Touchstone reads nothing of. `listing`: a marketplace page. `hub`: a page of links. */
  place: 'instagram' | 'hub' | 'listing' | 'elsewhere';
  /** What can be done about the page: have it read once, or allow its site. */
  page: { checkable: boolean; host?: string; offer?: { id: string; name: string } };
  /** What the page was read as. */
  listing?: ListingSide;
  /** The page was asked to be read just now, and is no listing. */
  unreadable?: boolean;
  checked: number;
  warnings: number;
  toRead: number;
  /** Items that could not be read, by nobody's fault on this page; shown, never taken for safe. */
  unread: number;
  findings: readonly PopupFinding[];
  reports: readonly PopupReport[];
  /** Sites that findings lead to and that Touchstone may not read yet. */
  toAllow: readonly { id: string; name: string }[];
  versions: { extension: string; engine: string; pack: string };
  /** Set when the engine did not start: one plain sentence, already written. */
  fault?: string;
}

export type PopupAction =
  | { kind: 'finding'; key: string; action: Action }
  | { kind: 'show'; key: string }
  | { kind: 'allow'; site: string }
  | { kind: 'check_page' }
  | { kind: 'options' }
  | { kind: 'export'; format: 'json' | 'xarf'; ids: readonly string[] }
  | { kind: 'remove'; id: string }
  | { kind: 'self_check' };

/** The page that explains a site's permission and asks for it with one button. */
export interface AllowView {
  site: { id: string; kind: 'marketplace' | 'hub' | 'shortener'; name: string; hosts: readonly string[] };
  state: 'ask' | 'granted' | 'refused';
}

/** What was read on a page and how, as text to be copied into a bug report; nothing when the page could not be asked. */
export interface SelfCheckView {
  text: string | undefined;
  copied: boolean;
}

/** What the person decided, what is kept, and what is allowed: everything can be changed or taken back here. */
export interface OptionsView {
  /** Every marketplace that the reader knows. `some`: the browser allows a part of its hosts. */
  marketplaces: readonly { id: string; name: string; allowed: 'all' | 'some' | 'none'; auto: boolean }[];
  /** Pages of links and shorteners that are allowed. */
  others: readonly { id: string; name: string }[];
  trusted: readonly string[];
  /** Accounts whose links are followed without being stopped. */
  unstopped: readonly string[];
  /** Stop before a link that does not match is followed. */
  stopping: boolean;
  stored: { reports: number; read: number; wrong: number };
  versions: PopupView['versions'];
}

export type OptionsAction =
  | { kind: 'auto'; site: string; on: boolean }
  | { kind: 'allow'; site: string }
  | { kind: 'revoke'; site: string }
  | { kind: 'stopping'; on: boolean }
  | { kind: 'distrust'; handle: string }
  | { kind: 'stop_again'; handle: string }
  | { kind: 'forget'; what: 'reports' | 'read' | 'wrong' | 'all' };

/** Stops a person before they leave for a link that was warned about. `warn` only. */
export interface WayOutView {
  kind?: PromotionKind;
  title: Sentence;
  /** Shown with "Don't stop me for this account again". */
  author?: string;
}
/** What was chosen; `remember` is what the two boxes say. Escape and a press outside go back. */
export interface WayOutChoice {
  go: 'back' | 'continue';
  remember: { account: boolean; always: boolean };
}

/** Something drawn, that can be drawn again with newer facts or taken away. */
export interface Drawn<View> {
  /** The element that stands in the page; its shadow root is closed. */
  readonly host: HTMLElement;
  update(view: View): void;
  remove(): void;
}

/** header: in line with a post's author; media: over the upper corner of a story or reel; bubble: under a message; entry: under a link of a page of links. */
export type BadgePlacement = 'header' | 'media' | 'bubble' | 'entry';

/** What extension/src/surfaces/index.ts exports. */
export interface Surfaces {
  /** Appends the badge's host to `parent`. `onOpen` gets the element to anchor a card to and to give focus back to. */
  mountBadge(
    parent: Element,
    placement: BadgePlacement,
    view: BadgeView,
    onOpen: (anchor: HTMLElement) => void,
  ): Drawn<BadgeView>;
  /** One card at a time: opening a second closes the first. Removes itself on Escape and on a press outside. */
  openCard(anchor: HTMLElement, view: CardView, onAction: (action: Action) => void): Drawn<CardView>;
  /** Inserts the banner as the first thing in the body's flow. */
  mountBanner(view: BannerView, onAction: (action: Action) => void): Drawn<BannerView>;
  /** One at a time, over everything; goes away by itself when a choice is made. */
  showWayOut(view: WayOutView, onChoice: (choice: WayOutChoice) => void): Drawn<WayOutView>;
  /** One toast at a time, in a polite live region. */
  showToast(view: ToastView, onAction: (action: Action) => void): Drawn<ToastView>;
  /** Renders the popup into an extension page; call again on the same root to update. */
  renderPopup(root: HTMLElement, view: PopupView, onAction: (action: PopupAction) => void): void;
  /** Renders the options page; call again on the same root to update. `onAction` runs inside the click. */
  renderOptions(root: HTMLElement, view: OptionsView, onAction: (action: OptionsAction) => void): void;
  /** Renders the permission page; `onAsk` runs inside the click, as `permissions.request` demands. */
  renderAllow(root: HTMLElement, view: AllowView, onAsk: () => void): void;
  renderSelfCheck(root: HTMLElement, view: SelfCheckView, onCopy: () => void): void;
}
