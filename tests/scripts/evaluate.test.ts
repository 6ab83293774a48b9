// scripts/evaluate as a person runs it: what it prints, what it keeps, and how it fails.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { plainName } from '../../scripts/lib/evaluation.ts';

const ROOT = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'evaluate-'));
afterAll(() => rmSync(folder, { recursive: true }));

function evaluate(...args: string[]) {
  return spawnSync(join(ROOT, 'scripts/evaluate'), args, { encoding: 'utf8', cwd: folder });
}

function write(name: string, lines: readonly unknown[]): string {
  const file = join(folder, name);
  writeFileSync(file, lines.map((line) => JSON.stringify(line)).join('\n'));
  return file;
}

const post = (id: string, text: string) => ({ id, promotion: { kind: 'post', text } });
const CLAIM = 'Hidden link for the Cartier Love bracelet in my bio';
const HARMLESS = 'Soup for dinner, then an early night';

function labelled(id: string, text: string, verdict: string, brands: string[], more = {}) {
  return { id, request: post(id, text), expect: { verdict, brands }, ...more };
}
const RIGHT = labelled('r', CLAIM, 'warn', ['Cartier'], { lang: 'en', disguise: 'none' });
const WRONG = labelled('w', HARMLESS, 'warn', ['Gucci'], { lang: 'de', disguise: 'mask' });

test('the tables count per verdict, language and disguise', () => {
  const run = evaluate(write('a.jsonl', [RIGHT, WRONG]));
  expect(run.status).toBe(0);
  expect(run.stdout).toContain('| verdict right | 1 of 2 | 50.0 % |');
  expect(run.stdout).toContain('| warn recall | 1 of 2 | 50.0 % |');
  expect(run.stdout).toContain('| en | 1 | 100.0 % | 100.0 % | 100.0 % |');
  expect(run.stdout).toContain('| mask | 1 | 0.0 % | 0.0 % | 100.0 % |');
  expect(run.stdout).not.toContain('instead of');
});

test('--misses says what was found instead, and nothing of what is right', () => {
  const run = evaluate('--misses', write('b.jsonl', [RIGHT, WRONG]));
  expect(run.stdout).toContain('w: clear (row 13) instead of warn; brands wanted: Gucci');
  expect(run.stdout).toContain(HARMLESS);
  expect(run.stdout).not.toContain('r: ');
});

test('a baseline tells what got better and what got worse, by its status too', () => {
  const baseline = join(folder, 'baseline.json');
  const file = write('c.jsonl', [RIGHT, WRONG]);
  expect(evaluate('--save-baseline', baseline, file).status).toBe(0);
  const same = evaluate('--baseline', baseline, file);
  expect(same.status).toBe(0);
  expect(same.stdout).toContain('0 better, 0 worse, 0 not in it');

  const kept = JSON.parse(readFileSync(baseline, 'utf8'));
  kept.w.right = true;
  kept.r.right = false;
  writeFileSync(baseline, JSON.stringify(kept));
  const changed = evaluate('--baseline', baseline, write('d.jsonl', [RIGHT, WRONG, { ...RIGHT, id: 'new' }]));
  expect(changed.status).toBe(1);
  expect(changed.stdout).toContain('1 better, 1 worse, 1 not in it');
  expect(changed.stdout).toContain('better: r\n');
  expect(changed.stdout).toContain('worse: w: clear');
});

test('--unlabelled prints what would alert, the most serious first', () => {
  const run = evaluate(
    '--unlabelled',
    write('e.jsonl', [
      { id: 'quiet', text: HARMLESS },
      { id: 'grade', text: 'Replica watches 1:1 in stock, 40 dollars each' },
      post('loud', CLAIM),
    ]),
  );
  expect(run.status).toBe(0);
  expect(run.stdout).not.toContain('quiet');
  expect(run.stdout.indexOf('loud')).toBeGreaterThan(0);
  expect(run.stdout.indexOf('grade')).toBeGreaterThan(run.stdout.indexOf('loud'));
  expect(run.stdout).toContain('3 lines: 1 clear, 0 check, 1 caution, 1 warn');
});

test('--top cuts the list, not the count', () => {
  const file = write('f.jsonl', [
    { id: 'one', text: CLAIM },
    { id: 'two', text: CLAIM },
  ]);
  const run = evaluate('--unlabelled', '--top', '1', file);
  expect(run.stdout.match(/^warn row/gm)).toHaveLength(1);
  expect(run.stdout).toContain('2 warn');
});

test('--report writes the tables with the reliability of the score', () => {
  const file = join(folder, 'report.md');
  expect(evaluate('--report', file, write('g.jsonl', [RIGHT, WRONG])).status).toBe(0);
  const report = readFileSync(file, 'utf8');
  expect(report).toContain('| verdict right | 1 of 2 | 50.0 % |');
  expect(report).toContain('| the model |');
  expect(report).toContain('- w\n');
});

test.each([
  [['nowhere.jsonl'], 'nowhere.jsonl is not there'],
  [[], 'No file is named'],
  [['--unheard'], "Unknown option '--unheard'"],
  [['--unlabelled', '--top', 'many', 'x.jsonl'], '--top wants a whole number'],
  [['--baseline', 'none.json', 'h.jsonl'], 'none.json is not there'],
  [['broken.jsonl'], 'broken.jsonl, line 2 is not JSON'],
  [['unlabelled.jsonl'], 'without "id", "request" or "expect.verdict"'],
])('%j fails with one sentence', (args, sentence) => {
  write('h.jsonl', [RIGHT]);
  write('unlabelled.jsonl', [{ text: HARMLESS }]);
  writeFileSync(join(folder, 'broken.jsonl'), `${JSON.stringify(RIGHT)}\n{"id":`);
  const run = evaluate(...args);
  expect(run.status).toBe(2);
  expect(run.stderr).toContain(sentence);
  expect(run.stderr.trimEnd().split('\n')).toHaveLength(1);
});

test('--help explains every option', () => {
  const run = evaluate('--help');
  expect(run.status).toBe(0);
  for (const option of ['--misses', '--baseline', '--save-baseline', '--report', '--unlabelled', '--top']) {
    expect(run.stdout).toContain(option);
  }
});

test('names are compared without case, accents, punctuation and "& Co"', () => {
  expect(plainName('Tiffany & Co.')).toBe(plainName('TIFFANY'));
  expect(plainName('Hermès')).toBe('hermes');
  expect(plainName('Coco')).not.toBe(plainName('Cocoa'));
});
