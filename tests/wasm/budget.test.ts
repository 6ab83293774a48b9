// What the engine may weigh, and that its work grows with the text and no faster.
import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Engine } from '../../wasm/js/src/index.ts';
import { pack, startEngine, wasm } from './module.ts';

// The goals, which are reached: the pack had 1,487,888 bytes and the module 439,859 through `gzip -9` (Node's own zlib makes
// 2 % more of it) when these were set.
const MOST_PACK_BYTES = 1_500_000;
const MOST_MODULE_BYTES = 450_000;

let engine: Engine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.close());

test('the pack and the module stay within what they may weigh', () => {
  expect(pack().length).toBeLessThan(MOST_PACK_BYTES);
  expect(execFileSync('gzip', ['-9', '-c'], { input: wasm(), maxBuffer: 2 ** 24 }).length).toBeLessThan(
    MOST_MODULE_BYTES,
  );
});

/** Milliseconds that one text takes. */
function time(text: string): number {
  const line = JSON.stringify({ id: 'a', promotion: { kind: 'post', text } });
  const start = performance.now();
  engine.inspectLines(line);
  return performance.now() - start;
}

/**
 * How much longer the doubled text takes, at best of both in turn: other work on the machine only ever adds. Tries go on
 * until the answer is plain, since a quadratic growth never looks like a linear one, however often it is measured.
 */
function growth(half: string, plain: number): number {
  time(half); // patterns are compiled when they are first needed
  let [once, twice] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let round = 0; round < 12; round += 1) {
    once = Math.min(once, time(half));
    twice = Math.min(twice, time(half + half));
    if (round >= 2 && twice / once < plain) break;
  }
  return twice / once;
}

test.each([
  ['stems', 'cartie balen moncle birkensto '],
  ['masks', 'c*r*i*r l*u*s*v*t*'],
  ['spaced letters', 'g u c c '],
  ['combining marks', 'g\u0301\u0302\u0303u\u0304c\u0305'],
  ['lures', 'hidden link in my bio, order this get the real dupe '],
])('twice the %s take about twice the time', (_, unit) => {
  // Work that grows with the square of the text would take four times as long.
  expect(growth(unit.repeat(Math.ceil(16384 / unit.length)), 3)).toBeLessThan(3);
});
