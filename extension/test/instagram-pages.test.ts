// Instagram's real saved pages and responses, read as the extension reads them.

import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import type { Item } from '../src/protocol';
import {
  EMBEDDED,
  itemInMeta,
  itemsInJson,
  itemsInScript,
  mergeItems,
  pageOf,
  readDocument,
} from '../src/sites/instagram';
import { pages, readPage, savedPages } from './support/pages';

function readAll(html: string, url: string): { items: Item[]; embedded: number } {
  const { document } = parseHTML(html) as unknown as { document: Document };
  const known = new Map<string, Item>();
  for (const script of document.querySelectorAll(EMBEDDED)) {
    for (const item of itemsInScript(script.textContent ?? '')) known.set(item.key, item);
  }
  const embedded = known.size;
  const meta = itemInMeta(document);
  if (meta !== undefined) {
    const before = known.get(meta.key);
    known.set(meta.key, before === undefined ? meta : mergeItems(before, meta));
  }
  const reading = readDocument(document, pageOf(url), (key) => known.get(key));
  const items = reading.places.map((place) => place.item);
  const placed = new Set(items.map((item) => item.key));
  return { items: [...items, ...[...known.values()].filter((item) => !placed.has(item.key))], embedded };
}

describe.skipIf(pages === undefined)('saved Instagram pages', () => {
  it('are there', () => {
    expect(savedPages('instagram').length).toBeGreaterThanOrEqual(7);
  });

  for (const page of savedPages('instagram')) {
    it(page.file, () => {
      const { items } = readAll(readPage(page.file), page.url ?? '');
      const main = items[0];
      expect(main?.promotion.author).toBe(page.expected.author);
      if (page.kind.startsWith('post')) expect(main?.promotion.text).toBe(page.expected.caption ?? '');
      if (page.expected.alt_text !== undefined) expect(main?.promotion.alt_text?.[0]).toBe(page.expected.alt_text);
    });
  }

  it('the rendered post page gives its comments, each under the post', () => {
    const url = 'https://www.instagram.com/opovoonline/p/DQq9PJQk4TG/';
    const { items } = readAll(readPage('instagram/post_rendered_loggedin_ptbr.html'), url);
    const comments = items.filter((item) => item.promotion.kind === 'comment');
    expect(comments.map((item) => item.promotion.author)).toEqual([
      'pheillp.990',
      'caio.magno',
      'kelsongarciamaciel',
      'vegeta.ssj5',
      'lobo144568',
    ]);
    expect(comments[2]?.promotion.text).toBe('Lula reagindo a isso 😢');
    expect(comments[0]?.promotion.context?.[0]?.author).toBe('opovoonline');
    expect(items[0]?.promotion.alt_text).toHaveLength(2);
  });
});

describe.skipIf(pages === undefined)('saved Instagram responses', () => {
  const read = (file: string) => itemsInJson(JSON.parse(readPage(`instagram/${file}`)), 'response');

  it.each([
    ['media.json', 1, 'jlo'],
    ['media-2.json', 1, 'jlo'],
    ['media-3.json', 1, 'jlo'],
    ['medias.json', 12, 'robertdowneyjr'],
    ['reels.json', 12, 'noholita'],
    ['timeline.json', 12, 'marvelstudios'],
  ])('%s', (file, count, author) => {
    const items = read(file);
    expect(items).toHaveLength(count);
    expect(items[0]?.promotion.author).toBe(author);
    for (const item of items) expect(item.promotion.author).toBeTruthy();
    expect(items.filter((item) => item.promotion.text !== '').length).toBeGreaterThanOrEqual(count - 1);
  });

  it('reels are reels', () => {
    expect(new Set(read('reels.json').map((item) => item.promotion.kind))).toEqual(new Set(['reel']));
  });

  it('timeline.json holds the descriptions of pictures', () => {
    const alts = read('timeline.json').flatMap((item) => item.promotion.alt_text ?? []);
    expect(alts.length).toBeGreaterThan(5);
    expect(alts[0]).toContain('May be an image of');
  });

  it('hashtag.json names no authors', () => {
    const items = read('hashtag.json');
    expect(items.length).toBeGreaterThanOrEqual(34);
    expect(items[0]?.key).toBe('ig:post:CKsCopzFQH5');
    expect(items[0]?.promotion.text).toMatch(/^Recreating a day in Paris/);
    expect(items[0]?.promotion.author).toBeUndefined();
  });

  it('stories.json holds the swipe-up link and the sponsor', () => {
    const [story] = read('stories.json');
    expect(story?.promotion).toMatchObject({
      kind: 'story',
      author: 'starwars',
      links: ['https://www.youtube.com/watch?v=-bhq2bxwAzg'],
      paid_partnership: { sponsor: 'geico' },
    });
    expect(story?.key).toBe('ig:story:2313478624923545316');
  });

  it('highlights-stories.json holds three trays', () => {
    const items = read('highlights-stories.json');
    const ids =
      readPage('instagram/highlights-stories.json').match(/"__typename":\s*"GraphStory\w+",\s*"id":\s*"\d+"/g) ?? [];
    expect(ids.length).toBe(33 + 8 + 9);
    expect(items).toHaveLength(new Set(ids).size);
    expect(new Set(items.map((item) => item.promotion.author))).toEqual(new Set(['statement.paris']));
  });

  it('profile.json is a bio', () => {
    const [bio, ...rest] = read('profile.json');
    expect(rest).toHaveLength(0);
    expect(bio?.promotion).toMatchObject({ kind: 'bio', author: 'robertdowneyjr' });
    expect(bio?.promotion.text).toBe('Get involved: @officialfootprintcoalition 🌎🙏');
  });
});
