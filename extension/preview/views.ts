// Example views, after a real pattern: a post about a protected product line, and a listing that names no brand.

import { cutQuote } from '../src/surfaces/quote';
import type {
  BadgeView,
  BannerView,
  CardView,
  OptionsView,
  PopupView,
  Sentence,
  SentenceKey,
} from '../src/surfaces/types';

const sentence = (key: SentenceKey, ...params: string[]): Sentence => ({ key, params });

function quoted(text: string, ...matched: string[]) {
  return cutQuote(
    text,
    matched.map((word) => ({ start: text.indexOf(word), end: text.indexOf(word) + word.length })),
  );
}

const post = {
  author: 'some.handle',
  quote: quoted(
    'Love bracelet is back!! hidden l!nk in bio, order the plain screw bangle 💛',
    'Love bracelet',
    'hidden l!nk',
  ),
};
const listing = {
  title: cutQuote('Women’s Classic Screw Titanium Steel Bracelet'),
  byline: 'YFXF',
  seller: 'YFXF-US',
  host: 'www.amazon.com',
};

export const badges: BadgeView[] = [
  { level: 'warn', label: sentence('badge_names_link_does_not', 'Cartier') },
  { level: 'caution', label: sentence('badge_hidden_link_wording') },
  { level: 'check', label: sentence('badge_link_not_read') },
  { level: 'unchecked', label: sentence('badge_not_checked') },
  { level: 'warn', label: sentence('badge_names_link_does_not', 'Louis Vuitton') },
];

export const warn: CardView = {
  level: 'warn',
  kind: 'post',
  title: sentence('title_names_listing_none', 'Cartier'),
  hint: sentence('hint_which_of_two'),
  post,
  listing,
  reasons: [sentence('reason_line', 'Love bracelet', 'Cartier'), sentence('reason_explicit', 'hidden l!nk')],
  actions: [
    { kind: 'report' },
    { kind: 'brand_site', brand: 'Cartier', url: 'https://www.cartier.com/' },
    { kind: 'trust', handle: 'some.handle' },
    { kind: 'wrong' },
  ],
};

export const check: CardView = {
  level: 'check',
  kind: 'dm',
  title: sentence('title_link_not_read', 'Nike'),
  hint: sentence('hint_read_link'),
  post: {
    author: 'another.shop',
    quote: quoted('أحذية Nike الجديدة وصلت، الرابط في البايو قبل أن يُحذف 🔥', 'Nike'),
  },
  reasons: [sentence('reason_unread_shortener')],
  actions: [{ kind: 'report' }, { kind: 'allow', site: 'amazon', name: 'Amazon' }, { kind: 'wrong' }],
};

/** While the link is being checked. */
export const checking: CardView = {
  ...check,
  progress: sentence('check_reading', 'www.amazon.com'),
  actions: [{ kind: 'report' }, { kind: 'stop_check' }, { kind: 'wrong' }],
  fetched: true,
};

/** The check ended at a page that is no listing. */
export const ended: CardView = {
  ...check,
  hint: sentence('check_not_a_listing', 'www.amazon.com'),
  actions: [{ kind: 'report' }, { kind: 'check_link' }, { kind: 'trust', handle: 'another.shop' }, { kind: 'wrong' }],
  fetched: true,
};

export const unchecked: CardView = {
  level: 'unchecked',
  title: sentence('title_not_checked'),
  hint: sentence('hint_not_checked'),
  reasons: [],
  actions: [{ kind: 'wrong' }],
};

export const banner: BannerView = {
  level: 'warn',
  kind: 'post',
  title: sentence('title_names_listing_none', 'Cartier'),
  post,
  listing,
  reasons: warn.reasons,
  actions: [{ kind: 'report' }, { kind: 'hide' }, { kind: 'wrong' }],
};

export const popup: PopupView = {
  place: 'instagram',
  page: { checkable: false },
  checked: 37,
  warnings: 1,
  toRead: 2,
  unread: 3,
  findings: [
    {
      key: 'a',
      level: 'warn',
      author: 'some.handle',
      title: sentence('title_names_listing_none', 'Cartier'),
      card: warn,
    },
    { key: 'b', level: 'check', author: 'another.shop', title: sentence('title_link_not_read', 'Nike'), card: check },
  ],
  reports: [
    {
      id: '1',
      time: '2026-11-20T14:03:00Z',
      level: 'warn',
      author: 'some.handle',
      title: sentence('title_names_listing_none', 'Cartier'),
      sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    },
    {
      id: '2',
      time: '2026-11-18T09:41:00Z',
      level: 'caution',
      author: 'a.very.long.account.name.that.wraps_somewhere',
      title: sentence('title_hidden_link_no_brand'),
      sha256: '60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752',
    },
  ],
  toAllow: [{ id: 'amazon', name: 'Amazon' }],
  versions: { extension: '0.1.0', engine: '0.1.0', pack: '2026.11.0' },
};

export const nothing: PopupView = {
  ...popup,
  warnings: 0,
  toRead: 0,
  unread: 0,
  findings: [],
  reports: [],
  toAllow: [],
};
export const elsewhere: PopupView = { ...nothing, place: 'elsewhere', checked: 0 };
export const broken: PopupView = {
  ...nothing,
  checked: 0,
  fault: 'The rule pack was refused: its checksum does not fit. Install the extension again.',
};

/** A shop that Touchstone does not know, read because the person asked for it. */
export const shop: PopupView = {
  ...elsewhere,
  place: 'listing',
  page: { checkable: true, host: 'www.etsy.com', offer: { id: 'etsy', name: 'Etsy' } },
  listing: { ...listing, host: 'www.etsy.com' },
};

export const options: OptionsView = {
  marketplaces: [
    { id: 'amazon', name: 'Amazon', allowed: 'all', auto: true },
    { id: 'taobao', name: '淘宝', allowed: 'some', auto: false },
    { id: 'etsy', name: 'Etsy', allowed: 'none', auto: false },
    { id: 'coupang', name: '쿠팡', allowed: 'none', auto: false },
  ],
  others: [
    { id: 'linktr.ee', name: 'linktr.ee' },
    { id: 'bit.ly', name: 'bit.ly' },
  ],
  trusted: ['some.handle', 'a.very.long.account.name.that.wraps_somewhere'],
  unstopped: ['another.shop'],
  stopping: true,
  stored: { reports: 2, read: 14, wrong: 0 },
  versions: popup.versions,
};
