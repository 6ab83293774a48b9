// The badge and the card of an item that could not be read.

import type { BadgeView, CardView } from '../surfaces/types';

export function unreadCard(): { badge: BadgeView; card: CardView } {
  return {
    badge: { level: 'unchecked', label: { key: 'badge_not_checked', params: [] } },
    card: {
      level: 'unchecked',
      title: { key: 'title_not_checked', params: [] },
      hint: { key: 'hint_not_checked', params: [] },
      reasons: [],
      actions: [],
    },
  };
}
