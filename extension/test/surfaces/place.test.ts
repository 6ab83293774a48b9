import { expect, test } from 'vitest';
import { place } from '../../src/surfaces/place';

const card = { width: 380, height: 400 };
const view = { width: 1000, height: 800 };
const badge = (left: number, top: number) => ({ left, top, right: left + 200, bottom: top + 28 });

test('under the badge, its end edge under the badge’s', () => {
  expect(place(badge(500, 100), card, view, 'ltr')).toEqual({ left: 320, top: 136, height: 656 });
  expect(place(badge(500, 100), card, view, 'rtl')).toEqual({ left: 500, top: 136, height: 656 });
});

test('above it where there is more room', () => {
  const at = place(badge(500, 700), card, view, 'ltr');
  expect(at.top).toBeUndefined();
  expect(at.bottom).toBe(108);
  expect(at.height).toBe(684);
});

test('never out of the window', () => {
  expect(place(badge(0, 100), card, view, 'ltr').left).toBe(8);
  expect(place(badge(900, 100), card, view, 'rtl').left).toBe(612);
  // The badge has been scrolled out of sight.
  const gone = place(badge(500, -300), card, view, 'ltr');
  expect(gone.top).toBe(8);
  const below = place(badge(500, 2000), card, view, 'ltr');
  expect(below.bottom).toBeGreaterThanOrEqual(8);
  expect(below.height).toBeGreaterThanOrEqual(240);
});

test('in a low window it keeps a height that can be read', () => {
  const at = place(badge(300, 140), { width: 380, height: 600 }, { width: 700, height: 320 }, 'ltr');
  expect(at.height).toBeGreaterThanOrEqual(140);
});
