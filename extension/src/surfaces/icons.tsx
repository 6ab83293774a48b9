// The marks that carry a level by their shape alone (triangle, circle, lens, dashes, tick) and the project's own sign.

import type { Level } from './types';

const STROKE = {
  fill: 'none',
  stroke: 'currentColor',
  'stroke-width': 1.8,
  'stroke-linecap': 'round',
  'stroke-linejoin': 'round',
} as const;

const SHAPES: Record<Level, string> = {
  warn: 'M10 2.8 18.2 17H1.800Z M10 8v4.2 M10 14.500v.1',
  caution: 'M10 2.200a7.8 7.8 0 1 0 0 15.6 7.8 7.8 0 0 0 0-15.600Z M10 6v5 M10 13.900v.1',
  check: 'M8.5 2.500a6 6 0 1 0 0 12 6 6 0 0 0 0-12Z M12.9 12.9 17.5 17.5',
  unchecked: 'M2.5 10h2.5 M8.75 10h2.5 M15 10h2.5',
  clear: 'M10 2.200a7.8 7.8 0 1 0 0 15.6 7.8 7.8 0 0 0 0-15.600Z M6.5 10.2 9 12.7 13.6 7.6',
};

/** Decorative: the words beside it say the level. */
export function LevelIcon({ level }: { level: Level }) {
  return (
    <svg class="icon" viewBox="0 0 20 20" aria-hidden="true">
      <path {...STROKE} d={SHAPES[level]} />
    </svg>
  );
}

export function CloseIcon() {
  return (
    <svg class="icon" viewBox="0 0 20 20" aria-hidden="true">
      <path {...STROKE} d="M5 5l10 10M15 5 5 15" />
    </svg>
  );
}

/** Points to the end of the line, in either direction of writing. */
export function Chevron() {
  return (
    <svg class="icon chevron flip" viewBox="0 0 20 20" aria-hidden="true">
      <path {...STROKE} d="M7.5 4.5 13 10l-5.5 5.5" />
    </svg>
  );
}

export function BackIcon() {
  return (
    <svg class="icon flip" viewBox="0 0 20 20" aria-hidden="true">
      <path {...STROKE} d="M16 10H4M9.5 4.5 4 10l5.5 5.5" />
    </svg>
  );
}

/** The drawing of assets/mark.svg. */
export function Logo({ large = false }: { large?: boolean }) {
  return (
    <svg class={large ? 'logo large' : 'logo'} viewBox="0 0 24 24" aria-hidden="true">
      <rect width="24" height="24" rx="6" fill="#22272E" />
      <rect
        x=".25"
        y=".25"
        width="23.5"
        height="23.5"
        rx="5.75"
        fill="none"
        stroke="#FFFFFF"
        stroke-opacity=".18"
        stroke-width=".5"
      />
      <path
        fill="#E0B250"
        d="M3.6 20.200C5.2 16.8 8.3 12.9 11.9 9.6 14.8 6.9 17.8 4.8 20.8 3.4 19.7 6.6 17.5 9.9 14.6 12.8 11.2 16.1 7.1 18.9 3.6 20.200Z"
      />
      <path
        fill="#F6DFA6"
        d="M3.6 20.200C5.2 16.8 8.3 12.9 11.9 9.6 14.8 6.9 17.8 4.8 20.8 3.4 18.2 5.6 15.3 8.2 12.4 11 9.4 13.9 6.2 17.2 3.6 20.200Z"
      />
    </svg>
  );
}
