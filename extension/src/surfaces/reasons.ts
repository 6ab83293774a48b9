// The engine's reasons, as sentences in the reader's language: the code chooses the message, `message` is the fallback.

import type { Line } from './types';

/** One entry of a response's `reasons`. */
export interface EngineReason {
  code: string;
  message: string;
  params?: Readonly<Record<string, string>> | undefined;
}

const UNREAD = {
  listing: 'reason_unread_listing',
  storefront: 'reason_unread_storefront',
  hub: 'reason_unread_hub',
  shortener: 'reason_unread_shortener',
  chat: 'reason_unread_chat',
  pointer: 'reason_unread_pointer',
} as const;

/** What a code says, given its parameters; undefined when one that it needs is missing. */
function known({ code, params = {} }: EngineReason): Line | undefined {
  const { brand, other, matched, kind } = params;
  switch (code) {
    case 'claim_not_on_listing':
      return { key: 'reason_listing_none', params: [] };
    case 'claim_other_brand':
      return other ? { key: 'reason_listing_other', params: [other] } : undefined;
    case 'claim_line':
      return matched && brand ? { key: 'reason_line', params: [matched, brand] } : undefined;
    case 'claim_shown_in_image':
      return brand ? { key: 'reason_shown_in_image', params: [brand] } : undefined;
    case 'claim_obfuscated':
      return matched && brand ? { key: 'reason_obfuscated', params: [matched, brand] } : undefined;
    case 'lookalike':
      return brand ? { key: 'reason_likened', params: [brand] } : undefined;
    case 'lure_explicit':
      return matched ? { key: 'reason_explicit', params: [matched] } : undefined;
    case 'lure_grade':
      return matched ? { key: 'reason_grade', params: [matched] } : undefined;
    case 'sale_grade':
      return matched ? { key: 'reason_sale_grade', params: [matched] } : undefined;
    case 'listing_unread':
      return { key: (kind && UNREAD[kind as keyof typeof UNREAD]) || 'reason_unread_other', params: [] };
    case 'lure_same_brand':
      return brand ? { key: 'reason_lure_same_brand', params: [brand] } : undefined;
    case 'several_items':
      return brand
        ? { key: 'reason_several_items_brand', params: [brand] }
        : { key: 'reason_several_items', params: [] };
    case 'fit':
      return { key: 'reason_fit', params: [] };
    case 'negated':
      return { key: 'reason_negated', params: [] };
    case 'news':
      return { key: 'reason_news', params: [] };
    case 'own_account':
      return brand ? { key: 'reason_own_account', params: [brand] } : undefined;
    case 'same_brand':
      return brand ? { key: 'reason_listing_same', params: [brand] } : undefined;
    case 'nothing_found':
      return { key: 'reason_nothing_found', params: [] };
    default:
      return undefined;
  }
}

/** One line of a card's list. */
export function lineOf(reason: EngineReason): Line {
  return known(reason) ?? { text: reason.message };
}
