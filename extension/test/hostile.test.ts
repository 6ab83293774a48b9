// Hostile and broken input: nothing that a page says may throw, hang, or pass a bound. The seed is fixed, so that a failure can be had again.

import { parseHTML } from 'linkedom';
import * as v from 'valibot';
import { describe, expect, it, vi } from 'vitest';
import { Router } from '../src/background/router';
import { contentMessage, itemSchema, pageMessage } from '../src/protocol';
import { itemsInJson, pageOf, parseResponse, readDocument } from '../src/sites/instagram';

// Many rounds on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

/** Mulberry32. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const NAMES = [
  'type',
  'items',
  'key',
  'promotion',
  'kind',
  'text',
  'author',
  'links',
  'context',
  'code',
  'shortcode',
  'caption',
  'user',
  'username',
  'biography',
  'bio_links',
  'url',
  'id',
  'pk',
  'story_link_stickers',
  'story_link',
  'carousel_media',
  'accessibility_caption',
  'edges',
  'node',
  'sponsor_tags',
  'latest_reel_media',
  'target_url',
  'xmaHeaderTitle',
  'tabId',
  'format',
  'ids',
  'handle',
  'undo',
  '__proto__',
  'constructor',
  'toString',
  'source',
  'platform',
  'html',
  'referrer',
  'how',
  'href',
  'places',
];
const STRINGS = [
  '',
  'inspect',
  'report',
  'listing.read',
  'post',
  'dom',
  'instagram',
  'CAAAAAAAAA1',
  'https://l.instagram.com/?u=%E0%A4%A',
  'javascript:alert(1)',
  '\ud800',
  '\u202e',
  '<img src=x onerror=1>',
  'https://[',
  'x'.repeat(30_000),
  '/p/../../',
  '0',
  'null',
];

function value(next: () => number, depth: number): unknown {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)] as T;
  const roll = next();
  if (depth === 0 || roll < 0.35) return pick(STRINGS);
  if (roll < 0.5) return pick([0, -1, 1.5, Number.NaN, 1e308, true, false, null, undefined]);
  const size = Math.floor(next() * 6);
  if (roll < 0.65) return Array.from({ length: size }, () => value(next, depth - 1));
  const object: Record<string, unknown> = {};
  for (let i = 0; i < size; i++)
    Object.defineProperty(object, pick(NAMES), { value: value(next, depth - 1), enumerable: true, configurable: true });
  return object;
}

describe('any value', () => {
  it('as JSON of a page gives items within the bounds of the protocol, or none', () => {
    const next = random(1);
    let found = 0;
    for (let round = 0; round < 20_000; round++) {
      for (const item of itemsInJson(value(next, 5), 'response')) {
        found++;
        expect(v.safeParse(itemSchema, item).success).toBe(true);
      }
    }
    expect(found).toBeGreaterThan(20);
  });

  it('as a message is refused, or is exactly one of ours', async () => {
    const next = random(2);
    const reached: unknown[] = [];
    const handlers = new Proxy({}, { get: () => async (message: unknown) => void reached.push(message) });
    const router = new Router({ handlers: handlers as never }, { id: 'abc', origin: 'chrome-extension://abc' });
    const senders = [
      { id: 'abc', url: 'https://www.instagram.com/', frameId: 0, tab: { id: 1 } },
      { id: 'abc', url: 'https://www.amazon.com/', frameId: 0, tab: { id: 1 } },
      { id: 'abc', url: 'chrome-extension://abc/popup.html' },
    ];
    for (let round = 0; round < 6_000; round++) {
      for (const sender of senders) await router.answer(value(next, 4), sender);
    }
    for (const message of reached) {
      expect(v.is(contentMessage, message) || v.is(pageMessage, message)).toBe(true);
    }
  });
});

it('any cut of a response is read as far as it goes', () => {
  const whole = JSON.stringify({
    data: [{ code: 'CAAAAAAAAA1', user: { username: 'a' }, caption: { text: '𝒞artier "\\ud83d' } }],
  });
  for (let end = 0; end <= whole.length; end++) expect(() => parseResponse(whole.slice(0, end))).not.toThrow();
});

describe('any tree', () => {
  const PARTS = [
    '<article>',
    '</article>',
    '<header>',
    '</header>',
    '<main>',
    '</main>',
    '<div role="dialog">',
    '</div>',
    '<div role="grid">',
    '<div role="row">',
    '<a href="/user/">user</a>',
    '<a href="/p/CAAAAAAAAA1/"><time datetime="x"></time></a>',
    '<a href="/p/CAAAAAAAAA1/c/17890000000/"><time></time></a>',
    '<a href="https://l.instagram.com/?u=x">x</a>',
    '<a href="//evil">',
    '</a>',
    '<img alt="Photo of something or other">',
    '<video></video>',
    '<hr>',
    '<span dir="auto">',
    '</span>',
    'words',
    '<br>',
    '<section>',
    '</section>',
    '<h1>',
    '</h1>',
    '<div data-pagelet="IGDChatTabsRootContent">',
  ];
  const PAGES = [
    '/',
    '/p/CAAAAAAAAA1/',
    '/user/',
    '/reels/',
    '/stories/user/1/',
    '/direct/t/1/',
    '/explore/tags/x/',
    '/accounts/login/',
  ];

  it('is read without an error, within the bounds of the protocol', () => {
    const next = random(3);
    for (let round = 0; round < 1_500; round++) {
      const html = Array.from({ length: Math.floor(next() * 40) }, () => PARTS[Math.floor(next() * PARTS.length)]).join(
        '',
      );
      const { document } = parseHTML(`<!doctype html><html><body>${html}</body></html>`) as unknown as {
        document: Document;
      };
      const page = pageOf(`https://www.instagram.com${PAGES[round % PAGES.length]}`);
      for (const { item } of readDocument(document, page, () => undefined).places) {
        expect(v.safeParse(itemSchema, item).success).toBe(true);
      }
    }
  });

  it('of ten thousand nested elements, and a caption of ten megabytes, in time', () => {
    const deep = `<main><article><header><a href="/user/">user</a><a href="/p/CAAAAAAAAA1/"><time datetime="x"></time></a></header>${'<div>'.repeat(3000)}<span dir="auto"><a href="/user/">user</a> ${'x '.repeat(5_000_000)}</span>`;
    const { document } = parseHTML(`<!doctype html><html><body>${deep}</body></html>`) as unknown as {
      document: Document;
    };
    const start = performance.now();
    const { places } = readDocument(document, pageOf('https://www.instagram.com/'), () => undefined);
    expect(performance.now() - start).toBeLessThan(2000);
    expect(places[0]?.item.promotion.text.length).toBeLessThanOrEqual(20_000);
  });
});
