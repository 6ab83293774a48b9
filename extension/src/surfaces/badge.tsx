// The badge: is something off with this post? A pill that opens the card.

import { LevelIcon } from './icons';
import { Pieces, useWords } from './text';
import type { BadgeView } from './types';

export function Badge({ view, open, onOpen }: { view: BadgeView; open: boolean; onOpen: () => void }) {
  const words = useWords();
  return (
    <button
      type="button"
      class="badge"
      data-level={view.level}
      aria-haspopup="dialog"
      aria-expanded={open}
      aria-label={words.label('badge_open', [words.badgeText(view.label)])}
      onClick={onOpen}
    >
      <LevelIcon level={view.level} />
      <span>
        <Pieces of={words.badge(view.label)} />
      </span>
    </button>
  );
}
