// A web server for the built preview, and for one page whose Content Security Policy allows next to nothing.

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { preview } from './build';

const TYPES: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

const STRICT = `<!doctype html><html lang="en"><head><title>A strict page</title></head><body>
<header style="display:flex"><b>some.handle</b><span id="badge-place"></span></header><p>Text of the page.</p>
<button id="own">A button of the page</button></body></html>`;

export interface Server {
  origin: string;
  close(): Promise<void>;
}

export async function serve(): Promise<Server> {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname === '/strict') {
      response.writeHead(200, {
        'content-type': 'text/html',
        'content-security-policy':
          "default-src 'none'; script-src 'none'; style-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
      });
      response.end(STRICT);
      return;
    }
    try {
      const path = join(preview, normalize(pathname === '/' ? '/index.html' : pathname));
      const content = await readFile(path);
      response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' });
      response.end(content);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
