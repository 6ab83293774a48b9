// What scrolling 1,000 posts costs the page's main thread: the page alone, with Touchstone, and with another extension, in one run.
//
//   node tests/bench/scroll.ts [--rounds N] [--posts N] [--extension FOLDER] [--peer FOLDER]
//
// Each round opens them in turn, each in a browser of its own, and scrolls the same feed (scroll_page.ts). Two measures:
//   main thread   CPU time of all its tasks (Performance.getMetrics in thread ticks); what a busy machine does to it is seen in the spread
//   share         samples of the CPU profiler in the extension's own functions, of all that are not idle: within one run, so that the
//                 machine's other work falls on both alike
// One more run is traced: the longest call into the extension, and how many were over 50 ms.
// An extension that the browser refuses (a Manifest V2 one in a browser that has none any more) is named and left out.

import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type CDPSession, chromium, type Page } from 'playwright-core';
import { makeCertificate } from '../e2e/stand_in/certificate.ts';
import { CSS, DOT, PAGE, response, SCRIPT } from './scroll_page.ts';

const ROOT = join(import.meta.dirname, '../..');
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    posts: { type: 'string', default: '1000' },
    extension: { type: 'string', default: join(ROOT, 'extension/.output/chrome-mv3') },
    peer: { type: 'string', default: '/usr/share/chromium/extensions/ublock-origin' },
  },
});
const rounds = Number(values.rounds);
const posts = Number(values.posts);

interface Cost {
  task: number;
  /** Of all samples that are not idle, those in the extension. */
  share: number;
  /** In milliseconds. */
  longest: number;
  over: number;
}

const preact = readFileSync(fileURLToPath(import.meta.resolve('preact')), 'utf8').replace(/\/\/# source.*$/m, '');
const FILES: Record<string, [string, string | Buffer]> = {
  '/': ['text/html', PAGE],
  '/static/feed.css': ['text/css', CSS],
  '/static/feed.js': ['text/javascript', SCRIPT],
  '/static/preact.js': ['text/javascript', preact],
  '/static/dot.gif': ['image/gif', DOT],
};
const server = createServer(makeCertificate(['www.instagram.com']), (request, answer) => {
  const url = new URL(request.url ?? '/', 'https://www.instagram.com');
  const [type, body] =
    url.pathname === '/graphql/query'
      ? ['application/json', response(Number(url.searchParams.get('after')))]
      : (FILES[url.pathname] ?? ['text/plain', '']);
  answer.writeHead(200, { 'content-type': String(type) }).end(body);
});
await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
const { port } = server.address() as AddressInfo;

interface TraceEvent {
  name: string;
  ph: string;
  ts: number;
  dur?: number;
  tid: number;
  args?: { data?: { url?: string } };
}

/** The longest call into an extension's script that the main thread made, and how many were over 50 ms. In milliseconds. */
function callsInto(events: readonly TraceEvent[]): { longest: number; over: number } {
  const calls = events.filter(
    ({ name, ph, args }) =>
      ph === 'X' && CALLS.has(name) && args?.data?.url?.startsWith('chrome-extension://') === true,
  );
  const durations = calls.map(({ dur = 0 }) => dur / 1000);
  return { longest: Math.max(0, ...durations), over: durations.filter((duration) => duration > 50).length };
}
/** A feed that brings nothing new for so long, in milliseconds, has stopped. */
const PATIENCE = 60_000;
const CALLS = new Set(['FunctionCall', 'EvaluateScript', 'v8.run']);

interface Profile {
  nodes: { id: number; callFrame: { functionName: string; url: string }; children?: number[] }[];
  samples?: number[];
  timeDeltas?: number[];
}

/** A page's request goes through the observer's function; the request itself is the page's. */
const THE_PAGES_OWN = new Set(['fetch', 'open']);
const RESTS = new Set(['(idle)', '(root)']);

function shareOf({ nodes, samples = [], timeDeltas = [] }: Profile): number {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)));
  const inExtension = new Map<number, boolean>();
  const isOurs = (id: number | undefined): boolean => {
    if (id === undefined) return false;
    let ours = inExtension.get(id);
    if (ours === undefined) {
      ours = byId.get(id)?.callFrame.url.startsWith('chrome-extension://') === true || isOurs(parents.get(id));
      inExtension.set(id, ours);
    }
    return ours;
  };
  let all = 0;
  let ours = 0;
  samples.forEach((id, at) => {
    const time = Math.max(0, timeDeltas[at] ?? 0);
    const { functionName = '', url = '' } = byId.get(id)?.callFrame ?? {};
    if (RESTS.has(functionName)) return;
    all += time;
    if (isOurs(id) && !(url === '' && THE_PAGES_OWN.has(functionName))) ours += time;
  });
  return ours / all;
}

async function metrics(session: CDPSession): Promise<Record<string, number>> {
  const { metrics } = await session.send('Performance.getMetrics');
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
}

