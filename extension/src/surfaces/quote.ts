// A quote: the page's own words, cut at word boundaries around what was matched, with the matched words marked.

import type { Mark, Quote } from './types';

/** About five lines of a card's column. A match longer than this is kept whole up to `LONGEST_MATCH`. */
const QUOTE_LENGTH = 140;
const LONGEST_MATCH = 200;
/** What a cut may give up or add to stand at a word boundary; a longer "word" is a link or a run without spaces. */
const REACH = 24;
const GAP = ' … ';

const segmenters = new Map<string, Intl.Segmenter>();
function segmenter(granularity: 'word' | 'grapheme'): Intl.Segmenter {
  let found = segmenters.get(granularity);
  if (!found) {
    found = new Intl.Segmenter(undefined, { granularity });
    segmenters.set(granularity, found);
  }
  return found;
}

/** Clips the spans to the text, drops empty ones, sorts them and joins those that touch. */
export function tidyMarks(length: number, spans: readonly Mark[]): Mark[] {
  const clipped = spans
    .map(({ start, end }) => ({ start: Math.max(0, Math.trunc(start)), end: Math.min(length, Math.trunc(end)) }))
    .filter(({ start, end }) => start < end)
    .sort((a, b) => a.start - b.start || a.end - b.end);
  const joined: Mark[] = [];
  for (const span of clipped) {
    const last = joined.at(-1);
    if (last && span.start <= last.end) last.end = Math.max(last.end, span.end);
    else joined.push(span);
  }
  return joined;
}

/**
 * The place nearest to `at`, within [low, high], where a word begins or ends; where there is none within reach (a long link),
 * the nearest place that splits no grapheme. Looks at a window around `at` only, so a caption of 10 MB costs what a short one does.
 */
function boundary(text: string, at: number, low: number, high: number): number {
  if (at <= low) return low;
  if (at >= high) return high;
  const from = Math.max(low, at - 2 * REACH);
  const to = Math.min(high, at + 2 * REACH);
  const slice = text.slice(from, to);
  for (const granularity of ['word', 'grapheme'] as const) {
    let best = -1;
    for (const { index } of segmenter(granularity).segment(slice)) {
      // The slice may begin inside a word: its first index is a boundary only where the text or the window begins.
      if (index === 0 && from !== low) continue;
      const place = from + index;
      if (Math.abs(place - at) <= REACH && (best < 0 || Math.abs(place - at) < Math.abs(best - at))) best = place;
    }
    if (best >= 0) return best;
  }
  return at;
}

function trimmed(text: string, span: Mark): Mark {
  let { start, end } = span;
  while (start < end && /\s/u.test(text[start] as string)) start += 1;
  while (end > start && /\s/u.test(text[end - 1] as string)) end -= 1;
  return { start, end };
}

/**
 * Cuts `text` to about `length` UTF-16 code units around the marks. The first mark is always in; later ones that lie too far
 * away follow after an ellipsis as long as there is room. Without marks the beginning is kept.
 */
export function cutQuote(text: string, spans: readonly Mark[] = [], length: number = QUOTE_LENGTH): Quote {
  const marks = tidyMarks(text.length, spans);
  const whole = trimmed(text, { start: 0, end: text.length });
  if (whole.end - whole.start <= length) return shifted(text, [whole], marks, whole);

  // Which marks fit: each costs itself and a few words around it.
  const chosen: Mark[] = [];
  let spent = 0;
  for (const mark of marks) {
    const cost = Math.min(mark.end - mark.start, LONGEST_MATCH) + (chosen.length > 0 ? REACH : 0);
    if (chosen.length > 0 && spent + cost > length) break;
    chosen.push({ start: mark.start, end: Math.min(mark.end, mark.start + LONGEST_MATCH) });
    spent += cost;
  }
  if (chosen.length === 0) chosen.push({ start: whole.start, end: whole.start });

  // What is left is context: a third before each match, two thirds after it, since a sentence is read forwards.
  const context = Math.max(0, length - spent) / chosen.length;
  const windows: Mark[] = [];
  for (const mark of chosen) {
    const before = Math.min(Math.round(context / 3), mark.start - whole.start);
    const start = boundary(text, mark.start - before, whole.start, mark.start);
    const end = boundary(text, mark.end + Math.round(context) - before, mark.end, whole.end);
    const last = windows.at(-1);
    if (last && start - last.end <= REACH) last.end = Math.max(last.end, end);
    else windows.push({ start, end });
  }
  return shifted(
    text,
    windows.map((window) => trimmed(text, window)),
    marks,
    whole,
  );
}

/** The windows' text joined by ellipses, and the marks moved to where their words now stand. */
function shifted(text: string, windows: readonly Mark[], marks: readonly Mark[], whole: Mark): Quote {
  let out = '';
  const moved: Mark[] = [];
  for (const window of windows) {
    if (out !== '') out += GAP;
    for (const mark of marks) {
      const start = Math.max(mark.start, window.start);
      const end = Math.min(mark.end, window.end);
      if (start < end) moved.push({ start: start - window.start + out.length, end: end - window.start + out.length });
    }
    out += text.slice(window.start, window.end);
  }
  return {
    text: out,
    marks: moved,
    cutStart: (windows[0]?.start ?? 0) > whole.start,
    cutEnd: (windows.at(-1)?.end ?? 0) < whole.end,
  };
}

/** The quote in pieces, in order: plain and marked text by turns, none empty. */
export function pieces(quote: Quote): { text: string; marked: boolean }[] {
  const out: { text: string; marked: boolean }[] = [];
  let at = 0;
  for (const mark of tidyMarks(quote.text.length, quote.marks)) {
    if (mark.start > at) out.push({ text: quote.text.slice(at, mark.start), marked: false });
    out.push({ text: quote.text.slice(mark.start, mark.end), marked: true });
    at = mark.end;
  }
  if (at < quote.text.length) out.push({ text: quote.text.slice(at), marked: false });
  return out;
}
