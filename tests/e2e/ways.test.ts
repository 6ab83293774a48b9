// The ways from Instagram to a listing: whichever one a person takes, the claim that led there is met again on the listing.

import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Tab } from './browsers/browser.ts';
import { badge, expectQuiet, INSTAGRAM, inEachBrowser, linkTo, ON, shot } from './support.ts';

inEachBrowser((here) => {
  const { name } = here;
  let tab: Tab;

  // Each way begins with nothing remembered.
  beforeEach(async () => {
    tab = await here.freshTab();
  });

  afterEach(async () => {
    await tab?.close();
    expectQuiet(here.standIn);
  });

  const meets = async (listing: Tab, brand: string, byline: string) => {
    await listing.waitFor('.banner');
    const said = await listing.text('.banner');
    expect(said).toContain(brand);
    expect(said).toContain(byline);
  };

  test('a story with a link sticker, through a short link', async () => {
    await tab.goto(`${INSTAGRAM}/stories/goldie.finds/3141592653589793238/`);
    await tab.waitFor(badge('warn'));
    await tab.screenshot(shot(`${name}-story`));
    await tab.click(linkTo('3story'));
    await meets(await tab.clickToNewTab(ON), 'Cartier', 'YFXF');
  });

  test('a post with a short link', async () => {
    await tab.goto(`${INSTAGRAM}/wrist.diary/p/Cstandin006/`);
    await tab.waitFor(badge('check'));
    await meets(await tab.clickToNewTab(linkTo('3standin')), 'Cartier', 'YFXF');
    // What the short link leads to is known now.
    await tab.show();
    await tab.waitFor(badge('warn'));
  });

  test('a reel that points to the bio, the bio to a page of links, that page to the listing', async () => {
    await tab.goto(`${INSTAGRAM}/reels/Creel000001/`);
    await tab.waitFor('.under');
    await tab.screenshot(shot(`${name}-reel`));
    await tab.goto(`${INSTAGRAM}/sole.archive/`);
    await tab.waitFor('header.profile');
    await tab.screenshot(shot(`${name}-profile`));
    const hub = await tab.clickToNewTab(linkTo('linktr.ee'));
    expect(hub.url()).toContain('linktr.ee');
    await hub.click('main a:last-child');
    await meets(hub, 'Nike', 'Generic');
    await hub.screenshot(shot(`${name}-banner-from-bio`));
  });

  test('the middle button', async () => {
    await tab.goto(`${INSTAGRAM}/`);
    await tab.waitFor(badge('check'));
    await meets(await tab.clickToNewTab(linkTo('B0STANDIN2'), 'middle'), 'Nike', 'Generic');
  });

  test('the address copied and pasted into another tab', async () => {
    await tab.goto(`${INSTAGRAM}/`);
    await tab.waitFor(badge('check'));
    await tab.copyText(linkTo('B0STANDIN2'));
    const other = await here.browser.newTab();
    await other.goto('https://www.amazon.com/dp/B0STANDIN2');
    await meets(other, 'Nike', 'Generic');
  });

  test('a short link copied and pasted into a tab of its own', async () => {
    await tab.goto(`${INSTAGRAM}/wrist.diary/p/Cstandin006/`);
    await tab.waitFor(badge('check'));
    await tab.copyText(linkTo('3standin'));
    const other = await here.browser.newTab();
    await other.goto('https://amzn.to/3standin');
    await meets(other, 'Cartier', 'YFXF');
    await other.close();
  });

  test('a short link that tells nothing of where it leads, copied and pasted', async () => {
    await tab.goto(`${INSTAGRAM}/arm.candy/p/Cstandin013/`);
    await tab.waitFor(badge('check'));
    await tab.copyText(linkTo('tinyurl.com'));
    const other = await here.browser.newTab();
    await other.goto('https://tinyurl.com/4there');
    await meets(other, 'Cartier', 'YFXF');
    await other.close();
  });

  test('back from the listing to the page of links, and through another of its entries', async () => {
    await tab.goto(`${INSTAGRAM}/goldie.finds/`);
    await tab.waitFor('header.profile');
    const hub = await tab.clickToNewTab(linkTo('linktr.ee'));
    await hub.waitFor(badge('check'));
    await hub.click('main a[href*="B0STANDIN2"]');
    await meets(hub, 'Nike', 'Generic');
    await hub.back();
    await hub.waitFor(badge('warn'));
    await hub.click('main a[href*="B0STANDIN1"]');
    await hub.waitFor('.way');
    await hub.click(ON);
    await meets(hub, 'Cartier', 'YFXF');
    await hub.close();
  });

  test('another address of the same listing', async () => {
    await tab.goto(`${INSTAGRAM}/`);
    await tab.waitFor(badge('check'));
    const other = await here.browser.newTab();
    await other.goto('https://www.amazon.com/Casual-Low-Top/dp/B0STANDIN2/ref=sr_1_1?keywords=sneakers');
    await meets(other, 'Nike', 'Generic');
  });

  test('back, and to the listing again', async () => {
    await tab.goto(`${INSTAGRAM}/`);
    await tab.waitFor(badge('check'));
    const listing = await tab.clickToNewTab(linkTo('B0STANDIN2'));
    await meets(listing, 'Nike', 'Generic');
    await listing.goto('https://www.amazon.com/dp/B0STANDIN3');
    await listing.waitFor('#productTitle');
    await listing.back();
    await meets(listing, 'Nike', 'Generic');
  });

  test('a message with the link', async () => {
    await tab.goto(`${INSTAGRAM}/direct/t/17842000000000001/`);
    await tab.waitFor(badge('warn'));
    await tab.click(linkTo('B0STANDIN1'));
    await meets(await tab.clickToNewTab(ON), 'Cartier', 'YFXF');
  });

  test('a listing that the person came to by themselves is not looked at', async () => {
    await tab.goto(`${INSTAGRAM}/`);
    await tab.waitFor(badge('warn'));
    const other = await here.browser.newTab();
    await other.goto('https://www.amazon.com/dp/B0STANDIN3');
    expect(await other.count('[data-touchstone]')).toBe(0);
  });
});
