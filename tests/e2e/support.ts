// What every end-to-end test begins with: the two browsers, each with the extension, and a stand-in web of its own.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import type { Browser, Launch, Tab } from './browsers/browser.ts';
import { launchChromium } from './browsers/chromium.ts';
import { launchFirefox } from './browsers/firefox.ts';
import { type Asked, type StandIn, startStandIn } from './stand_in/server.ts';

const ROOT = join(import.meta.dirname, '../..');
const SHOTS = join(ROOT, 'build/screenshots');
mkdirSync(SHOTS, { recursive: true });

export const INSTAGRAM = 'https://www.instagram.com';
export const THREAD_PAGE = `${INSTAGRAM}/direct/t/17842000000000001/`;

export const BROWSERS = [
  { name: 'chromium', launch: launchChromium, folder: 'chrome-mv3-e2e' },
  { name: 'firefox', launch: launchFirefox, folder: 'firefox-mv3-e2e' },
] as const;

/** The badge of a level. */
export const badge = (level: 'warn' | 'caution' | 'check' | 'unchecked') => `.badge[data-level="${level}"]`;
/** A link through Instagram's redirect to what ends so. */
export const linkTo = (part: string) => `a[href*="l.instagram.com"][href*="${part}"]`;
export const REPORT = '.card .button.filled';
/** Goes on in spite of the warning on the way out. */
export const ON = '.way .button:not(.filled)';
/** In the popup: the link to the reports, and the rows of a list. */
export const REPORTS = '.foot button.link';
export const ROWS = '.popup ul.rows > li';

export function shot(name: string): string {
  return join(SHOTS, `${name}.png`);
}

export interface Scene {
  standIn: StandIn;
  browser: Browser;
  end(): Promise<void>;
}

export async function begin(
  { launch, folder }: (typeof BROWSERS)[number],
  options: Partial<Pick<Launch, 'language' | 'dark' | 'rest'>> = {},
): Promise<Scene> {
  const standIn = await startStandIn();
  const browser = await launch({
    extension: join(ROOT, 'extension/.output', folder),
    port: standIn.port,
    proxyPort: standIn.proxyPort,
    headless: true,
    ...options,
  });
  return {
    standIn,
    browser,
    async end() {
      await browser.close();
      await standIn.close();
    },
  };
}

/** Where a test runs. */
export interface Here {
  readonly name: (typeof BROWSERS)[number]['name'];
  readonly browser: Browser;
  readonly standIn: StandIn;
  /** A tab of the size that the tests expect, at this address. */
  openTab(address?: string): Promise<Tab>;
  /** The same, with nothing remembered of what happened before. */
  freshTab(): Promise<Tab>;
}

/** The same tests in each browser, which begins before them and ends after them. */
export function inEachBrowser(tests: (here: Here) => void): void {
  describeEach({}, tests);
}

/** The same, in browsers whose background ends after a short rest. */
export function inEachRestingBrowser(tests: (here: Here) => void): void {
  describeEach({ rest: 3_000 }, tests);
}

function describeEach(options: Parameters<typeof begin>[1], tests: (here: Here) => void): void {
  describe.each(BROWSERS)('$name', (choice) => {
    let scene: Scene | undefined;
    const now = (): Scene => {
      if (scene === undefined) throw new Error(`${choice.name} has not begun`);
      return scene;
    };
    beforeAll(async () => {
      scene = await begin(choice, options);
    });
    afterAll(() => scene?.end());

    const here: Here = {
      name: choice.name,
      get browser() {
        return now().browser;
      },
      get standIn() {
        return now().standIn;
      },
      async openTab(address) {
        const tab = await here.browser.newTab();
        await tab.look({ width: 1000, height: 900 });
        if (address !== undefined) await tab.goto(address);
        return tab;
      },
      async freshTab() {
        await here.browser.forget();
        return here.openTab();
      },
    };
    tests(here);
  });
}

/** Hosts that the browsers themselves ask, whatever extension they carry. */
const BROWSERS_OWN =
  /(?:^|\.)(?:mozilla\.(?:com|org|net)|firefox\.com|google\.com|googleapis\.com|gstatic\.com|gvt1\.com)$/;
/** What a page of the stand-in asks for by itself: no page there has a script. */
const OF_PAGES = ['document', 'image', 'style'];

/** What a check asks for: the way to a listing, and the listing. */
const OF_CHECKS = new Set(['amzn.to', 'tinyurl.com', 'www.amazon.com']);
const isCheck = ({ destination }: Asked) => destination === 'empty';

/**
 * Fails on any request that the pages themselves did not make, and on any that carries a post's words. Where a check was asked for, it may
 * ask for the way to the listing and the listing, with nothing that says who asks or where the link was found.
 */
export function expectQuiet({ requests, strangers }: StandIn, { checks = false } = {}): void {
  expect(requests.length).toBeGreaterThan(0);
  expect(requests.filter((asked) => !OF_PAGES.includes(asked.destination) && !(checks && isCheck(asked)))).toEqual([]);
  for (const asked of requests.filter(isCheck)) {
    expect(OF_CHECKS).toContain(asked.host);
    expect({ cookie: asked.cookie, referrer: asked.referrer }).toEqual({ cookie: '', referrer: '' });
  }
  expect(requests.filter(({ path }) => /cartier|hidden|dunk/i.test(decodeURIComponent(path)))).toEqual([]);
  expect(strangers.filter(({ host }) => !BROWSERS_OWN.test(host))).toEqual([]);
  expect([...requests, ...strangers].filter(({ origin }) => origin.includes('extension'))).toEqual([]);
}

/** What checks asked for, in order. */
export function checksOf({ requests }: StandIn): string[] {
  return requests.filter(isCheck).map(({ host, path }) => host + path);
}
