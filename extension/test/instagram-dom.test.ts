// The DOM by role and structure, on stand-ins of each of Instagram's surfaces.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import type { Item } from '../src/protocol';
import {
  codeOf,
  isWorthReading,
  itemsInJson,
  leavesInstagram,
  pageOf,
  parseResponse,
  type Reading,
  readDocument,
  userOf,
} from '../src/sites/instagram';

function read(file: string, address: string, known: Item[] = []): Reading {
  const html = readFileSync(join(import.meta.dirname, 'fixtures/instagram', file), 'utf8');
  const { document } = parseHTML(html) as unknown as { document: Document };
  const byKey = new Map(known.map((item) => [item.key, item]));
  return readDocument(document, pageOf(`https://www.instagram.com${address}`), (key) => byKey.get(key));
}

describe('addresses', () => {
  it.each([
    ['/', { kind: 'feed' }],
    ['/p/CAAAAAAAAA1/', { kind: 'post', code: 'CAAAAAAAAA1' }],
    ['/some.handle/p/CAAAAAAAAA1/?img_index=1', { kind: 'post', code: 'CAAAAAAAAA1', user: 'some.handle' }],
    ['/reel/CAAAAAAAAA1/', { kind: 'post', code: 'CAAAAAAAAA1' }],
    ['/reels/CAAAAAAAAA1/', { kind: 'reels', code: 'CAAAAAAAAA1' }],
    ['/reels/', { kind: 'reels' }],
    ['/reels/audio/12345/', { kind: 'reels' }],
    ['/stories/some.handle/123/', { kind: 'story', user: 'some.handle', id: '123' }],
    ['/stories/highlights/123/', { kind: 'story', user: '', id: '123' }],
    ['/direct/t/110/', { kind: 'thread', id: '110' }],
    ['/direct/inbox/', { kind: 'other' }],
    ['/some.handle/', { kind: 'profile', user: 'some.handle' }],
    ['/explore/tags/rep/', { kind: 'grid' }],
    ['/accounts/login/?next=/', { kind: 'blocked' }],
    ['/challenge/abc', { kind: 'blocked' }],
    ['/accounts/edit/', { kind: 'other' }],
  ])('%s', (path, page) => {
    expect(pageOf(`https://www.instagram.com${path}`)).toEqual(page);
  });

  it('links', () => {
    expect(codeOf('/some.handle/p/CAAAAAAAAA1/c/178/')).toBe('CAAAAAAAAA1');
    expect(codeOf('/reels/audio/123456/')).toBeUndefined();
    expect(userOf('/some.handle/')).toBe('some.handle');
    expect(userOf('/explore/')).toBeUndefined();
    expect(userOf('//evil.example/')).toBeUndefined();
    expect(leavesInstagram('https://l.instagram.com/?u=x')).toBe(true);
    expect(leavesInstagram('https://www.instagram.com/p/x/')).toBe(false);
    expect(leavesInstagram('javascript:alert(1)')).toBe(false);
    expect(leavesInstagram('/p/x/')).toBe(false);
  });

  it('responses that are worth reading', () => {
    expect(isWorthReading('/graphql/query')).toBe(true);
    expect(isWorthReading('https://www.instagram.com/api/v1/feed/reels_media/?x')).toBe(true);
    expect(isWorthReading('https://www.instagram.com/ajax/bz')).toBe(false);
    expect(isWorthReading('https://evil.example/graphql/query')).toBe(false);
  });
});

describe('home feed', () => {
  const { places, unread } = read('feed.html', '/');
  const [first, second] = places.map((place) => place.item);

  it('reads each post, also an advertisement that shows no address', () => {
    const keys = places.map(({ item }) => item.key);
    expect(keys).toEqual(['ig:post:CAAAAAAAAA1', 'ig:post:CBBBBBBBBB2', expect.stringMatching(/^ig:unnamed:/)]);
    expect(places[2]?.item.promotion).toMatchObject({
      author: 'ad.shop',
      alt_text: ['May be an image of shoes and a street'],
    });
    expect(unread).toHaveLength(0);
  });

  it('author, caption, description', () => {
    expect(first?.promotion).toMatchObject({
      kind: 'post',
      author: 'some.handle',
      alt_text: [
        "Photo by Some Handle on November 20, 2025. May be an image of bracelet and text that says 'Cartier'.",
      ],
    });
    expect(first?.promotion.text).toBe(
      'Love bracelet is back!!\nhidden l!nk in bio, order the plain screw bangle #cartier...',
    );
    expect(first?.promotion.links).toBeUndefined();
  });

  it('a header without its element, a partner in it, a link in the caption', () => {
    expect(second?.promotion).toEqual({
      platform: 'instagram',
      kind: 'reel',
      author: 'second.shop',
      text: 'Straps for your watch, example.com/straps',
      links: ['https://l.instagram.com/?u=https%3A%2F%2Fexample.com%2Fstraps&e=AT0'],
    });
  });

  it('the badge stands in the header', () => {
    expect(places[0]?.anchor.tagName).toBe('HEADER');
    expect(places[0]?.placement).toBe('header');
  });

  it('what a response said is added: the whole caption, the sponsor', () => {
    const json = itemsInJson(
      {
        code: 'CAAAAAAAAA1',
        user: { username: 'some.handle' },
        caption: {
          text: `Love bracelet is back!!\nhidden l!nk in bio, order the plain screw bangle #cartier ${'more '.repeat(9)}`,
        },
        sponsor_tags: [{ username: 'cartier' }],
      },
      'response',
    );
    const [place] = read('feed.html', '/', json).places;
    expect(place?.item.promotion.text).toMatch(/more more/);
    expect(place?.item.promotion.paid_partnership).toEqual({ sponsor: 'cartier' });
    expect(place?.item.promotion.alt_text).toHaveLength(1);
  });
});

