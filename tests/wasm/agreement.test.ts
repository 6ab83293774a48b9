// The module and the native tool print the same bytes, whatever they are asked.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '../../wasm/js/src/index.ts';
import { native, startEngine } from './module.ts';
import { randomFrom, randomRequest, randomText } from './random.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.close());

/** Compares line by line, so that a difference is shown as one line and not as megabytes. */
function expectSameLines(actual: string, expected: string): void {
  const [ours, theirs] = [actual.split('\n'), expected.split('\n')];
  for (let i = 0; i < theirs.length; i += 1) expect(ours[i]).toBe(theirs[i]);
  expect(ours.length).toBe(theirs.length);
}

const vectors = fileURLToPath(new URL('../vectors/', import.meta.url));

describe('vectors', () => {
  const requestFiles = readdirSync(vectors, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.jsonl'),
  );

  test('there are some', () => {
    expect(requestFiles.length).toBeGreaterThan(0);
  });

  for (const name of requestFiles) {
    test(name, () => {
      const lines = readFileSync(vectors + name, 'utf8')
        .split('\n')
        .filter(Boolean);
      expect(lines.length).toBeGreaterThan(0);
      const cases = lines.map((line) => JSON.parse(line) as { request?: unknown; text?: string; promotion?: unknown });
      // Cases hold a request, are one, or are texts with links.
      const requests = cases.flatMap((one, index) => {
        if (one.request !== undefined) return [one.request];
        if (one.promotion !== undefined) return [one];
        return one.text === undefined ? [] : [{ id: String(index), promotion: { kind: 'post', text: one.text } }];
      });
      const input = requests.map((request) => `${JSON.stringify(request)}\n`).join('');
      expectSameLines(engine.inspectLines(input), native(['inspect'], input));
      const texts = cases.flatMap((one) => (one.text === undefined || /[\r\n]/.test(one.text) ? [] : [one.text]));
      if (texts.length === 0) return;
      const answers = native(['link'], texts.map((text) => `${text}\n`).join('')).split('\n');
      texts.forEach((text, index) => {
        if (text.trim() === '') return;
        const [first, ...others] = engine.link(text);
        const expected = JSON.parse(answers[index] ?? 'null');
        if (first === undefined) expect(expected.error.code).toBe('no_link');
        else expect(others.length > 0 ? { ...first, others } : first).toEqual(expected);
      });
    });
  }
});

test('every saved listing page gives the same listing, or the same refusal', () => {
  const pages = JSON.parse(readFileSync(`${vectors}listing/expected.json`, 'utf8')) as { file: string; url: string }[];
  expect(pages.length).toBeGreaterThan(0);
  for (const page of pages) {
    const html = readFileSync(`${vectors}listing/${page.file}`, 'utf8');
    const expected = JSON.parse(native(['listing', '--url', page.url], html));
    let actual: unknown;
    try {
      actual = engine.listing(page.url, html);
    } catch (error) {
      const { code, message } = error as { code: string; message: string };
      actual = { error: { line: 1, code, message } };
    }
    expect(actual, page.file).toEqual(expected);
  }
});

test('10,000 random requests', () => {
  const random = randomFrom(20261122);
  let input = '';
  for (let id = 0; id < 10_000; id += 1) input += `${JSON.stringify(randomRequest(random, id))}\n`;
  expectSameLines(engine.inspectLines(input), native(['inspect'], input));
});

test('lines that are no requests', () => {
  const random = randomFrom(7);
  let input = '\ufeff';
  for (let i = 0; i < 2000; i += 1) {
    const line = JSON.stringify(randomRequest(random, i));
    const at = Math.floor(random() * line.length);
    const mutated = [
      line.slice(0, at),
      line.slice(at),
      `${line.slice(0, at)}${randomText(random)}${line.slice(at + 1)}`,
    ];
    input += `${(mutated[i % 3] ?? '').toWellFormed().replaceAll('\n', ' ')}\n`;
  }
  expectSameLines(engine.inspectLines(input), native(['inspect'], input));
});

// Cases that are kept outside of the project; the test says so where they are absent.
const examples = fileURLToPath(new URL('../../../shared/cases/examples.jsonl', import.meta.url));
test.skipIf(!existsSync(examples))('the example cases', () => {
  const input = readFileSync(examples, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => `${JSON.stringify(JSON.parse(line).request)}\n`)
    .join('');
  expectSameLines(engine.inspectLines(input), native(['inspect'], input));
});
