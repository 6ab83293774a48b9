// The background dies whenever the browser likes: nothing that was found, followed or reported is lost with it.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser, Tab } from './browsers/browser.ts';
import { BROWSERS, badge, begin, expectQuiet, INSTAGRAM, linkTo, REPORT, type Scene } from './support.ts';

const REPORTS = '.foot button.link';
const ROWS = '.popup ul.rows > li';

describe.each(BROWSERS)('$name', (choice) => {
  const { name } = choice;
  let scene: Scene;
  let browser: Browser;
  let feed: Tab;

  beforeAll(async () => {
    // Firefox has no way to kill an event page: it ends after a rest, here a short one.
    scene = await begin(choice, { rest: 3_000 });
    browser = scene.browser;
    feed = await browser.newTab();
    await feed.look({ width: 1000, height: 900 });
    await feed.goto(`${INSTAGRAM}/`);
    await feed.waitFor(badge('warn'));
  });

  afterAll(() => scene?.end());

  const report = async () => {
    await feed.show();
    await feed.click(badge('warn'));
    await feed.waitFor(REPORT);
    await feed.click(REPORT);
    await feed.waitFor('.toast .link');
    expect(await feed.text('.toast')).toContain('Report saved on this device');
  };

  test('before a report: what was found is still known', async () => {
    await browser.stopBackground();
    await report();
    const popup = await browser.popup(feed);
    await popup.waitFor('.counts');
    expect((await popup.text('.counts')).match(/\d+/g)?.[0]).toBe('5');
    await popup.close();
  });

  test('in the middle of reports: each is saved, and saved once', async () => {
    const rounds = 5;
    for (let round = 1; round <= rounds; round++) {
      await feed.show();
      await feed.click(badge('warn'));
      await feed.waitFor(REPORT);
      // The kill falls somewhere between the press and the word that it is done.
      const end = name === 'chromium' ? browser.stopBackground() : Promise.resolve();
      await feed.click(REPORT);
      await end;
      await feed.show();
      await feed.waitForText('.toast', `${round + 1} in all`);
    }
    const popup = await browser.popup(feed);
    await popup.waitFor(REPORTS);
    await popup.click(REPORTS);
    await popup.waitFor(ROWS);
    expect(await popup.count(ROWS)).toBe(rounds + 1);
    await popup.close();
  });

  test('between the click and the listing: the journey is remembered', async () => {
    await feed.show();
    await browser.stopBackground();
    await feed.show();
    const listing = await feed.clickToNewTab(linkTo('B0STANDIN2'));
    await listing.waitFor('.banner');
    expect(await listing.text('.banner')).toContain('Nike');
    await browser.stopBackground();
    await listing.show();
    await listing.click('.banner .button.filled');
    await listing.waitFor('.toast .link');
    expect(await listing.text('.toast')).toContain('Report saved on this device');
    await listing.close();
  });

  test('on the page of links between the post and the listing: the journey goes on', async () => {
    const tab = await browser.newTab();
    await tab.goto(`${INSTAGRAM}/reels/Creel000001/`);
    await tab.waitFor('.under');
    await tab.goto(`${INSTAGRAM}/sole.archive/`);
    await tab.waitFor('header.profile');
    const hub = await tab.clickToNewTab(linkTo('linktr.ee'));
    await browser.stopBackground();
    await hub.show();
    const listing = await hub.clickToNewTab('main a[href*="B0STANDIN2"]', 'middle');
    await listing.waitFor('.banner');
    expect(await listing.text('.banner')).toContain('Nike');
    for (const one of [listing, hub, tab]) await one.close();
  });

  test('nothing but the pages themselves asked the network for anything', () => expectQuiet(scene.standIn));
});
