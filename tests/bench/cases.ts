// The benchmark's cases, the same for the native tool, Node and Chromium: what captions are like, and what costs most.
import { readFileSync } from 'node:fs';
import process from 'node:process';

const MEDIAN_BYTES = 165;
const LONG_BYTES = 2000;
const ADVERSARIAL_BYTES = 65536;

const bytes = (text: string) => Buffer.byteLength(text);

function wording(): string[] {
  const file = new URL('../vectors/wording.jsonl', import.meta.url);
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line).request.promotion.text as string);
}

/** Texts joined until each is at least so long: the median of real captions is 165 bytes. */
function joined(texts: readonly string[], least: number): string[] {
  const all: string[] = [];
  let caption = '';
  for (const text of texts) {
    caption += `${caption && ' '}${text}`;
    if (bytes(caption) < least) continue;
    all.push(caption);
    caption = '';
  }
  return all;
}

const repeated = (unit: string) => unit.repeat(Math.ceil(ADVERSARIAL_BYTES / bytes(unit)));

/** Captions by kind; `TOUCHSTONE_CAPTIONS` names a file whose lines are the ordinary ones. */
export function cases(): Record<string, string[]> {
  const texts = wording();
  const cjk = texts.filter((text) =>
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(text),
  );
  const given = process.env.TOUCHSTONE_CAPTIONS;
  const ordinary = given ? readFileSync(given, 'utf8').split('\n').filter(Boolean) : joined(texts, MEDIAN_BYTES);
  return {
    'lures and dupes': joined(texts, MEDIAN_BYTES),
    ...(given && { ordinary }),
    emoji: joined(texts, MEDIAN_BYTES / 2).map((text) => text.replaceAll(' ', ' 😍🔥 ')),
    cjk: joined(cjk, MEDIAN_BYTES),
    long: joined(texts, LONG_BYTES),
    'all stems, 64 KB': [repeated('cartie balen moncle birkensto ')],
    'all masks, 64 KB': [repeated('c*r*i*r l*u*s*v*t*')],
    'spaced letters, 64 KB': [repeated('g u c c ')],
    'combining marks, 64 KB': [repeated('g\u0301\u0302\u0303u\u0304c\u0305')],
  };
}
