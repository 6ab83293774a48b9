// The same judgement through WebAssembly, beside what a JavaScript extension would use in its place: one RegExp of
// all names, and an Aho–Corasick package. Run by scripts/bench.
//
//   node tests/bench/peers.ts MODULE PACK
import { readFileSync } from 'node:fs';
import process from 'node:process';
import AhoCorasick from 'modern-ahocorasick';
import { createEngine } from '../../wasm/js/src/index.ts';

const CAPTION_BYTES = 165;
const ROUNDS = 7;

const [modulePath, packPath] = process.argv.slice(2);
if (!modulePath || !packPath) {
  process.stderr.write('usage: node tests/bench/peers.ts MODULE PACK\n');
  process.exit(2);
}

/** The invented posts of tests/vectors, joined to the median length of real captions. */
function captions(): string[] {
  const file = new URL('../vectors/wording.jsonl', import.meta.url);
  const joined: string[] = [];
  let caption = '';
  for (const line of readFileSync(file, 'utf8').trimEnd().split('\n')) {
    caption += `${caption && ' '}${JSON.parse(line).request.promotion.text}`;
    if (Buffer.byteLength(caption) < CAPTION_BYTES) continue;
    joined.push(caption);
    caption = '';
  }
  return joined;
}

/** The wide list of brands, lower case. */
function names(count: number): string[] {
  const file = new URL('../../shared/rules/brands.wide', import.meta.url);
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines
    .filter((line) => line && !line.startsWith('#'))
    .map((line) => line.toLowerCase())
    .slice(0, count);
}

/** Microseconds a caption: the median of some rounds over all of them. */
function measure(name: string, texts: readonly string[], run: (text: string) => unknown): void {
  const rounds: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = performance.now();
    for (const text of texts) run(text);
    rounds.push(((performance.now() - start) * 1000) / texts.length);
  }
  rounds.sort((a, b) => a - b);
  process.stdout.write(`${name.padEnd(44)} ${(rounds[ROUNDS >> 1] ?? 0).toFixed(2).padStart(10)} µs\n`);
}

const texts = captions();
const lower = texts.map((text) => text.toLowerCase());
const engine = await createEngine({ wasm: readFileSync(modulePath), pack: readFileSync(packPath) });

// Batched, as the extension asks; JSON in and out is part of the figure.
const lines = texts.map((text, i) =>
  JSON.stringify({ id: String(i), promotion: { platform: 'instagram', kind: 'post', text } }),
);
const batch = `${lines.join('\n')}\n`;
const rounds: number[] = [];
for (let round = 0; round < ROUNDS; round += 1) {
  const start = performance.now();
  engine.inspectLines(batch);
  rounds.push(((performance.now() - start) * 1000) / texts.length);
}
rounds.sort((a, b) => a - b);
process.stdout.write(
  `${'judge, WebAssembly, with JSON'.padEnd(44)} ${(rounds[ROUNDS >> 1] ?? 0).toFixed(2).padStart(10)} µs\n`,
);
engine.close();

for (const count of [1000, 12000]) {
  const list = names(count);
  const escaped = list.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const alternation = new RegExp(`(?:${escaped.join('|')})`, 'gu');
  measure(`RegExp alternation, ${list.length} names`, count > 1000 ? lower.slice(0, 60) : lower, (text) =>
    text.match(alternation),
  );
  const automaton = new AhoCorasick(list);
  measure(`Aho–Corasick (modern-ahocorasick), ${list.length} names`, lower, (text) => automaton.search(text));
}
