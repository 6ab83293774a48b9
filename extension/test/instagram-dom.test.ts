// The DOM by role and structure, on stand-ins of each of Instagram's surfaces.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import type { Item } from '../src/protocol';
import {
  codeOf,
  isWorthReading,
  itemsInJson,
  itemsInScript,
  JsonWalk,
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

function readHtml(address: string, body: string, known: Record<string, Item> = {}): Reading {
  const { document } = parseHTML(`<!doctype html><html><body>${body}</body></html>`) as unknown as {
    document: Document;
  };
  return readDocument(document, pageOf(`https://www.instagram.com${address}`), (key) => known[key]);
}

/** A post of the feed with what stands in its head, and its caption. */
const signed = (head: string, caption = 'a caption') => `<main><article><header><div>${head}</div>
  <a href="/p/CAAAAAAAAA1/"><time datetime="2026-01-01T00:00:00Z">1d</time></a></header>
  <div><img alt="Photo by somebody or other"></div><section>Liked by <a href="/a.brand/">a.brand</a> and others</section>
  <div><span><a href="/first.one/">first.one</a> <span dir="auto">${caption}</span></span></div></article></main>`;

/** What one JSON value says, by key and by alias. */
function told(value: unknown): Record<string, Item> {
  const walk = new JsonWalk(value, 'response');
  walk.run(() => false);
  const known = Object.fromEntries([...walk.items, ...walk.remarks]);
  for (const [alias, key] of walk.aliases) if (known[key] !== undefined) known[alias] = known[key];
  return known;
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
    ['/channel/AbZBvjA3CZscunR1/', { kind: 'thread', id: 'AbZBvjA3CZscunR1' }],
    ['/explore/search/keyword/?q=rep', { kind: 'grid' }],
    ['/p/CAAAAAAAAA1/comments/', { kind: 'post', code: 'CAAAAAAAAA1' }],
    ['/some.handle/tagged/', { kind: 'profile', user: 'some.handle' }],
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

describe('the counts expected of the stand-ins', () => {
  const folder = join(import.meta.dirname, 'fixtures/instagram');
  const counts: Record<string, { address: string; read: Record<string, number>; unread: number }> = JSON.parse(
    readFileSync(join(folder, 'counts.json'), 'utf8'),
  );

  it('name every one of them', () => {
    expect(Object.keys(counts).sort()).toEqual(
      readdirSync(folder)
        .filter((file) => file.endsWith('.html'))
        .sort(),
    );
  });

  it.each(Object.entries(counts))('%s', (file, { address, read: expected, unread: missed }) => {
    const { places, unread } = read(file, address);
    const found: Record<string, number> = {};
    for (const { item } of places) found[item.promotion.kind] = (found[item.promotion.kind] ?? 0) + 1;
    expect(found).toEqual(expected);
    expect(unread).toHaveLength(missed);
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
      paid_partnership: { sponsor: 'a.brand' },
    });
  });

  it('who signed it with the author, in a language that nobody here reads', () => {
    const [place] = readHtml(
      '/',
      signed('<a href="/first.one/">first.one</a> és <a href="/a.brand/">a.brand</a>'),
    ).places;
    expect(place?.item.promotion).toMatchObject({ author: 'first.one', coauthors: ['a.brand'] });
    expect(place?.item.promotion.paid_partnership).toBeUndefined();
  });

  it('the account that paid, on a line of its own', () => {
    const line =
      '<div><a href="/first.one/">first.one</a></div><div>Ödenmiş ortaklık: <a href="/a.brand/">a.brand</a></div>';
    const [place] = readHtml('/', signed(line)).places;
    expect(place?.item.promotion).toMatchObject({ author: 'first.one', paid_partnership: { sponsor: 'a.brand' } });
    expect(place?.item.promotion.coauthors).toBeUndefined();
  });

  it('a place, a mention in the caption and a friend who liked it sign nothing', () => {
    const line =
      '<div><a href="/first.one/">first.one</a></div><div><a href="/explore/locations/1/a.brand/">a.brand</a></div>';
    const [place] = readHtml(
      '/',
      signed(line, '<a href="/a.brand/">@a.brand</a> is <a href="/a.brand/">a.brand</a>'),
    ).places;
    expect(place?.item.promotion.author).toBe('first.one');
    expect(place?.item.promotion.coauthors).toBeUndefined();
    expect(place?.item.promotion.paid_partnership).toBeUndefined();
  });

  it('posts that stand in no article, each for itself', () => {
    const post = (
      n: number,
    ) => `<div><div><div><a href="/shop.${n}/">shop.${n}</a> <a href="/p/CAAAAAAAA0${n}/"><time datetime="2026-01-01T00:00:00Z">1d</time></a></div></div>
      <div><img alt="Photo by shop number ${n}"></div><div><span><a href="/shop.${n}/">shop.${n}</a> <span dir="auto">caption ${n}</span></span></div></div>`;
    const { places, unread } = readHtml('/', `<main><div><div>${post(1)}${post(2)}</div></div></main>`);
    expect(places.map(({ item }) => [item.key, item.promotion.author, item.promotion.text])).toEqual([
      ['ig:post:CAAAAAAAA01', 'shop.1', 'caption 1'],
      ['ig:post:CAAAAAAAA02', 'shop.2', 'caption 2'],
    ]);
    expect(unread).toEqual([]);
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

it('a page of comments that shows none of the post’s words', () => {
  const comment = `<div><a href="/other/">other</a> <a href="/p/CAAAAAAAAA1/c/17890000000000009/"><time datetime="x"></time></a><div><span dir="auto">1:1, link below</span></div></div>`;
  const head = '<div><a href="/maker/">maker</a></div><hr>';
  const { places, unread } = readHtml('/p/CAAAAAAAAA1/comments/', `<main>${head}${comment}</main>`);
  expect(places.map(({ item }) => [item.promotion.kind, item.promotion.text])).toEqual([
    ['comment', '1:1, link below'],
  ]);
  expect(unread).toEqual([]);
  expect(readHtml('/p/CAAAAAAAAA1/comments/', `<main>${head}</main>`).unread).toHaveLength(1);
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

  it('what the thread’s own response says of a message: the link behind a button, what was shared, who wrote', () => {
    const node = (content: unknown) => ({
      node: { message_id: 'mid.1', timestamp_ms: '1', sender: { user_dict: { username: 'seller.one' } }, content },
    });
    const xma = (fields: unknown) => ({ __typename: 'SlideMessageXMAContent', xma: fields });
    const known = told({
      data: {
        fetch__SlideThread: {
          as_ig_direct_thread: {
            slide_messages: {
              edges: [
                node(
                  xma({
                    title_text: 'Here is your bracelet!',
                    target_url: null,
                    cta_buttons: [{ title: 'Access here', action_url: 'https://my.manychat.com/r?act=1' }],
                  }),
                ),
                node(
                  xma({
                    target_url: 'https://www.instagram.com/stories/some.handle/3500000000000000001/',
                    xmaHeaderTitle: 'some.handle',
                    xmaTitle: 'Their story',
                  }),
                ),
                node({ __typename: 'SlideMessageText', text_body: 'Cartier? sure' }),
              ],
            },
          },
        },
      },
    });
    const row = (words: string) =>
      `<div role="row"><div role="gridcell"><div role="button"><div dir="auto">${words}</div></div></div></div>`;
    const html = `<main><div role="grid">${row('Here is your  bracelet!')}${row('Their story')}${row('Cartier? sure')}${row('nothing known')}</div></main>`;
    const read = readHtml('/direct/t/1/', html, known).places.map(({ item }) => item);
    expect(read.map(({ promotion }) => promotion.author)).toEqual([
      'seller.one',
      'seller.one',
      'seller.one',
      undefined,
    ]);
    expect(read[0]?.promotion.links).toEqual(['https://my.manychat.com/r?act=1']);
    expect(read[1]?.promotion.context?.at(-1)).toEqual({ author: 'some.handle', text: 'Their story' });
    expect(read.map(({ source }) => source)).toEqual(['response', 'response', 'response', 'dom']);
  });

  it('the messages of the private API, with a link’s preview and a shared post', () => {
    const known = told({
      thread: {
        thread_id: '1',
        users: [{ pk: 11, username: 'seller.one' }],
        items: [
          {
            item_id: 'a',
            user_id: 11,
            item_type: 'link',
            link: { text: 'this one', link_context: { link_url: 'https://amzn.to/3x', link_title: 'Bangle' } },
          },
          {
            item_id: 'b',
            user_id: 11,
            item_type: 'media_share',
            text: 'look',
            media_share: {
              code: 'CAAAAAAAAA1',
              pk: '1',
              user: { username: 'maker' },
              caption: { text: 'Love bracelet' },
            },
          },
        ],
      },
    });
    const row = (words: string) => `<div role="row"><div role="gridcell"><div dir="auto">${words}</div></div></div>`;
    const read = readHtml(
      '/direct/t/1/',
      `<main><div role="grid">${row('Bangle')}${row('look')}</div></main>`,
      known,
    ).places;
    expect(read[0]?.item.promotion).toMatchObject({ author: 'seller.one', links: ['https://amzn.to/3x'] });
    expect(read[1]?.item.promotion.context?.at(-1)).toEqual({ author: 'maker', text: 'Love bracelet' });
    expect(known['ig:post:CAAAAAAAAA1']?.promotion.text).toBe('Love bracelet');
  });

  it('that is open and has none of the roles of a thread is not taken for checked', () => {
    const composer = '<div role="textbox" contenteditable="true"></div>';
    expect(readHtml('/direct/t/1/', `<main><p>Cartier, DM me</p>${composer}</main>`).unread).toHaveLength(1);
    expect(readHtml('/direct/t/1/', '<main><p>Choose a chat</p></main>').unread).toHaveLength(0);
    const chat = (inside: string) => `<main></main><div data-pagelet="IGDChatTabsRootContent">${inside}</div>`;
    expect(readHtml('/', chat(`<p>Cartier, DM me</p>${composer}`)).unread).toHaveLength(1);
    expect(readHtml('/', chat('<p>Messages</p>')).unread).toHaveLength(0);
  });

  it('a reply to a story brings the story', () => {
    const story = told({
      reel_type: 'user_reel',
      user: { username: 'some.handle' },
      items: [
        {
          pk: '3500000000000000001',
          story_link_stickers: [{ story_link: { url: 'https://amzn.to/3y' } }],
          accessibility_caption: 'text that says Cartier',
        },
      ],
    });
    const row =
      '<div role="row"><div role="gridcell"><a href="/stories/some.handle/3500000000000000001/"><img alt="Preview of it"></a><div dir="auto">price?</div></div></div>';
    const [place] = readHtml('/direct/t/1/', `<main><div role="grid">${row}</div></main>`, story).places;
    expect(place?.item.promotion.context).toEqual([
      { author: 'some.handle', text: 'text that says Cartier', links: ['https://amzn.to/3y'] },
    ]);
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

  it('in a narrow window: the biography below the header', () => {
    const html = `<main><header><h2>some.handle</h2></header><div><span dir="auto">Every dupe in one place</span><a href="https://l.instagram.com/?u=https%3A%2F%2Flinktr.ee%2Fx">linktr.ee/x</a></div><div role="tablist">Posts</div><div>below</div></main>`;
    const [bio] = readHtml('/some.handle/', html).places;
    expect(bio?.item.promotion.text).toContain('Every dupe in one place');
    expect(bio?.item.promotion.text).not.toContain('below');
    expect(bio?.item.promotion.links).toHaveLength(1);
  });

  it('its broadcast channels are part of what it says', () => {
    const [bio] = itemsInJson(
      {
        username: 'some.handle',
        biography: 'Finds',
        pinned_channels_info: { pinned_channels_list: [{ title: 'Rep links' }] },
      },
      'response',
    );
    expect(bio?.promotion.text).toBe('Finds\nRep links');
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

describe('stories', () => {
  const tray = {
    id: 'highlight:1',
    reel_type: 'highlight_reel',
    user: { username: 'some.handle' },
    items: [1, 2].map((n) => ({
      pk: `350000000000000000${n}`,
      taken_at: 1_763_632_800 + n,
      caption: null,
      accessibility_caption: `Photo number ${n} by somebody`,
      story_link_stickers: [
        { story_link: { url: `https://l.instagram.com/?u=https%3A%2F%2Famzn.to%2F${n}`, link_title: `link ${n}` } },
      ],
      story_bloks_stickers: [{ bloks_sticker: { sticker_data: { ig_mention: { username: 'a.brand' } } } }],
      story_hashtags: [{ hashtag: { name: 'cartier' } }],
      story_feed_media: [{ media_code: 'CAAAAAAAAA1' }],
      product_tags: {
        in: [
          {
            product: { name: 'Love bangle', external_url: 'https://shop.example/1', merchant: { username: 'a.shop' } },
          },
        ],
      },
    })),
  };

  it('of a highlight, which is named in the address, the one that is shown', () => {
    const known = told(tray);
    const key = encodeURIComponent(`${Buffer.from('3500000000000000002').toString('base64')}.2-ccb7-5`);
    const byPicture = `<section><header><a href="/some.handle/">some.handle</a></header><img src="https://cdn.example/1.jpg?ig_cache_key=${key}" alt=""></section>`;
    const [first] = readHtml('/stories/highlights/17900000000000001/', byPicture, known).places;
    expect(first?.item).toMatchObject({
      key: 'ig:story:3500000000000000002',
      promotion: { links: [expect.stringContaining('amzn.to%2F2')] },
    });
    const byTime = `<section><header><a href="/some.handle/">some.handle</a><time datetime="${new Date((1_763_632_800 + 1) * 1000).toISOString()}"></time></header><video></video></section>`;
    const [second] = readHtml('/stories/highlights/17900000000000001/', byTime, known).places;
    expect(second?.item.key).toBe('ig:story:3500000000000000001');
    const other = byTime.replace('.000Z', '.000Z"x="').replace(/datetime="[^"]*"/, 'datetime="2020-01-01T00:00:00Z"');
    expect(readHtml('/stories/highlights/17900000000000001/', other, known).places).toEqual([]);
    expect(readHtml('/stories/highlights/17900000000000001/', other, known).unread).toHaveLength(1);
  });

  it('with their stickers, mentions, hashtags, tagged goods and the post that was shared', () => {
    const walk = new JsonWalk(tray, 'response');
    walk.run(() => false);
    expect(walk.items.get('ig:story:3500000000000000001')?.promotion).toMatchObject({
      author: 'some.handle',
      text: 'link 1\n@a.brand\n#cartier',
      alt_text: ['Photo number 1 by somebody'],
      context: [{ author: 'a.shop', text: 'Love bangle', links: ['https://shop.example/1'] }],
    });
    expect(walk.quotes.get('ig:story:3500000000000000001')).toEqual(['ig:post:CAAAAAAAAA1']);
  });
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

  it('what is said beside the caption: co-authors, tagged accounts and goods, an author who is named by id only', () => {
    const [post] = itemsInJson(
      {
        viewer: { id: '77', username: 'maker' },
        node: {
          shortcode: 'CAAAAAAAAA1',
          owner: { id: '77' },
          edge_media_to_caption: { edges: [{ node: { text: 'Back in stock' } }] },
          coauthor_producers: [{ username: 'a.brand' }, { username: 'maker' }],
          edge_media_to_tagged_user: { edges: [{ node: { user: { username: 'cartier' } } }] },
        },
      },
      'response',
    );
    expect(post?.promotion).toEqual({
      platform: 'instagram',
      kind: 'post',
      author: 'maker',
      coauthors: ['a.brand'],
      text: 'Back in stock',
      context: [{ text: '@cartier' }],
    });
  });

  it('comments by their ids, and not the caption as one', () => {
    const walk = new JsonWalk(
      {
        code: 'CAAAAAAAAA1',
        pk: '1',
        user: { username: 'maker' },
        caption: { pk: '17900000000000001', text: 'caption', created_at: 1, user: { username: 'maker' } },
        preview_comments: [
          { pk: '17900000000000002', text: '1:1, link below', created_at: 2, user: { username: 'other' } },
        ],
      },
      'response',
    );
    walk.run(() => false);
    expect([...walk.items.keys()]).toEqual(['ig:post:CAAAAAAAAA1']);
    expect([...walk.remarks.values()].map(({ key, promotion }) => [key, promotion.author, promotion.text])).toEqual([
      ['ig:comment:17900000000000002', 'other', '1:1, link below'],
    ]);
  });

  it('an id that has lost its last digits names nothing', () => {
    const lost = JSON.parse('{"pk": 2273581388251073154, "is_reel_media": true, "user": {"username": "a"}}');
    expect(itemsInJson(lost, 'response')).toEqual([]);
    const kept = { ...lost, id: '2273581388251073154_305701719' };
    expect(itemsInJson(kept, 'response')[0]?.key).toBe('ig:story:2273581388251073154');
  });

  it('in as many slices as it takes', () => {
    const posts = Array.from({ length: 400 }, (_, n) => ({
      code: `CAAAAAA${n + 1000}`,
      pk: '1',
      caption: { text: `n ${n}` },
    }));
    const walk = new JsonWalk({ posts }, 'response');
    let slices = 1;
    while (!walk.run(() => true)) slices++;
    expect(slices).toBeGreaterThan(3);
    expect(walk.items.size).toBe(400);
  });

  it('that hold nothing known are counted, by the name that the root gives and nothing that was said', () => {
    const unfit = (value: unknown) => {
      const walk = new JsonWalk(value, 'response');
      walk.run(() => false);
      return Object.fromEntries(walk.unfit);
    };
    expect(unfit({ data: { xdt_api__v2__feed__home: [{ caption: 'x' }] } })).toEqual({ xdt_api__v2__feed__home: 1 });
    expect(unfit({ data: { 'my friend’s secret': 1 } })).toEqual({ response: 1 });
    expect(unfit({ code: 'CAAAAAAAAA1', pk: '1', caption: { body: 'x' } })).toEqual({ 'media.caption': 1 });
    expect(unfit({ code: 'CAAAAAAAAA1', pk: '1', caption: null })).toEqual({});
  });

  it('the scripts of pages before 2022', () => {
    const data = JSON.stringify({
      graphql: {
        shortcode_media: { shortcode: 'CAAAAAAAAA1', owner: { username: 'a' }, edge_media_to_caption: { edges: [] } },
      },
    });
    for (const script of [data, `window._sharedData = ${data};`, `window.__additionalDataLoaded('/p/x/',${data});`])
      expect(itemsInScript(script).map(({ key }) => key)).toEqual(['ig:post:CAAAAAAAAA1']);
    expect(itemsInScript(`alert(${data})`)).toEqual([]);
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
