// Pages of links: each kind that is known, one that nobody has seen, and pages that mean harm.

import { parseHTML } from 'linkedom';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { itemSchema } from '../src/protocol';
import { leavesHub, readHub } from '../src/sites/hubs';
import { HUB_PAGES } from './support/hub-pages';

const read = (html: string, address: string) => readHub(parseHTML(html).document as unknown as Document, address);

describe.each(Object.entries(HUB_PAGES))('%s', (_, { address, html, entries, author, about }) => {
  const { places, unplaced } = read(html, address);

  it('gives every entry and nothing else', () => {
    const wanted = (placed: boolean) =>
      entries.filter((entry) => (entry.unplaced !== true) === placed).map(({ link }) => link);
    expect(places.map(({ item }) => item.promotion.links?.[0])).toEqual(wanted(true));
    expect(unplaced.map((item) => item.promotion.links?.[0])).toEqual(wanted(false));
  });

  it('with its words, its picture and whose page it is', () => {
    const items = [...places.map(({ item }) => item), ...unplaced];
    for (const { label, link, alt } of entries) {
      const promotion = items.find((item) => item.promotion.links?.includes(link))?.promotion;
      expect(promotion).toMatchObject({ platform: 'hub', kind: 'hub' });
      expect(promotion?.text).toMatch(label);
      if (alt !== undefined) expect(promotion?.alt_text).toEqual([alt]);
      if (author !== undefined) expect(promotion?.author).toBe(author);
      if (about !== undefined) expect(promotion?.context?.[0]?.text).toMatch(about);
    }
    for (const item of items) expect(v.safeParse(itemSchema, item).success).toBe(true);
  });

  it('marks a part of the page that holds this entry alone', () => {
    for (const { element } of places) {
      const others = entries.filter(({ link }) => element.innerHTML.includes(link.slice(0, 40)));
      expect(others.length).toBeLessThanOrEqual(1);
      expect(['body', 'main', 'ul', 'section']).not.toContain(element.localName);
    }
  });
});

describe('what leaves the page', () => {
  it.each([
    ['https://amzn.to/3x', true],
    ['//amzn.to/3x', true],
    ['/s/about', false],
    ['https://www.linktr.ee/other', false],
    ['javascript:alert(1)', false],
    ['mailto:a@example.com', false],
    ['#top', false],
    ['', false],
    ['/r?to=https%3A%2F%2Famzn.to%2F3x', true],
    ['/r?to=https%3A%2F%2Flinktr.ee%2Fx', false],
  ])('%s: %s', (href, leaves) => {
    expect(leavesHub(href, 'https://linktr.ee/someone')).toBe(leaves);
  });
});

describe('a hostile page', () => {
  const address = 'https://linktr.ee/evil';

  it('with more links than anyone has gives a bounded number of bounded items', () => {
    const anchors = Array.from(
      { length: 2000 },
      (_, n) => `<p><a href="https://a${n}.example/">${'x'.repeat(5000)}</a></p>`,
    );
    const { places } = read(`<body>${anchors.join('')}</body>`, address);
    expect(places).toHaveLength(150);
    for (const { item } of places) expect(v.safeParse(itemSchema, item).success).toBe(true);
  });

  it('with JSON that is deep, wide or none costs little', () => {
    const deep = `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`;
    const wide = JSON.stringify(Array.from({ length: 200_000 }, () => ({})));
    const scripts = [deep, wide, '{"a":', 'null', '"x"'].map(
      (text) => `<script type="application/json">${text}</script>`,
    );
    const begun = performance.now();
    expect(
      read(`<body>${scripts.join('')}<p><a href="https://amzn.to/3x">x</a></p></body>`, address).places,
    ).toHaveLength(1);
    expect(performance.now() - begun).toBeLessThan(2000);
  });

  it('with names of an object’s own methods, and halves of signs, is read as text', () => {
    const json =
      '{"__proto__":{"title":"p","url":"https://p.example/"},"constructor":[{"title":"\\\\ud83d x","url":"https://c.example/"}]}';
    const { unplaced } = read(
      `<body><script type="application/json">${json.replaceAll('\\\\', '\\')}</script></body>`,
      address,
    );
    expect(unplaced.map(({ promotion }) => promotion.text)).toContain('\ufffd x');
    expect(({} as { title?: string }).title).toBeUndefined();
  });

  it('of any pieces gives items within the bounds of the protocol, or none', () => {
    let state = 7;
    const pick = <T>(from: readonly T[]): T => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      return from[(state >>> 8) % from.length] as T;
    };
    const strings = [
      '',
      'x',
      '\ud800',
      '\u202e',
      'x'.repeat(5000),
      '<b>',
      'https://amzn.to/3x',
      'https://[',
      '//a.example',
      'javascript:1',
      '/go?d=https%3A%2F%2Fa.example',
      '%E0%A4%A',
      'null',
    ];
    const names = ['url', 'title', 'links', 'href', 'label', 'name', '__proto__', 'constructor', 'destination'];
    const json = (depth: number): unknown => {
      const kind = pick(['string', 'object', 'list', 'object', 'none']);
      if (depth === 0 || kind === 'string') return pick(strings);
      if (kind === 'none') return pick([null, 1, true]);
      if (kind === 'list') return Array.from({ length: pick([0, 1, 3]) }, () => json(depth - 1));
      return Object.fromEntries(Array.from({ length: pick([1, 2, 4]) }, () => [pick(names), json(depth - 1)]));
    };
    const part = (depth: number): string => {
      const tag = pick(['a', 'a', 'div', 'ul', 'h1', 'button', 'img', 'script', 'p']);
      if (tag === 'script')
        return `<script type="application/json">${JSON.stringify(json(5)).replaceAll('<', '\\u003c')}</script>`;
      if (tag === 'img') return `<img alt="${pick(strings).replaceAll('"', '')}">`;
      const inner =
        depth === 0 ? pick(strings) : Array.from({ length: pick([0, 1, 3]) }, () => part(depth - 1)).join('');
      return `<${tag} href="${pick(strings)}" title="${pick(strings)}">${inner}${pick(['', `</${tag}>`])}`;
    };
    let found = 0;
    for (let round = 0; round < 400; round++) {
      const { places, unplaced } = read(
        `<body>${part(5)}${part(5)}</body>`,
        pick([address, 'https://www.amazon.com/shop/x', 'https://x.carrd.co/']),
      );
      for (const item of [...places.map((place) => place.item), ...unplaced]) {
        found++;
        expect(v.safeParse(itemSchema, item).success).toBe(true);
      }
    }
    expect(found).toBeGreaterThan(100);
  });
});
