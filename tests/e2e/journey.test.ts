// The main job, end to end in real Chromium and real Firefox: a post that promotes a hidden link, the badge and its card, the click through
// Instagram's redirect, the banner on the listing, the report; and that nothing but the page itself asks the network for anything.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser, Tab } from './browsers/browser.ts';
import { launchChromium } from './browsers/chromium.ts';
import { launchFirefox } from './browsers/firefox.ts';
import { HOSTS, type StandIn, startStandIn } from './stand_in/server.ts';

const ROOT = join(import.meta.dirname, '../..');
const SHOTS = join(ROOT, 'build/screenshots');
mkdirSync(SHOTS, { recursive: true });

const INSTAGRAM = 'https://www.instagram.com';
/** The badge of a level inside the post that an account made. */
const badge = (level: string) => `.badge[data-level="${level}"]`;

const BROWSERS = [
  { name: 'chromium', launch: launchChromium, folder: 'chrome-mv3-e2e' },
  { name: 'firefox', launch: launchFirefox, folder: 'firefox-mv3-e2e' },
] as const;

/** Where browsers ask for updates and accounts of their own accord. */
const BROWSERS_OWN = /(?:^|\.)(?:mozilla|firefox|google|googleapis|gstatic)\.(?:com|net|org)$/;