describe('a post in a dialog', () => {
  const { places, unread } = read('modal.html', '/third.shop/p/CCCCCCCCCC3/');

  it('is the post of the page; the page below it is none', () => {
    expect(places.map(({ item }) => item.key.split(':')[1])).toEqual(['post', 'comment', 'comment']);
    expect(unread).toEqual([]);
  });

  it('the caption is the heading', () => {
    expect(places[0]?.item.promotion).toMatchObject({
      author: 'third.shop',
      text: 'Neverfull dupe, ask me for the link\nsecond line',
    });
  });

  it('comments stand under the post', () => {
    const comments = places.slice(1).map(({ item }) => item.promotion);
    expect(comments.map(({ author, text }) => [author, text])).toEqual([
      ['buyer.one', 'is it real?'],
      ['third.shop', '1:1, link amzn.to/3abc'],
    ]);
    expect(comments[1]?.links).toEqual(['https://l.instagram.com/?u=https%3A%2F%2Famzn.to%2F3abc&e=AT1']);
    expect(comments[1]?.context?.[0]).toMatchObject({
      author: 'third.shop',
      text: expect.stringContaining('Neverfull'),
    });
    expect(places[0]?.item.promotion.links).toBeUndefined();
  });
});

describe('an open thread', () => {
  const post = itemsInJson(
    { code: 'CAAAAAAAAA1', user: { username: 'some.handle' }, caption: { text: 'Love bracelet, hidden link' } },
    'response',
  );
  const { places } = read('thread.html', '/direct/t/110/', post);
  const messages = places.map(({ item }) => item.promotion);

  it('reads each message once, and not the list of other chats', () => {
    expect(messages.map(({ text }) => text)).toEqual([
      'Cartier love bracelet, 4 colours',
      'amazon.com/dp/B08XYZ1234',
      'is that the one?',
      'some.handle\nLove bracelet is back!!…',
    ]);
    expect(new Set(places.map(({ item }) => item.key)).size).toBe(4);
  });

  it('a message has what was said before it', () => {
    expect(messages[1]).toMatchObject({
      kind: 'dm',
      author: 'seller.one',
      links: ['https://l.instagram.com/?u=https%3A%2F%2Fwww.amazon.com%2Fdp%2FB08XYZ1234&e=AT2'],
      context: [{ author: 'seller.one', text: 'Cartier love bracelet, 4 colours' }],
    });
    expect(messages[2]?.author).toBeUndefined();
  });

  it('a shared post brings its own words, where they are known', () => {
    expect(messages[3]?.context?.at(-1)).toMatchObject({ author: 'some.handle', text: 'Love bracelet, hidden link' });
  });

  it('a shared post whose beginning a response of the thread holds', () => {
    const xma = {
      content_type: 'MESSAGE_INLINE_SHARE',
      content: {
        xma: {
          __typename: 'SlideMessageStandardXMA',
          target_url: 'https://www.instagram.com/p/CAAAAAAAAA1/?x=1',
          xmaHeaderTitle: 'some.handle',
          xmaTitle: 'Love bracelet is back!! hidden link in',
        },
      },
    };
    const shared = read('thread.html', '/direct/t/110/', itemsInJson(xma, 'response')).places.at(-1);
    expect(shared?.item.promotion.context?.at(-1)?.text).toBe('Love bracelet is back!! hidden link in');
  });

  it('the badge stands under the bubble', () => {
    expect(places[0]?.placement).toBe('bubble');
  });
});

it('the floating chat, and no other grid', () => {
  const { places } = read('chat.html', '/');
  expect(places.map(({ item }) => item.promotion.text)).toEqual(['Cartier, DM to order']);
});