/** Whether the browser took an extension that it was given. */
async function isThere(page: Page): Promise<boolean> {
  await page.goto('chrome://extensions');
  const ask = () =>
    page.evaluate(
      `new Promise((done) => chrome.developerPrivate.getExtensionsInfo({}, (all) => done(all.some(({ location, state }) => location === 'UNPACKED' && state === 'ENABLED'))))`,
    );
  for (let tries = 0; tries < 20; tries++) {
    if (await ask()) return true;
    await page.waitForTimeout(100);
  }
  return false;
}

async function measure(extension: string | undefined, traced = false): Promise<Cost | undefined> {
  const profile = mkdtempSync(join(tmpdir(), 'touchstone-bench-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    headless: true,
    ignoreHTTPSErrors: true,
    viewport: { width: 1100, height: 900 },
    ignoreDefaultArgs: ['--disable-extensions'],
    args: [
      '--headless=new',
      '--no-sandbox',
      ...(extension === undefined ? [] : [`--load-extension=${extension}`, `--disable-extensions-except=${extension}`]),
      '--disable-features=DisableLoadExtensionCommandLineSwitch,ExtensionManifestV2Unsupported,ExtensionManifestV2Disabled',
      '--disable-background-networking',
      '--disable-component-update',
      '--no-first-run',
      `--host-resolver-rules=MAP *:443 127.0.0.1:${port}, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1`,
      '--ignore-certificate-errors',
    ],
  });
  try {
    const page = await context.newPage();
    if (extension !== undefined && !(await isThere(page))) return undefined;
    const session = await context.newCDPSession(page);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    const events: TraceEvent[] = [];
    session.on('Tracing.dataCollected', ({ value }) => void events.push(...(value as unknown as TraceEvent[])));
    await page.goto('https://www.instagram.com/', { waitUntil: 'load' });
    await page.waitForSelector('article');
    if (traced) {
      const traceConfig = { includedCategories: ['devtools.timeline'], excludedCategories: ['*'] };
      await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig });
    } else {
      await session.send('Profiler.enable');
      await session.send('Profiler.setSamplingInterval', { interval: 500 });
      await session.send('Profiler.start');
    }
    const before = await metrics(session);
    // A step a frame, as a wheel turns; the page asks for more by itself. A page behind another is given no frames.
    await page.bringToFront();
    await page.evaluate(
      ([wanted, patience]) =>
        new Promise<void>((done, fail) => {
          let shown = 0;
          const wait = () =>
            setTimeout(() => fail(new Error(`The feed stopped at ${shown} of ${wanted} posts.`)), patience);
          let stop = wait();
          const step = () => {
            scrollBy(0, 600);
            const now = Number(document.body.dataset.posts);
            if (now > shown) {
              shown = now;
              clearTimeout(stop);
              if (now >= wanted) return done();
              stop = wait();
            }
            requestAnimationFrame(step);
          };
          step();
        }),
      [posts, PATIENCE] as const,
    );
    // What an extension has put off until the page rests is part of its cost.
    await page.evaluate(
      () =>
        new Promise<void>((done) =>
          requestIdleCallback(() => setTimeout(() => requestIdleCallback(() => done()), 1500)),
        ),
    );
    const after = await metrics(session);
    if (traced) {
      const complete = new Promise<void>((done) => session.once('Tracing.tracingComplete', () => done()));
      await session.send('Tracing.end');
      await complete;
    }
    const share = traced ? 0 : shareOf((await session.send('Profiler.stop')).profile);
    return { task: (after.TaskDuration ?? 0) - (before.TaskDuration ?? 0), share, ...callsInto(events) };
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

const CHOICES: [string, string | undefined][] = [
  ['page alone', undefined],
  ['with Touchstone', values.extension],
  ['with uBlock Origin', values.peer],
];
const costs = new Map<string, Cost[]>();
const traced = new Map<string, Cost>();
const refused = new Set<string>();
for (let round = 0; round <= rounds; round++) {
  for (const [name, extension] of CHOICES) {
    if (refused.has(name)) continue;
    // The last round is traced, and of the page alone there is no call into an extension to look for.
    if (round === rounds && extension === undefined) continue;
    const cost =
      extension === undefined || existsSync(join(extension, 'manifest.json'))
        ? await measure(extension, round === rounds)
        : undefined;
    if (cost === undefined) {
      refused.add(name);
      console.warn(`${name}: left out, this browser does not run the extension in ${extension}.`);
    } else if (round === rounds) traced.set(name, cost);
    else costs.set(name, [...(costs.get(name) ?? []), cost]);
  }
}
server.close();

const median = (numbers: readonly number[]) =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
const tell = (line: string) => process.stdout.write(`${line}\n`);
tell(`${posts} posts, ${rounds} rounds; medians, and every round in brackets`);
for (const [name, all] of costs) {
  const tasks = all.map(({ task }) => `${task.toFixed(2)}`).join(' ');
  const shares = all.map(({ share }) => (share * 100).toFixed(2)).join(' ');
  tell(`${name}: main thread ${median(all.map(({ task }) => task)).toFixed(2)} s [${tasks}]`);
  const trace = traced.get(name);
  if (trace === undefined) continue;
  tell(`  in the extension ${(median(all.map(({ share }) => share)) * 100).toFixed(2)} % [${shares}]`);
  tell(`  longest call into it ${trace.longest.toFixed(1)} ms, ${trace.over} over 50 ms`);
}
