// The background dies whenever the browser likes: nothing that was found, followed or reported is lost with it.

import { beforeAll, expect, test } from 'vitest';
import type { Tab } from './browsers/browser.ts';
import { badge, expectQuiet, INSTAGRAM, inEachRestingBrowser, linkTo, REPORT, REPORTS, ROWS } from './support.ts';

inEachRestingBrowser((here) => {
  const { name } = here;
  let feed: Tab;

  beforeAll(async () => {
    // Firefox has no way to kill an event page: it ends after a rest, here a short one.
    feed = await here.openTab(`${INSTAGRAM}/`);
    await feed.waitFor(badge('warn'));
  });

  const report = async () => {
    await feed.show();
    await feed.click(badge('warn'));
    await feed.waitFor(REPORT);
    await feed.click(REPORT);
    await feed.waitFor('.toast .link');
    expect(await feed.text('.toast')).toContain('Report saved on this device');
  };

  test('before a report: what was found is still known', async () => {
    await here.browser.stopBackground();
    await report();
    const popup = await here.browser.popup(feed);
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
      const end = name === 'chromium' ? here.browser.stopBackground() : Promise.resolve();
      await feed.click(REPORT);
      await end;
      await feed.show();
      await feed.waitForText('.toast', `${round + 1} in all`);
    }
    const popup = await here.browser.popup(feed);
    await popup.waitFor(REPORTS);
    await popup.click(REPORTS);
    await popup.waitFor(ROWS);
    expect(await popup.count(ROWS)).toBe(rounds + 1);
    await popup.close();
  });

  test('between the click and the listing: the journey is remembered', async () => {
    await feed.show();
    await here.browser.stopBackground();
    await feed.show();
    const listing = await feed.clickToNewTab(linkTo('B0STANDIN2'));
    await listing.waitFor('.banner');
    expect(await listing.text('.banner')).toContain('Nike');
    await here.browser.stopBackground();
    await listing.show();
    await listing.click('.banner .button.filled');
    await listing.waitFor('.toast .link');
    expect(await listing.text('.toast')).toContain('Report saved on this device');
    await listing.close();
  });

  test('on the page of links between the post and the listing: the journey goes on', async () => {
    const tab = await here.browser.newTab();
    await tab.goto(`${INSTAGRAM}/reels/Creel000001/`);
    await tab.waitFor('.under');
    await tab.goto(`${INSTAGRAM}/sole.archive/`);
    await tab.waitFor('header.profile');
    const hub = await tab.clickToNewTab(linkTo('linktr.ee'));
    await here.browser.stopBackground();
    await hub.show();
    const listing = await hub.clickToNewTab('main a[href*="B0STANDIN2"]', 'middle');
    await listing.waitFor('.banner');
    expect(await listing.text('.banner')).toContain('Nike');
    for (const one of [listing, hub, tab]) await one.close();
  });

  test('nothing but the pages themselves asked the network for anything', () => expectQuiet(here.standIn));
});