describe('a profile', () => {
  const { places } = read('profile.html', '/some.handle/');

  it('the bio with its link', () => {
    expect(places[0]?.item).toMatchObject({
      key: 'ig:bio:some.handle',
      promotion: { kind: 'bio', author: 'some.handle' },
    });
    expect(places[0]?.item.promotion.text).toContain('Every dupe in one place');
    expect(places[0]?.item.promotion.text).not.toContain('followers');
    expect(places[0]?.item.promotion.links).toHaveLength(1);
  });

  it('the tiles', () => {
    expect(places.slice(1).map(({ item, placement }) => [item.key, item.promotion.kind, placement])).toEqual([
      ['ig:post:CAAAAAAAAA1', 'post', 'media'],
      ['ig:post:CDDDDDDDDD4', 'reel', 'media'],
    ]);
  });

  it('the biography of a response stands in the place of the header', () => {
    const json = itemsInJson(
      { username: 'some.handle', biography: 'Finds', bio_links: [{ title: 'All', url: 'https://beacons.ai/x' }] },
      'response',
    );
    const [bio] = read('profile.html', '/some.handle/', json).places;
    expect(bio?.item.promotion.text).toBe('Finds\nAll');
    expect(bio?.item.promotion.links).toHaveLength(2);
  });
});

it('a story, with its description and its link', () => {
  const { places } = read('story.html', '/stories/some.handle/3500000000000000001/');
  expect(places.map(({ item }) => item)).toMatchObject([
    {
      key: 'ig:story:3500000000000000001',
      promotion: {
        kind: 'story',
        author: 'some.handle',
        alt_text: [expect.stringContaining('hidden link')],
        links: [expect.stringContaining('amzn.to')],
      },
    },
  ]);
});

it('reels, each with its author', () => {
  const { places } = read('reels.html', '/reels/');
  expect(places.map(({ item }) => [item.promotion.author, item.promotion.text])).toEqual([
    ['reel.one', 'Rolex homage, link in bio'],
    ['reel.two', 'A quiet morning at the market'],
  ]);
});

describe('responses', () => {
  it('streamed, guarded, cut', () => {
    expect(parseResponse('for (;;);{"a":1}')).toEqual([{ a: 1 }]);
    expect(parseResponse('{"a":1}\n{"b":2}\n{"c":')).toEqual([{ a: 1 }, { b: 2 }]);
    expect(parseResponse('<html>')).toEqual([]);
  });

  it('the web feed, an advertisement of a story, link stickers', () => {
    const items = itemsInJson(
      {
        data: {
          xdt_api__v1__feed__timeline__connection: {
            edges: [
              {
                node: {
                  media: null,
                  explore_story: {
                    media: {
                      code: 'CEEEEEEEEE5',
                      pk: '1',
                      caption: null,
                      accessibility_caption: 'Photo',
                      user: { username: 'a' },
                    },
                  },
                },
              },
              {
                node: {
                  media: {
                    code: 'CFFFFFFFFF6',
                    pk: '2',
                    product_type: 'clips',
                    caption: { text: 'reel' },
                    user: { username: 'b' },
                  },
                },
              },
            ],
          },
          xdt_api__v1__feed__reels_media__connection: {
            edges: [
              {
                node: {
                  reel_type: 'user_reel',
                  user: { username: 'c' },
                  items: [
                    {
                      id: '33_44',
                      code: 'CGGGGGGGGG7',
                      product_type: 'story',
                      caption: null,
                      story_link_stickers: [
                        {
                          story_link: {
                            url: 'https://l.instagram.com/?u=https%3A%2F%2Famzn.to%2Fx',
                            link_title: 'hidden link',
                          },
                        },
                      ],
                    },
                  ],
                },
              },
            ],
          },
        },
      },
      'response',
    );
    expect(items.map(({ key, promotion }) => [key, promotion.kind, promotion.author])).toEqual([
      ['ig:post:CEEEEEEEEE5', 'post', 'a'],
      ['ig:post:CFFFFFFFFF6', 'reel', 'b'],
      ['ig:story:33', 'story', 'c'],
    ]);
    expect(items[2]?.promotion).toMatchObject({ text: 'hidden link', links: [expect.stringContaining('amzn.to')] });
  });

  it('anything else gives nothing, and takes no time', () => {
    expect(itemsInJson(null, 'response')).toEqual([]);
    expect(itemsInJson({ params: { shortcode: 'CPeC-Eenc8l', caption: null, username: null } }, 'embedded')).toEqual(
      [],
    );
    expect(itemsInJson({ code: 42, caption: {} }, 'response')).toEqual([]);
    let deep: unknown = {};
    for (let depth = 0; depth < 100_000; depth++) deep = { deep };
    expect(itemsInJson(deep, 'response')).toEqual([]);
  });

  it('stays within the bounds of the contract', () => {
    const [item] = itemsInJson(
      {
        code: 'CHHHHHHHHH8',
        user: { username: 'x'.repeat(5000) },
        caption: { text: `${'a'.repeat(19_999)}😀` },
        carousel_media: Array.from({ length: 100 }, (_, index) => ({
          accessibility_caption: `${index} ${'b'.repeat(9000)}`,
        })),
        story_cta_url: `https://example.com/${'c'.repeat(9000)}`,
      },
      'response',
    );
    expect(item?.promotion.text).toBe('a'.repeat(19_999));
    expect(item?.promotion.author).toHaveLength(200);
    expect(item?.promotion.alt_text).toHaveLength(20);
    expect(item?.promotion.links).toBeUndefined();
  });
});
