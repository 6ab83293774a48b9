// The same measurement inside Chromium: bundled, served from memory to a blank page.
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { build } from 'vite';
import type { Figure, Page } from './measure.ts';

const ORIGIN = 'http://127.0.0.1:9';

async function bundle(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: fileURLToPath(new URL('measure.ts', import.meta.url)), formats: ['iife'], name: 'bench' },
    },
  });
  const [built] = [result].flat();
  if (!built || !('output' in built)) throw new Error('The measurement could not be bundled.');
  return built.output[0].code;
}

export async function measureInChromium(
  modulePath: string,
  packPath: string,
  cases: Record<string, string[]>,
  pages: readonly Page[],
): Promise<{ judged: Figure[]; read: Figure[] }> {
  const script = await bundle();
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-background-networking'],
  });
  try {
    const page = await browser.newPage();
    await page.route(`${ORIGIN}/**`, (route) => {
      const path = new URL(route.request().url()).pathname;
      if (path === '/module') return route.fulfill({ body: readFileSync(modulePath) });
      const made = pages.find((_, index) => path === `/page/${index}`);
      if (made !== undefined) return route.fulfill({ contentType: 'text/plain; charset=utf-8', body: made.html });
      if (path === '/pack') return route.fulfill({ body: readFileSync(packPath) });
      return route.fulfill({ contentType: 'text/html', body: `<script>${script}</script>` });
    });
    await page.goto(`${ORIGIN}/`);
    return await page.evaluate(
      async ({ texts, named }) => {
        const bytes = async (path: string) => new Uint8Array(await (await fetch(path)).arrayBuffer());
        const { bench } = globalThis as unknown as { bench: typeof import('./measure.ts') };
        const [wasm, pack] = [await bytes('/module'), await bytes('/pack')];
        const read: Page[] = [];
        for (const [index, one] of named.entries())
          read.push({ ...one, html: await (await fetch(`/page/${index}`)).text() });
        return {
          judged: await bench.measureEngine(wasm, pack, texts),
          read: await bench.measurePages(wasm, pack, read),
        };
      },
      { texts: cases, named: pages.map(({ name, url }) => ({ name, url })) },
    );
  } finally {
    await browser.close();
  }
}
