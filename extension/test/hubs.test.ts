// Pages of links: each kind that is known, one that nobody has seen, and pages that mean harm.

import { parseHTML } from 'linkedom';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { itemSchema } from '../src/protocol';
import { authorOf, leavesHub, readHub } from '../src/sites/hubs';
import { isStorefrontHub, siteOf } from '../src/sites/marketplaces';
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

it.each(Object.entries(HUB_PAGES).filter(([, { address }]) => !address.startsWith('https://links.example/')))(
  '%s: at an address that is known to be a page of links',
  (_, { address }) => {
    expect(siteOf(address)?.kind === 'hub' || isStorefrontHub(address)).toBe(true);
  },
);

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
    ['/r?from=https%3A%2F%2Flinktr.ee%2Fx&to=https%3A%2F%2Famzn.to%2F3x', true],
    ['/link/out?id=a1-b2', true],
    ['/link/out', false],
    ['/about/out?id=a1', false],
    ['/someone/p/goods-1', false],
    ['data:text/html,x', false],
    ['//[', false],
  ])('%s: %s', (href, leaves) => {
    expect(leavesHub(href, 'https://linktr.ee/someone')).toBe(leaves);
  });
});

it.each([
  ['https://stan.store/x', '/x/p/guide-1', true],
  ['https://stan.store/x/p/guide-1', '/x/p/guide-1', false],
  ['https://stan.store/x', '/x/about', false],
  ['https://shopltk.com/explore/x', 'https://www.shopltk.com/explore/x/posts/1a', true],
  ['https://www.shopltk.com/explore/x', '/explore/x/collections', false],
  ['https://shopmy.us/x', '/p-12', true],
  ['https://shopmy.us/x', '/pricing', false],
  ['https://www.amazon.com/shop/x', '/shop/x/list/ZY4SIJ6VID67', true],
  ['https://www.amazon.com/shop/x/list/ZY4SIJ6VID67', '/shop/x/list/ZY4SIJ6VID67?ref=x', false],
  ['https://www.amazon.com/shop/x', '/shop/x/photo/12345678', false],
])('on %s, %s is an entry: %s', (address, href, entry) => {
  expect(leavesHub(href, address)).toBe(entry);
});

it.each([
  ['https://www.shopltk.com/explore/bag.notes/posts/1a', 'bag.notes'],
  ['https://shopmy.us/collections/12', undefined],
  ['https://www.amazon.de/ideas/amzn1.account.AB/ZY4SIJ6VID67', undefined],
  ['https://arm-candy.komi.io/', 'arm-candy'],
  ['https://komi.io/', undefined],
  ['https://withkoji.com/@arm.candy', 'arm.candy'],
])('%s is a page of %s', (address, author) => {
  expect(authorOf(address)).toBe(author);
});

describe('a page that lacks something', () => {
  const address = 'https://linktr.ee/someone';

  it('has no entry for a button whose address nobody tells', () => {
    const { places, unplaced } = read(
      '<body><section><div><button><span>Shop my bag</span></button></div></section><script>window.app = start({"id":1});</script></body>',
      'https://someone.komi.io/',
    );
    expect([places, unplaced]).toEqual([[], []]);
  });

  it('is read without words, pictures, a title or an account', () => {
    const { places } = read('<a href="https://amzn.to/3x"></a><a>nothing</a><img><a href>none</a>', 'https://komi.io/');
    expect(places.map(({ item }) => item.promotion)).toEqual([
      { platform: 'hub', kind: 'hub', text: '', links: ['https://amzn.to/3x'] },
    ]);
  });

  it('has one entry for links that lead to the same place', () => {
    const { places, unplaced } = read(
      `<body><div><a href="https://amzn.to/3x"><img alt="Bag"></a><a href="https://amzn.to/3x#a">The bag</a></div><p><a href="https://amzn.to/3x/">again</a></p>
<script type="application/json">[{"title":"The bag","url":"https://amzn.to/3x"},{"title":"The bag","url":"https://amzn.to/3x/"}]</script></body>`,
      address,
    );
    expect(places).toHaveLength(1);
    expect(unplaced).toHaveLength(0);
  });

  it('takes no words from scripts and styles, and no links that are none', () => {
    const { places, unplaced } = read(
      `<body><p><a href="https://amzn.to/3x">The bag<script>var cartier = 1;</script><style>.cartier{}</style></a></p>
<p><a href="javascript:location='https://a.example/'">a</a><a href="data:text/html,https://b.example/">b</a><a href="vbscript:x" data-url="javascript:x">c</a></p>
<script>window.data = {"links":[{"title":"the d","url":"javascript:https://d.example/"},{"title":"the e","value":"data:https://e.example/"}]};</script></body>`,
      address,
    );
    expect(places.map(({ item }) => [item.promotion.text, item.promotion.links])).toEqual([
      ['The bag', ['https://amzn.to/3x']],
    ]);
    expect(unplaced).toEqual([]);
  });

  it('reads what a script gives to the page, and no other script', () => {
    const { unplaced } = read(
      `<body><script>const other = {"title":"the a","url":"https://a.example/"}; window.later = function () { return {"title":"the b","url":"https://b.example/"} };</script>
<script>window.broken = {"title":"the c","url":"https://c.example/"</script><script type="text/template">window.data = {"title":"the d","url":"https://d.example/"}</script>
<script>window.data = {"title":"} \\" {","url":"https://e.example/"};window.more=[{"label":"the other","linkValue":"https://f.example/"}]</script></body>`,
      address,
    );
    expect(unplaced.map(({ promotion }) => promotion.links?.[0])).toEqual(['https://e.example/', 'https://f.example/']);
  });
});

describe('a hostile page', () => {
  const address = 'https://linktr.ee/evil';

  it.each([
    ['each to another place', (n: number) => `<p><a href="https://a${n}.example/">x</a></p>`],
    ['each to the same place', () => '<p><a href="https://amzn.to/3x">x</a></p>'],
    ['each within the page', (n: number) => `<a href="#${n}">x</a>`],
  ])('with 10,000 links, %s, is read in bounded time', (_, link) => {
    const page = Array.from({ length: 10_000 }, (_, n) => link(n)).join('');
    const { document } = parseHTML(`<body><div>${page}</div></body>`);
    const begun = performance.now();
    const { places } = readHub(document as unknown as Document, address);
    expect(performance.now() - begun).toBeLessThan(3000);
    expect(places.length).toBeLessThanOrEqual(150);
  });

  it('whose scripts open a thousand brackets costs little', () => {
    const script = 'window.data = {"a":'.repeat(100_000);
    const begun = performance.now();
    expect(read(`<body><script>${script}</script></body>`, address).unplaced).toEqual([]);
    expect(performance.now() - begun).toBeLessThan(3000);
  });

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