describe.each(BROWSERS)('$name', ({ name, launch, folder }) => {
  let standIn: StandIn;
  let browser: Browser;
  let feed: Tab;

  beforeAll(async () => {
    standIn = await startStandIn();
    browser = await launch({
      extension: join(ROOT, 'extension/.output', folder),
      port: standIn.port,
      proxyPort: standIn.proxyPort,
      headless: true,
    });
    feed = await browser.newTab();
    await feed.look({ width: 1000, height: 900 });
    await feed.goto(`${INSTAGRAM}/`);
  });

  afterAll(async () => {
    await browser?.close();
    await standIn?.close();
  });

  test('the feed: one warning, one link to read, one caution, and nothing on ordinary posts', async () => {
    await feed.waitFor(badge('warn'));
    await feed.waitFor(badge('check'));
    await feed.waitFor(badge('caution'));
    expect(await feed.count('.badge')).toBe(3);
    expect(await feed.text(badge('warn'))).toBe('Names Cartier, hidden link');
    await feed.screenshot(join(SHOTS, `${name}-feed.png`));
  });

  test('the card names both sides, marks the words, and gives the focus back', async () => {
    await feed.click(badge('warn'));
    await feed.waitFor('.card');
    const card = await feed.text('.card');
    expect(card).toContain('Cartier');
    expect(card).toContain('hidden link');
    expect(card).toMatch(/Checked on your device\. Nothing was sent\./);
    expect(card).not.toMatch(/fake|counterfeit|scam/i);
    expect(await feed.count('.card mark')).toBeGreaterThan(0);
    await feed.screenshot(join(SHOTS, `${name}-card.png`));
    await feed.press('Escape');
    await feed.waitUntilGone('.card');
  });

  test('stopped on the way out, then through the redirect to the listing: the banner sets the two texts side by side', async () => {
    await feed.click('a[href*="l.instagram.com"][href*="B0STANDIN1"]');
    await feed.waitFor('.way');
    expect(await feed.text('.way')).toContain('Cartier');
    await feed.screenshot(join(SHOTS, `${name}-way-out.png`));
    const listing = await feed.clickToNewTab('.way .button:not(.filled)');
    expect(listing.url()).toContain('https://www.amazon.com/dp/B0STANDIN1');
    await listing.waitFor('.banner');
    const banner = await listing.text('.banner');
    expect(banner).toContain('Cartier');
    expect(banner).toContain('YFXF');
    await listing.screenshot(join(SHOTS, `${name}-banner.png`));

    await listing.click('.banner .button:not(.bare)');
    await listing.waitFor('.toast');
    expect(await listing.text('.toast')).toMatch(/Report saved/);
    await listing.screenshot(join(SHOTS, `${name}-report.png`));
    await listing.close();
  });

  test('after the click the post says what the listing says', async () => {
    await feed.waitFor(badge('warn'));
    await feed.click(badge('warn'));
    await feed.waitFor('.card');
    expect(await feed.text('.card')).toContain('YFXF');
    await feed.press('Escape');
    await feed.waitUntilGone('.card');
  });

  test('a claim with no lure becomes a warning once its listing has been read', async () => {
    const listing = await feed.clickToNewTab('a[href*="l.instagram.com"][href*="B0STANDIN2"]');
    await listing.waitFor('.banner');
    expect(await listing.text('.banner')).toContain('Nike');
    await listing.close();
  });

  test('a listing reached without a post has no banner', async () => {
    const tab = await browser.newTab();
    await tab.goto('https://www.amazon.com/dp/B0STANDIN3');
    expect(await tab.count('[data-touchstone]')).toBe(0);
    await tab.close();
  });

  test('the post page without an article', async () => {
    const tab = await browser.newTab();
    await tab.look({ width: 1000, height: 900 });
    await tab.goto(`${INSTAGRAM}/goldie.finds/p/Cstandin001/`);
    await tab.waitFor(badge('warn'));
    await tab.close();
  });

  test('a thread: the claim in one message, the link in a later one', async () => {
    const tab = await browser.newTab();
    await tab.look({ width: 1000, height: 900 });
    await tab.goto(`${INSTAGRAM}/direct/t/17842000000000001/`);
    await tab.waitFor(badge('warn'));
    await tab.screenshot(join(SHOTS, `${name}-thread.png`));
    await tab.close();
  });

  test('light and dark, wide and narrow', async () => {
    const tab = await browser.newTab();
    for (const [look, size] of Object.entries({
      'light-wide': { width: 1100, height: 850 },
      'dark-wide': { width: 1100, height: 850, dark: true },
      'light-narrow': { width: 390, height: 780 },
      'dark-narrow': { width: 390, height: 780, dark: true },
    })) {
      if (name === 'firefox' && look.startsWith('dark')) continue;
      await tab.look(size);
      await tab.goto(`${INSTAGRAM}/`);
      await tab.waitFor(badge('warn'));
      await tab.screenshot(join(SHOTS, `${name}-feed-${look}.png`));
      await tab.click(badge('warn'));
      await tab.waitFor('.card');
      await tab.screenshot(join(SHOTS, `${name}-card-${look}.png`));
      await tab.press('Escape');
      await tab.waitUntilGone('.card');
    }
    await tab.close();
  });

  test.runIf(name === 'chromium')('killing the background loses nothing', async () => {
    await browser.stopBackground();
    const tab = await browser.newTab();
    await tab.look({ width: 1000, height: 900 });
    await tab.goto(`${INSTAGRAM}/`);
    await tab.waitFor(badge('warn'));
    await tab.click(badge('warn'));
    await tab.waitFor('.card');
    await browser.stopBackground();
    await tab.click('.card .button:not(.bare):not(.outlined)');
    await tab.waitFor('.toast');
    expect(await tab.text('.toast')).toMatch(/Report saved/);
    await tab.close();
  });

  test('nothing but the pages themselves asked the network for anything', async () => {
    const hosts = new Set(
      standIn.requests.map((request) => request.split(' ')[0] ?? '').filter((host) => !BROWSERS_OWN.test(host)),
    );
    for (const host of hosts) expect(HOSTS).toContain(host);
    // Each request is one that a page of the stand-in makes by itself; none carries a post's words.
    for (const request of standIn.requests) expect(request).not.toMatch(/Cartier|hidden/i);
    const extensionHosts = [...standIn.strangers].filter((host) => !BROWSERS_OWN.test(host));
    expect(extensionHosts).toEqual([]);
  });
});
