// Who may send what to the background.

import { describe, expect, it } from 'vitest';
import { type MessageSender, Router } from '../src/background/router';

const ORIGIN = 'chrome-extension://abc';
const seen: { type: string; tabId: number }[] = [];
const handlers = new Proxy(
  {},
  {
    get:
      (_, type: string) =>
      async (_message: unknown, { tabId }: { tabId: number }) => {
        seen.push({ type, tabId });
        if (type === 'unread') throw new Error('Out of order.');
        return null;
      },
  },
); // every message has a handler
const router = new Router({ handlers: handlers as never }, { id: 'abc', origin: ORIGIN });

const instagram: MessageSender = { id: 'abc', url: 'https://www.instagram.com/p/x/', frameId: 0, tab: { id: 7 } };
const listing: MessageSender = { id: 'abc', url: 'https://www.amazon.de/dp/B0', frameId: 0, tab: { id: 8 } };
const hub: MessageSender = { id: 'abc', url: 'https://linktr.ee/some.handle', frameId: 0, tab: { id: 9 } };
const storefront: MessageSender = {
  id: 'abc',
  url: 'https://www.amazon.de/shop/some.handle',
  frameId: 0,
  tab: { id: 9 },
};
const popup: MessageSender = { id: 'abc', url: `${ORIGIN}/popup.html` };

const inspect = {
  type: 'inspect',
  items: [{ key: 'k', source: 'dom', promotion: { platform: 'instagram', kind: 'post', text: 'x' } }],
};

describe('admitted', () => {
  it.each([
    ['inspect from Instagram', inspect, instagram],
    ['a listing from a marketplace', { type: 'listing.read', url: 'https://a', referrer: '', html: '<p>' }, listing],
    ['a page of links that inspects', inspect, hub],
    ['a storefront that inspects', inspect, storefront],
    ['a check of a link', { type: 'link.check', key: 'k' }, instagram],
    ['the popup', { type: 'popup.state', tabId: 3 }, popup],
    ['an option', { type: 'options.change', change: { what: 'auto', site: 'amazon', on: true } }, popup],
    ['a page that the popup read', { type: 'page.read', tabId: 3, url: 'https://a', referrer: '', html: '<p>' }, popup],
  ])('%s', async (_, message, sender) => {
    expect(await router.answer(message, sender)).toEqual({ ok: true, value: null });
  });

  it('a content script speaks for its own tab, whatever it says', async () => {
    await router.answer({ type: 'report', id: crypto.randomUUID(), key: 'k', tabId: 99 }, instagram);
    expect(seen.at(-1)).toEqual({ type: 'report', tabId: 7 });
    await router.answer({ type: 'report', id: crypto.randomUUID(), key: 'k', tabId: 99 }, popup);
    expect(seen.at(-1)).toEqual({ type: 'report', tabId: 99 });
  });

  it('a handler that fails answers with its sentence', async () => {
    expect(await router.answer({ type: 'unread', places: 1 }, instagram)).toEqual({
      ok: false,
      error: 'Out of order.',
    });
  });
});

describe('refused', () => {
  it.each([
    ['another extension', inspect, { ...instagram, id: 'evil' }],
    ['a page of links that reads listings', { type: 'listing.expected', url: 'https://a', referrer: '' }, hub],
    [
      'a page that reads itself for the popup',
      { type: 'page.read', tabId: 3, url: 'https://a', referrer: '', html: '' },
      listing,
    ],
    ['an option from a page', { type: 'options.forget', what: 'all' }, instagram],
    ['a check from a listing', { type: 'link.check', key: 'k' }, listing],
    ['an option that is none', { type: 'options.change', change: { what: 'all', on: true } }, popup],
    ['a shortener that sends anything', inspect, { ...hub, url: 'https://bit.ly/x' }],
    [
      'a page of ours in name only',
      { type: 'popup.state', tabId: 3 },
      { ...popup, url: 'chrome-extension://abcd/popup.html' },
    ],
    ['a frame', inspect, { ...instagram, frameId: 3 }],
    ['another site', inspect, { ...instagram, url: 'https://evil.example/' }],
    ['a look-alike host', inspect, { ...instagram, url: 'https://www.instagram.com.evil.example/' }],
    ['plain http', inspect, { ...instagram, url: 'http://www.instagram.com/' }],
    ['a listing that inspects', inspect, listing],
    ['Instagram reading listings', { type: 'listing.read', url: 'https://a', referrer: '', html: '' }, instagram],
    ['Instagram exporting reports', { type: 'reports.export', format: 'json', ids: [] }, instagram],
    ['an unknown type', { type: 'eval', code: '1' }, instagram],
    ['no object', 'inspect', instagram],
    ['nothing', undefined, instagram],
    ['an empty batch', { type: 'inspect', items: [] }, instagram],
    ['a batch too large', { type: 'inspect', items: Array(41).fill(inspect.items[0]) }, instagram],
    [
      'a text too long',
      {
        type: 'inspect',
        items: [{ ...inspect.items[0], promotion: { platform: 'instagram', kind: 'post', text: 'x'.repeat(20_001) } }],
      },
      instagram,
    ],
    [
      'a kind that is none',
      {
        type: 'inspect',
        items: [{ ...inspect.items[0], promotion: { platform: 'instagram', kind: 'ad', text: 'x' } }],
      },
      instagram,
    ],
    [
      'a page too large',
      { type: 'listing.read', url: 'https://a', referrer: '', html: 'x'.repeat(8 * 1024 * 1024 + 1) },
      listing,
    ],
  ])('%s', async (_, message, sender) => {
    const before = seen.length;
    expect(await router.answer(message, sender)).toMatchObject({ ok: false });
    expect(seen).toHaveLength(before);
  });

  it('what the schema does not name does not reach the handler', async () => {
    let got: unknown;
    const spy = new Router(
      {
        handlers: {
          unread: async (message: unknown) => {
            got = message;
            return null;
          },
        } as never,
      },
      { id: 'abc', origin: ORIGIN },
    );
    await spy.answer({ type: 'unread', places: 1, extra: { __proto__: 1 } }, instagram);
    expect(got).toEqual({ type: 'unread', places: 1 });
  });
});
