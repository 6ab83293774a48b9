// A page of links: each entry is judged and marked in place, stopped on the way out, checked before the click, and met on the listing.

import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Tab } from './browsers/browser.ts';
import { badge, expectQuiet, INSTAGRAM, inEachBrowser, linkTo, ON, shot } from './support.ts';

const HUB = 'https://linktr.ee/goldie.finds';

inEachBrowser((here) => {
  const { name } = here;
  let tab: Tab;

  beforeEach(async () => {
    tab = await here.freshTab();
  });

  afterEach(async () => {
    await tab?.close();
    expectQuiet(here.standIn, { checks: true });
  });

  test('marks each entry in place, and nothing else', async () => {
    await tab.goto(HUB);
    await tab.waitFor(badge('warn'));
    await tab.waitFor(badge('check'));
    expect(await tab.count('.badge')).toBe(3);
    expect(await tab.text(badge('warn'))).toBe('Names Cartier, hidden link');
    // Under its own entry, not in it: a press on the badge is none on the link.
    const before = await tab.evaluate<string>(
      `[...document.querySelectorAll('[data-touchstone="badge"]')].map((host) => host.previousElementSibling.textContent.trim()).join('|')`,
    );
    expect(before).toBe('The Cartier Love one, hidden link|Cartier Love, engraved|Nike Dunk Low, the panda ones');
    await tab.screenshot(shot(`${name}-hub`));
    await tab.click(badge('warn'));
    await tab.waitFor('.card');
    expect(await tab.text('.card')).toContain('The link page names Cartier');
    expect(tab.url()).toBe(HUB);
    await tab.screenshot(shot(`${name}-hub-card`));
    await tab.press('Escape');
  });

  test('an entry that was warned about is stopped on the way out, and met on the listing', async () => {
    await tab.goto(HUB);
    await tab.waitFor(badge('warn'));
    await tab.click('main a[href*="B0STANDIN1"]');
    await tab.waitFor('.way');
    await tab.click(ON);
    await tab.waitFor('.banner');
    expect(await tab.text('.banner')).toContain('You came from a page of links that names Cartier');
    await tab.screenshot(shot(`${name}-hub-banner`));
  });

  test('an entry is checked before the click', async () => {
    await tab.goto(HUB);
    await tab.waitFor(badge('check'));
    await tab.click(badge('check'));
    await tab.click('.card .actions .button:nth-child(2)');
    await tab.waitForText('.card', 'Nothing found that does not fit');
    await tab.press('Escape');
    expect(await tab.count(badge('check'))).toBe(1);
  });

  test('the popup says what was checked there', async () => {
    await tab.goto(HUB);
    await tab.waitFor(badge('warn'));
    await tab.waitFor(badge('check'));
    const popup = await here.browser.popup(tab);
    await popup.waitFor('.counts');
    expect((await popup.text('.counts')).match(/\d+/g)).toEqual(['4', '1', '2']);
    await popup.screenshot(shot(`${name}-popup-hub`));
    await popup.close();
  });

  test('from the post over the page of links in a new tab to the listing: the post’s claim is met', async () => {
    await tab.goto(`${INSTAGRAM}/reels/Creel000001/`);
    await tab.waitFor('.under');
    await tab.goto(`${INSTAGRAM}/sole.archive/`);
    await tab.waitFor('header.profile');
    const hub = await tab.clickToNewTab(linkTo('linktr.ee'));
    const listing = await hub.clickToNewTab('main a[href*="B0STANDIN2"]', 'middle');
    await listing.waitFor('.banner');
    expect(await listing.text('.banner')).toContain('Nike');
    await listing.close();
    await hub.close();
  });
});
