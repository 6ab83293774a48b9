// The main job, end to end in real Chromium and real Firefox: a post that promotes a hidden link, the badge and its card, the click through
// Instagram's redirect, the banner on the listing, the report; and that nothing but the page itself asks the network for anything.

import { beforeAll, expect, test } from 'vitest';
import type { Tab } from './browsers/browser.ts';
import { badge, expectQuiet, INSTAGRAM, inEachBrowser, linkTo, shot, THREAD_PAGE } from './support.ts';

inEachBrowser((here) => {
  const { name } = here;
  let feed: Tab;

  beforeAll(async () => {
    feed = await here.openTab(`${INSTAGRAM}/`);
  });

  test('the feed: one warning, one link to read, one caution, and nothing on ordinary posts', async () => {
    await feed.waitFor(badge('warn'));
    await feed.waitFor(badge('check'));
    await feed.waitFor(badge('caution'));
    expect(await feed.count('.badge')).toBe(3);
    expect(await feed.text(badge('warn'))).toBe('Names Cartier, hidden link');
    await feed.screenshot(shot(`${name}-feed`));
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
    await feed.screenshot(shot(`${name}-card`));
    await feed.press('Escape');
    await feed.waitUntilGone('.card');
  });

  test('stopped on the way out, then through the redirect to the listing: the banner sets the two texts side by side', async () => {
    await feed.click(linkTo('B0STANDIN1'));
    await feed.waitFor('.way');
    expect(await feed.text('.way')).toContain('Cartier');
    await feed.screenshot(shot(`${name}-way-out`));
    const listing = await feed.clickToNewTab('.way .button:not(.filled)');
    expect(listing.url()).toContain('https://www.amazon.com/dp/B0STANDIN1');
    await listing.waitFor('.banner');
    const banner = await listing.text('.banner');
    expect(banner).toContain('Cartier');
    expect(banner).toContain('YFXF');
    await listing.screenshot(shot(`${name}-banner`));

    await listing.click('.banner .button:not(.bare)');
    await listing.waitFor('.toast');
    expect(await listing.text('.toast')).toMatch(/Report saved/);
    await listing.screenshot(shot(`${name}-report`));
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
    const listing = await feed.clickToNewTab(linkTo('B0STANDIN2'));
    await listing.waitFor('.banner');
    expect(await listing.text('.banner')).toContain('Nike');
    await listing.close();
  });

  test('a listing reached without a post has no banner', async () => {
    const tab = await here.browser.newTab();
    await tab.goto('https://www.amazon.com/dp/B0STANDIN3');
    expect(await tab.count('[data-touchstone]')).toBe(0);
    await tab.close();
  });

  test('the post page without an article', async () => {
    const tab = await here.browser.newTab();
    await tab.look({ width: 1000, height: 900 });
    await tab.goto(`${INSTAGRAM}/goldie.finds/p/Cstandin001/`);
    await tab.waitFor(badge('warn'));
    await tab.close();
  });

  test('a thread: the claim in one message, the link in a later one', async () => {
    const tab = await here.browser.newTab();
    await tab.look({ width: 1000, height: 900 });
    await tab.goto(THREAD_PAGE);
    await tab.waitFor(badge('warn'));
    await tab.screenshot(shot(`${name}-thread`));
    await tab.close();
  });

  test('nothing but the pages themselves asked the network for anything', () => expectQuiet(here.standIn));
});
