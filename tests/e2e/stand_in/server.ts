// The stand-in web: one HTTPS server on loopback that answers for Instagram, a page of links and Amazon at their real addresses, behind a tunnel that a
// browser uses as its proxy. Every host that is asked for is noted, so that a test can see what leaves the browser.

import { createServer as createHttp, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { type AddressInfo, connect, type Server } from 'node:net';
import { amazonFile, productPage, robotPage, shopPage } from './amazon.ts';
import { makeCertificate } from './certificate.ts';
import { hubFile, hubPage } from './hub.ts';
import { feedPage, postPage, profilePage, reelPage, staticFile, storyPage, threadPage } from './instagram.ts';
import { surfaceFile } from './instagram_surfaces.ts';
import { ELSEWHERE, FEED, PROFILES, REELS, SHORT_LINKS, SLOW_LINKS, STORIES } from './posts.ts';

export const HOSTS = [
  'www.instagram.com',
  'l.instagram.com',
  'www.amazon.com',
  'amzn.to',
  'bit.ly',
  'tinyurl.com',
  'linktr.ee',
  'shop.standin.example',
] as const;

/** One request of a browser, as far as it tells whose it is. */
export interface Asked {
  host: string;
  path: string;
  /** `Sec-Fetch-Dest`: document, image, style, script; "empty" for what a script asks for. */
  destination: string;
  /** "chrome-extension://…" where an extension says so. */
  origin: string;
  cookie: string;
  referrer: string;
}

export interface StandIn {
  /** Port of the HTTPS server: for host-resolver rules. */
  port: number;
  /** Port of the CONNECT proxy: for browsers that have no such rules. */
  proxyPort: number;
  /** Every request to the stand-in's hosts, in order. */
  requests: Asked[];
  /** Requests to hosts that the stand-in does not answer for; from a browser behind the proxy only their hosts are known. */
  strangers: Asked[];
  /** Answers the links that take their time. */
  hurry(): void;
  close(): Promise<void>;
}

// As strict as the real sites': no script and no style but their own, so that what the extension draws has to stand under it.
const POLICY = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; object-src 'none'";

const SHORTENERS = new Set(['amzn.to', 'bit.ly', 'tinyurl.com']);

const FILES: Record<string, (path: string) => { type: string; body: string } | undefined> = {
  'www.instagram.com': staticFile,
  'www.amazon.com': amazonFile,
  'linktr.ee': hubFile,
};

function isOurs(host: string): boolean {
  return (HOSTS as readonly string[]).includes(host);
}

function answer(request: IncomingMessage, response: ServerResponse): ServerResponse {
  const host = request.headers.host ?? '';
  const url = new URL(request.url ?? '/', `https://${host}`);
  const send = (status: number, type: string, body: string, headers: Record<string, string> = {}) => {
    response.writeHead(status, {
      'content-type': `${type}; charset=utf-8`,
      'content-security-policy': POLICY,
      'cache-control': 'no-store',
      // What a page sets here must come back with what the page asks for, and never with what the extension asks for.
      'set-cookie': 'visitor=1; Path=/; SameSite=None; Secure',
      ...headers,
    });
    return response.end(body);
  };
  if (host === 'l.instagram.com') {
    const target = url.searchParams.get('u') ?? '';
    if (/^https:\/\//.test(target))
      return send(302, 'text/plain', '', { location: target, 'referrer-policy': 'origin' });
    return send(400, 'text/plain', 'no target');
  }
  if (SHORTENERS.has(host)) {
    const target = SHORT_LINKS[host + url.pathname];
    return target === undefined
      ? send(404, 'text/plain', 'no such link')
      : send(301, 'text/plain', '', { location: target });
  }
  if (host === 'shop.standin.example') return send(200, 'text/html', shopPage());
  const file = FILES[host]?.(url.pathname);
  if (file !== undefined) return send(200, file.type, file.body);
  if (host === 'www.instagram.com') {
    const surface = surfaceFile(url);
    if (surface !== undefined) return send(200, surface.type, surface.body);
    if (url.pathname === '/') return send(200, 'text/html', feedPage());
    if (url.pathname.startsWith('/direct/t/')) return send(200, 'text/html', threadPage());
    const code = /\/p\/([\w-]+)\/?$/.exec(url.pathname)?.[1];
    const post = [...FEED, ...ELSEWHERE].find((one) => one.code === code);
    if (post !== undefined) return send(200, 'text/html', postPage(post));
    const story = STORIES.find(({ author, id }) => url.pathname === `/stories/${author}/${id}/`);
    if (story !== undefined) return send(200, 'text/html', storyPage(story));
    const reel = REELS.find((one) => url.pathname === `/reels/${one.code}/`);
    if (reel !== undefined) return send(200, 'text/html', reelPage(reel));
    const profile = PROFILES.find(({ user }) => url.pathname === `/${user}/`);
    if (profile !== undefined) return send(200, 'text/html', profilePage(profile));
  }
  if (host === 'linktr.ee') {
    const profile = PROFILES.find(({ user }) => url.pathname === `/${user}`);
    if (profile !== undefined) return send(200, 'text/html', hubPage(profile));
  }
  if (host === 'www.amazon.com') {
    if (url.pathname === '/dp/B0ROBOT001') return send(200, 'text/html', robotPage());
    const product = productPage(/\/dp\/(\w{10})/.exec(url.pathname)?.[1] ?? '');
    if (product !== undefined) return send(200, 'text/html', product);
  }
  return send(404, 'text/html', '<!doctype html><title>Not here</title>');
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

export async function startStandIn(): Promise<StandIn> {
  const requests: Asked[] = [];
  const strangers: Asked[] = [];
  const waiting: (() => void)[] = [];
  const https = createHttps(makeCertificate(HOSTS), (request, response) => {
    const { host = '', origin = '', cookie = '', referer = '', 'sec-fetch-dest': destination = '' } = request.headers;
    const path = request.url ?? '';
    (isOurs(host) ? requests : strangers).push({
      host,
      path,
      destination: String(destination),
      origin,
      cookie,
      referrer: referer,
    });
    if (SLOW_LINKS.has(host + path)) waiting.push(() => answer(request, response));
    else answer(request, response);
  });
  const port = await listen(https);
  const sockets = new Set<{ destroy(): void }>();
  const track = (socket: { destroy(): void; on(event: 'close', run: () => void): unknown }) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  };
  https.on('connection', track);

  const proxy = createHttp((_request, response) => response.writeHead(502).end());
  proxy.on('connection', track);
  proxy.on('connect', (request, client, head) => {
    const host = (request.url ?? '').replace(/:\d+$/, '');
    if (!isOurs(host)) {
      strangers.push({ host, path: '', destination: '', origin: '', cookie: '', referrer: '' });
      client.end('HTTP/1.1 502 Not in the stand-in\r\n\r\n');
      return;
    }
    const upstream = connect(port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.write(head);
      upstream.pipe(client).pipe(upstream);
    });
    track(upstream);
    upstream.on('error', () => client.destroy());
    client.on('error', () => upstream.destroy());
  });
  const proxyPort = await listen(proxy);
  return {
    port,
    proxyPort,
    requests,
    strangers,
    hurry() {
      for (const now of waiting.splice(0)) now();
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await Promise.all([https, proxy].map((server) => new Promise((done) => server.close(done))));
    },
  };
}
