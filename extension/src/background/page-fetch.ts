// One step on the way to a listing: asks for one address, follows nothing, and says what is there. No cookie, no referrer and no
// credential goes with it, nothing of it is rendered, and it is bounded in time and size.
//
// `fetch` tells a script that an address redirects, and hides where to. The browser's own notice of the answer's headers tells it, to an
// extension that may read that host: it is listened to while the request is under way, and to no other request.

import { LIMITS } from '../contract';

export type Step =
  | { kind: 'page'; html: string }
  | { kind: 'redirect'; to: string }
  /** unreachable: no answer, or one that refuses. unreadable: something that is no page. */
  | { kind: 'fault'; why: 'unreachable' | 'unreadable' };

interface Headers {
  url: string;
  statusCode: number;
  responseHeaders?: { name: string; value?: string }[];
  tabId: number;
}

export interface WebApis {
  fetch(url: string, init: RequestInit): Promise<Response>;
  onHeadersReceived: {
    addListener(heard: (details: Headers) => void, filter: object, extra: string[]): void;
    removeListener(heard: (details: Headers) => void): void;
  };
}

const HOP_TIME = 10_000;
/** The browser may tell of the headers a moment after the answer. */
const HEADERS_TIME = 1_000;
/** No tab: a request of the extension itself. */
const NO_TAB = -1;
/** How much of a page is searched for an instruction to go on. */
const HEAD = 16_384;

/**
 * The address as it may be asked for: https, at the usual port, of a public host by its name. An http address is asked for over https;
 * addresses of machines, of local networks and of names without a dot are none of ours.
 */
export function publicAddress(url: string): URL | undefined {
  if (url.length > LIMITS.url || !URL.canParse(url)) return undefined;
  const parsed = new URL(url);
  if (parsed.protocol === 'http:') parsed.protocol = 'https:';
  const { protocol, username, password, port, hostname } = parsed;
  if (protocol !== 'https:' || username !== '' || password !== '' || port !== '') return undefined;
  // A name of two parts or more, whose last one is no number: neither a machine's address nor a name of this network.
  if (!/^(?:[a-z0-9_-]+\.)+[a-z0-9-]*[a-z][a-z0-9-]*$/.test(hostname)) return undefined;
  if (/(?:^|\.)(?:localhost|local|internal|intranet|lan|home|corp|private|onion|arpa|test|invalid)$/.test(hostname))
    return undefined;
  parsed.hash = '';
  return parsed;
}

/** `url` is a public address. */
export async function askFor(url: URL, stop: AbortSignal, apis: WebApis): Promise<Step> {
  const signal = AbortSignal.any([stop, AbortSignal.timeout(HOP_TIME)]);
  let heard: (details: Headers) => void = () => undefined;
  const location = new Promise<string | undefined>((resolve) => {
    heard = ({ tabId, url: answered, responseHeaders = [] }) => {
      if (tabId !== NO_TAB || answered !== url.href) return;
      resolve(responseHeaders.find(({ name }) => name.toLowerCase() === 'location')?.value);
    };
  });
  apis.onHeadersReceived.addListener(
    heard,
    { urls: [`https://${url.hostname}/*`], types: ['xmlhttprequest'], tabId: NO_TAB },
    ['responseHeaders'],
  );
  try {
    const response = await apis.fetch(url.href, {
      method: 'GET',
      redirect: 'manual',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
      headers: { accept: 'text/html,application/xhtml+xml' },
      signal,
    });
    if (response.type === 'opaqueredirect') {
      const to = await Promise.race([location, after(HEADERS_TIME)]);
      return to !== undefined && URL.canParse(to, url.href)
        ? { kind: 'redirect', to: new URL(to, url.href).href }
        : { kind: 'fault', why: 'unreadable' };
    }
    if (!response.ok) {
      await response.body?.cancel();
      return { kind: 'fault', why: 'unreachable' };
    }
    const type = response.headers.get('content-type') ?? '';
    if (!/^\s*(?:text\/html|application\/xhtml\+xml)/i.test(type)) {
      await response.body?.cancel();
      return { kind: 'fault', why: 'unreadable' };
    }
    const html = await textOf(response, type);
    if (html === undefined) return { kind: 'fault', why: 'unreadable' };
    const to = refreshOf(html);
    return to !== undefined && URL.canParse(to, url.href)
      ? { kind: 'redirect', to: new URL(to, url.href).href }
      : { kind: 'page', html };
  } catch {
    return { kind: 'fault', why: 'unreachable' };
  } finally {
    apis.onHeadersReceived.removeListener(heard);
  }
}

/** The body as text in the page's own encoding; undefined where there is more of it than any listing has. */
async function textOf(response: Response, type: string): Promise<string | undefined> {
  const parts: Uint8Array[] = [];
  let size = 0;
  const reader = response.body?.getReader();
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
    if (done || value === undefined) break;
    size += value.byteLength;
    if (size > LIMITS.html) {
      await reader?.cancel();
      return undefined;
    }
    parts.push(value);
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.byteLength;
  }
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 1024));
  const named = /charset=["']?([\w-]+)/i.exec(type)?.[1] ?? /<meta[^>]{0,200}charset=["']?([\w-]+)/i.exec(head)?.[1];
  return decoderFor(named).decode(bytes);
}

function decoderFor(label: string | undefined): TextDecoder {
  try {
    return new TextDecoder(label ?? 'utf-8');
  } catch {
    return new TextDecoder();
  }
}

/** Where a page that is only a way on leads: `<meta http-equiv="refresh" content="0; url=…">`. */
export function refreshOf(html: string): string | undefined {
  for (const [tag] of html.slice(0, HEAD).matchAll(/<meta\s[^>]{1,2000}>/gi)) {
    if (!/http-equiv\s*=\s*["']?refresh/i.test(tag)) continue;
    const content = /content\s*=\s*(?:"([^"]*)"|'([^']*)')/i.exec(tag);
    const to = /^\s*\d*(?:\.\d*)?\s*[;,]\s*url\s*=\s*['"]?(.*?)['"]?\s*$/i.exec(
      content?.[1] ?? content?.[2] ?? '',
    )?.[1];
    if (to) return to.replaceAll('&amp;', '&');
  }
  return undefined;
}

function after(milliseconds: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds, undefined));
}
