// One step on the way: which addresses may be asked for, how they are asked, and what an answer is taken for.

import { describe, expect, it } from 'vitest';
import { askFor, publicAddress, refreshOf, type WebApis } from '../src/background/page-fetch';
import { LIMITS } from '../src/contract';

describe('an address that may be asked for', () => {
  it.each([
    ['https://www.amazon.com/dp/B0#reviews', 'https://www.amazon.com/dp/B0'],
    ['http://bit.ly/x', 'https://bit.ly/x'],
    ['https://BIT.LY/x', 'https://bit.ly/x'],
  ])('%s', (url, asked) => {
    expect(publicAddress(url)?.href).toBe(asked);
  });

  it.each([
    'ftp://amazon.com/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,x',
    'https://localhost/',
    'https://router/',
    'https://.router/',
    'https://a..router/',
    'https://127.0.0.1/',
    'https://0x7f.1/',
    'https://2130706433/',
    'https://10.0.0.1/',
    'https://169.254.169.254/latest/meta-data/',
    'https://[::1]/',
    'https://[fe80::1]/',
    'https://printer.local/',
    'https://metadata.google.internal/',
    'https://shop.test/',
    'https://amazon.com./',
    'https://user:word@amazon.com/',
    'https://amazon.com:8443/',
    `https://amazon.com/${'a'.repeat(LIMITS.url)}`,
    'amazon.com',
  ])('not %s', (url) => {
    expect(publicAddress(url)).toBeUndefined();
  });
});

describe('any text as an address', () => {
  it('is refused, or is https of a public name at the usual port', () => {
    const parts = [
      'https://',
      'http://',
      '//',
      'amazon.com',
      '127.0.0.1',
      '[::1]',
      'localhost',
      '@',
      ':',
      '443',
      '8443',
      '/',
      '?',
      '#',
      '%00',
      '.',
      '。',
      '０',
      'ⓁＯcalhost',
      '\\',
      '\t',
      'x',
      '0x7f',
      '..',
      '\ud800',
    ];
    let state = 3;
    let taken = 0;
    for (let round = 0; round < 30_000; round++) {
      let text = round % 2 === 0 ? 'https://' : '';
      for (let piece = 0; piece < 5; piece++) {
        state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
        text += parts[(state >>> 8) % parts.length];
      }
      const url = publicAddress(text);
      if (url === undefined) continue;
      taken++;
      expect(url.href).toMatch(/^https:\/\/[^/:@[\]]+\.[^/:@.]+\//);
      expect(url.hostname).not.toMatch(/^[\d.]+$|^localhost$|\.localhost$/);
      expect([url.port, url.username, url.password, url.hash]).toEqual(['', '', '', '']);
    }
    expect(taken).toBeGreaterThan(100);
  });
});

interface Heard {
  url: string;
  statusCode: number;
  responseHeaders: { name: string; value?: string }[];
  tabId: number;
}

/** A web that answers one address; `tell` is what the browser says of the headers. */
function web(response: Response | Error, tell: Heard[] = []) {
  const asked: { url: string; init: RequestInit }[] = [];
  let listening = 0;
  const apis: WebApis = {
    async fetch(url, init) {
      asked.push({ url, init });
      for (const heard of tell) for (const listener of listeners) listener(heard);
      if (response instanceof Error) throw response;
      return response;
    },
    onHeadersReceived: {
      addListener(listener) {
        listening++;
        listeners.add(listener);
      },
      removeListener(listener) {
        listening--;
        listeners.delete(listener);
      },
    },
  };
  const listeners = new Set<(details: Heard) => void>();
  return { apis, asked, listening: () => listening };
}

const html = (body: string | Uint8Array<ArrayBuffer>, type = 'text/html; charset=utf-8', status = 200) =>
  new Response(body, { status, headers: { 'content-type': type } });
/** What `fetch` gives for a redirect that it does not follow. */
const opaque = () => Object.defineProperty(new Response(null), 'type', { value: 'opaqueredirect' });
const ask = (apis: WebApis, url = 'https://bit.ly/x') => askFor(new URL(url), new AbortController().signal, apis);

describe('asking', () => {
  it('sends no cookie, no referrer and no credential, and follows nothing', async () => {
    const { apis, asked, listening } = web(html('<h1>x</h1>'));
    expect(await ask(apis)).toEqual({ kind: 'page', html: '<h1>x</h1>' });
    expect(asked[0]?.init).toMatchObject({
      method: 'GET',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      redirect: 'manual',
      cache: 'no-store',
    });
    expect(asked[0]?.init.body).toBeUndefined();
    expect(listening()).toBe(0);
  });

  it('hears where its own request is sent on to, and no other request', async () => {
    const header = (value: string) => [{ name: 'Location', value }];
    const { apis } = web(opaque(), [
      { url: 'https://bit.ly/x', statusCode: 302, responseHeaders: header('https://tab.example/'), tabId: 7 },
      { url: 'https://bit.ly/y', statusCode: 302, responseHeaders: header('https://other.example/'), tabId: -1 },
      { url: 'https://bit.ly/x', statusCode: 302, responseHeaders: header('/then'), tabId: -1 },
    ]);
    expect(await ask(apis)).toEqual({ kind: 'redirect', to: 'https://bit.ly/then' });
  });

  it('takes a page that only leads on for a redirect', async () => {
    const { apis } = web(
      html('<head><meta http-equiv="refresh" content="0; url=https://amzn.to/3x?a=1&amp;b=2"></head>'),
    );
    expect(await ask(apis)).toEqual({ kind: 'redirect', to: 'https://amzn.to/3x?a=1&b=2' });
  });

  it.each([
    ['no answer', new TypeError('Failed to fetch'), 'unreachable'],
    ['a refusal', html('no', 'text/html', 403), 'unreachable'],
    ['a file', html('%PDF', 'application/pdf'), 'unreadable'],
    ['more than any listing', html('a'.repeat(LIMITS.html + 1)), 'unreadable'],
  ])('%s is a fault', async (_, response, why) => {
    expect(await ask(web(response).apis)).toEqual({ kind: 'fault', why });
  });

  it('reads a page in its own encoding', async () => {
    const bytes = new Uint8Array([0x3c, 0x68, 0x31, 0x3e, 0xd7, 0xf7, 0x3c, 0x2f, 0x68, 0x31, 0x3e]);
    expect(await ask(web(html(bytes, 'text/html; charset=gbk')).apis)).toEqual({ kind: 'page', html: '<h1>作</h1>' });
  });
});

describe('a page that leads on', () => {
  it.each([
    [`<META HTTP-EQUIV='Refresh' CONTENT='5;URL=/next'>`, '/next'],
    [`<meta content="0;url='https://a.example/'" http-equiv=refresh>`, 'https://a.example/'],
    ['<meta http-equiv="refresh" content="30">', undefined],
    ['<meta name="refresh" content="0; url=https://a.example/">', undefined],
    [`${' '.repeat(20_000)}<meta http-equiv="refresh" content="0; url=/late">`, undefined],
  ])('%s', (page, to) => {
    expect(refreshOf(page)).toBe(to);
  });
});
