// Hostile and broken input: nothing that a page says may throw, hang, or pass a bound. The seed is fixed, so that a failure can be had again.

import { parseHTML } from 'linkedom';
import * as v from 'valibot';
import { describe, expect, it, vi } from 'vitest';
import { Router } from '../src/background/router';
import { contentMessage, itemSchema, noticeSchema, pageMessage, selfCheckSchema } from '../src/protocol';
import {
  itemInMeta,
  itemsInJson,
  JsonWalk,
  Memory,
  pageOf,
  parseResponse,
  parseScript,
  readDocument,
  readUnit,
  unitsIn,
} from '../src/sites/instagram';
import { selfCheckText } from '../src/views/self_check';

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
  // The shapes of Instagram's JSON.
  'edge_media_to_caption',
  'edge_media_to_tagged_user',
  'product_type',
  'taken_at',
  'is_reel_media',
  'reel_type',
  'reel_mentions',
  'story_feed_media',
  'media_code',
  'coauthor_producers',
  'product_tags',
  'in',
  'product',
  'message_id',
  'timestamp_ms',
  'item_type',
  'content',
  'text_body',
  'xma',
  'title_text',
  'cta_buttons',
  'action_url',
  'sender',
  'user_dict',
  'created_at',
  'pinned_channels_info',
  'data',
  'page',
  'read',
  'unread',
  'unfit',
  'name',
  'count',
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

  it('in any slices gives the same items, all of them within the bounds of the protocol', () => {
    const next = random(4);
    for (let round = 0; round < 6_000; round++) {
      const root = value(next, 6);
      const whole = new JsonWalk(root, 'response');
      whole.run(() => false);
      const sliced = new JsonWalk(root, 'response');
      while (!sliced.run(() => next() < 0.5));
      expect([...sliced.items]).toEqual([...whole.items]);
      expect([...sliced.remarks]).toEqual([...whole.remarks]);
      for (const item of [...whole.items.values(), ...whole.remarks.values()])
        expect(v.safeParse(itemSchema, item).success).toBe(true);
    }
  });

  it('of ten megabytes of lists and objects takes no longer than it may', () => {
    const wide = {
      data: Array.from({ length: 600_000 }, (_, n) => ({ code: `CAAAAA${n}`, pk: '1', caption: { text: 'x' } })),
    };
    const walk = new JsonWalk(wide, 'response');
    const start = performance.now();
    walk.run(() => false);
    expect(performance.now() - start).toBeLessThan(2_000);
    expect(walk.unfit.get('too_large')).toBe(1);
    const names = {
      coauthor_producers: Array(1e6).fill({ username: 'a' }),
      code: 'CAAAAAAAAA1',
      pk: '1',
      caption: null,
    };
    expect(itemsInJson(names, 'response')[0]?.promotion.coauthors).toEqual(['a']);
  });

  it('as a notice or a self-check is refused, or is one; the text of one holds nothing but names', () => {
    const next = random(5);
    for (let round = 0; round < 20_000; round++) {
      const any = value(next, 4);
      expect(() => v.safeParse(noticeSchema, any)).not.toThrow();
      const check = v.safeParse(selfCheckSchema, any);
      if (check.success)
        expect(selfCheckText(check.output, { extension: '1', pack: '1', browser: 'b' })).not.toMatch(/[<>{}\u202e]/);
    }
    const made = () => ({
      page: 'feed',
      read: Array.from({ length: 5 }, () => ({
        name: STRINGS[Math.floor(next() * STRINGS.length)]?.slice(0, 100) ?? '',
        count: 1,
      })),
      unread: 0,
      unfit: [],
    });
    for (let round = 0; round < 500; round++) {
      const check = v.parse(selfCheckSchema, made());
      expect(selfCheckText(check, { extension: '1', pack: '1', browser: 'b' })).not.toMatch(
        /[<>:]\/|\u202e|img|javascript/,
      );
    }
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

it('any script and any meta tag is read, or is none of ours', () => {
  const next = random(6);
  const pieces = [
    'window._sharedData = ',
    '{"caption":',
    '"biography"',
    '{',
    '}',
    '[',
    ';',
    ')',
    'null',
    '"',
    '\\u',
    '<!--',
    'window.__additionalDataLoaded("/x/",',
  ];
  for (let round = 0; round < 5_000; round++) {
    const text = Array.from({ length: Math.floor(next() * 8) }, () => pieces[Math.floor(next() * pieces.length)]).join(
      '',
    );
    expect(() => parseScript(text)).not.toThrow();
  }
  const contents = [
    ': "',
    '"',
    '«',
    '»',
    ' - user on ',
    'https://www.instagram.com/p/CAAAAAAAAA1/',
    'https://[',
    '(@x)',
    ':«'.repeat(20_000),
  ];
  for (let round = 0; round < 300; round++) {
    const pick = () => Array.from({ length: 3 }, () => contents[Math.floor(next() * contents.length)]).join('');
    const { document } = parseHTML('<!doctype html><html><head></head><body></body></html>') as unknown as {
      document: Document;
    };
    for (const name of ['og:url', 'og:description', 'description', 'og:title']) {
      const meta = document.createElement('meta');
      meta.setAttribute('property', name);
      meta.setAttribute('content', name === 'og:url' && next() < 0.7 ? (contents[5] as string) : pick());
      document.head.append(meta);
    }
    const start = performance.now();
    const item = itemInMeta(document);
    expect(performance.now() - start).toBeLessThan(500);
    if (item !== undefined) expect(v.safeParse(itemSchema, item).success).toBe(true);
  }
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
    '<div role="textbox" contenteditable="true"></div>',
    '<div role="gridcell">',
    '<div role="tablist"></div>',
    '<a href="/stories/user/12345678/">story</a>',
    '<img src="https://cdn.example/a.jpg?ig_cache_key=%E0%A4%A" alt="">',
    '<img src="https://cdn.example/a.jpg?ig_cache_key=MzUwMDAwMDAwMDAwMDAwMDAwMg%3D%3D.2" alt="">',
    '<a href="/other/">other</a>',
  ];
  const PAGES = [
    '/',
    '/p/CAAAAAAAAA1/',
    '/user/',
    '/reels/',
    '/stories/user/1/',
    '/direct/t/1/',
    '/stories/highlights/1/',
    '/channel/AbCdEf/',
    '/p/CAAAAAAAAA1/comments/',
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
      const seen = readDocument(document, page, () => undefined).places;
      for (const { item } of seen) expect(v.safeParse(itemSchema, item).success).toBe(true);
      // The same again, as it grows: any part of it may be what was added, and what was read before is remembered.
      const memory = new Memory();
      for (const scope of document.body.querySelectorAll('*')) {
        for (const unit of unitsIn([scope], page)) readUnit(unit, page, () => seen[0]?.item, memory);
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
