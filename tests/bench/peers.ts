// What a JavaScript extension would use in the engine's place: one RegExp of all names, and an Aho–Corasick package.
// They only find names, written plainly.
import { readFileSync } from 'node:fs';
import AhoCorasick from 'modern-ahocorasick';
import { type Figure, measure } from './measure.ts';

/** The wide list of brands, lower case. */
function names(count: number): string[] {
  const file = new URL('../../shared/rules/brands.wide', import.meta.url);
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines
    .filter((line) => line && !line.startsWith('#'))
    .map((line) => line.toLowerCase())
    .slice(0, count);
}

export function measurePeers(captions: readonly string[]): Figure[] {
  const lower = captions.map((text) => text.toLowerCase());
  return [1000, 12000].flatMap((count) => {
    const list = names(count);
    const escaped = list.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    const alternation = new RegExp(`(?:${escaped.join('|')})`, 'gu');
    const automaton = new AhoCorasick(list);
    // The alternation of twelve thousand names takes milliseconds a caption.
    const few = count > 1000 ? lower.slice(0, 40) : lower;
    return [
      {
        name: `RegExp, ${list.length} names`,
        microseconds: measure(few.length, () => few.map((text) => text.match(alternation))),
      },
      {
        name: `Aho–Corasick, ${list.length} names`,
        microseconds: measure(lower.length, () => lower.map((text) => automaton.search(text))),
      },
    ];
  });
}
