// Checking a link before the click: what the card says, what is asked for on the way, and how it ends where nothing can be read.

import { afterEach, beforeAll, expect, test } from 'vitest';
import type { Tab } from './browsers/browser.ts';
import { badge, checksOf, expectQuiet, INSTAGRAM, inEachRestingBrowser, linkTo, shot } from './support.ts';

/** The outlined button of the card: the check, or what stands in its place. */
const SECOND = '.card .actions .button:nth-child(2)';

inEachRestingBrowser((here) => {
  const { name } = here;
  let tab: Tab;

  beforeAll(async () => {
    tab = await here.openTab();
    // A visit sets a cookie, which no check may carry.
    await tab.goto('https://www.amazon.com/dp/B0STANDIN3');
  });

  afterEach(() => expectQuiet(here.standIn, { checks: true }));

  const openCard = async (author: string, code: string) => {
    await tab.show();
    await tab.goto(`${INSTAGRAM}/${author}/p/${code}/`);
    await tab.waitFor(badge('check'));
    asked = checksOf(here.standIn).length;
    await tab.click(badge('check'));
    await tab.waitFor('.card');
  };
  /** What was asked for since the card was opened. */
  let asked = 0;
  const checked = () => checksOf(here.standIn).slice(asked);

  test('through the short link to the listing; the card and the badge say what was found', async () => {
    await openCard('wrist.diary', 'Cstandin006');
    await tab.screenshot(shot(`${name}-check-offered`));
    await tab.waitForText(SECOND, 'Check this link');
    await tab.click(SECOND);
    await tab.waitForText('.card', 'YFXF');
    expect(await tab.text('.card')).toMatch(/Only the link’s page was asked for, without cookies/);
    await tab.screenshot(shot(`${name}-check-read`));
    expect(checked()).toEqual(['amzn.to/3standin', 'www.amazon.com/dp/B0STANDIN1']);
    await tab.press('Escape');
    await tab.waitFor(badge('warn'));
  });

  test('asks nothing again for a day', async () => {
    asked = checksOf(here.standIn).length;
    await tab.goto(`${INSTAGRAM}/wrist.diary/p/Cstandin006/`);
    await tab.waitFor(badge('warn'));
    await tab.click(badge('warn'));
    await tab.waitForText('.card', 'YFXF');
    expect(checked()).toEqual([]);
    await tab.press('Escape');
  });

  test('a listing of that brand takes the mark away, and the card says so', async () => {
    await openCard('arm.candy', 'Cstandin008');
    await tab.click(SECOND);
    await tab.waitForText('.card', 'Nothing found that does not fit');
    await tab.press('Escape');
    await tab.waitUntilGone('.badge');
  });

  test('a robot check ends as a link to open', async () => {
    await openCard('arm.candy', 'Cstandin007');
    await tab.click(SECOND);
    await tab.waitForText('.card', 'such as a robot check. Open it to check.');
    expect(await tab.text('.card')).not.toMatch(/fake|counterfeit|scam|dangerous/i);
    await tab.screenshot(shot(`${name}-check-robot`));
    await tab.press('Escape');
    expect(await tab.count(badge('check'))).toBe(1);
  });

  test('a redirect into a local network is not followed', async () => {
    await openCard('arm.candy', 'Cstandin010');
    await tab.click(SECOND);
    await tab.waitForText('.card', 'The link leads on to 10.0.0.7');
    expect(checked()).toEqual(['tinyurl.com/4away']);
    await tab.press('Escape');
  });

  test('shows how far it has come, and is stopped on demand', async () => {
    await openCard('arm.candy', 'Cstandin011');
    await tab.click(SECOND);
    await tab.waitForText('.progress', 'Following the link to tinyurl.com');
    await tab.screenshot(shot(`${name}-check-underway`));
    await tab.waitForText(SECOND, 'Stop');
    await tab.click(SECOND);
    await tab.waitForText('.card', 'Stopped. The link has not been read.');
    here.standIn.hurry();
    await tab.press('Escape');
  });

  test('goes on after the background was killed in the middle', async () => {
    await openCard('arm.candy', 'Cstandin011');
    await tab.click(SECOND);
    await tab.waitForText('.progress', 'Following the link to tinyurl.com');
    if (name === 'chromium') {
      await here.browser.stopBackground();
      await tab.show();
    }
    // The first answer may be for the background that is gone; the second is asked for by the one that goes on.
    const hurrying = setInterval(() => here.standIn.hurry(), 100);
    try {
      await tab.waitForText('.card', 'YFXF', 40_000);
    } finally {
      clearInterval(hurrying);
    }
    await tab.press('Escape');
    await tab.waitFor(badge('warn'));
  });

  test('a site that is not allowed is asked for with the reason', async () => {
    await openCard('arm.candy', 'Cstandin009');
    expect(await tab.text(SECOND)).toBe('Allow bit.ly');
    await tab.press('Escape');
    const page = await here.browser.page('allow.html?site=bit.ly');
    await page.waitFor('.page');
    expect(await page.text('.page')).toContain('May Touchstone follow short links of bit.ly?');
    await page.screenshot(shot(`${name}-allow-shortener`));
    await page.close();
    expect(checked()).toEqual([]);
  });

  test('from the popup', async () => {
    await tab.goto(`${INSTAGRAM}/arm.candy/p/Cstandin007/`);
    await tab.waitFor(badge('check'));
    const popup = await here.browser.popup(tab);
    await popup.waitFor('.popup ul.rows > li button.row');
    await popup.click('.popup ul.rows > li button.row');
    await popup.waitForText(SECOND, 'Check this link');
    await popup.click(SECOND);
    await popup.waitForText('.popup .card', 'Open it to check.');
    await popup.screenshot(shot(`${name}-popup-check`));
    await popup.close();
  });

  test('by itself, where that was chosen', async () => {
    const options = await here.browser.page('options.html');
    await options.waitFor('.settings');
    const shops = await options.evaluate<string[]>(
      `[...document.querySelectorAll('section:first-of-type .option .name')].map((name) => name.textContent)`,
    );
    const tick = `.option:nth-child(${shops.indexOf('Amazon') + 1}) input[type="checkbox"]`;
    await options.click(tick);
    await expect
      .poll(() => options.evaluate(`chrome.storage.local.get('choices').then(({ choices }) => choices?.auto)`), {
        timeout: 15_000,
      })
      .toEqual(['amazon']);
    expect(await options.count(`${tick}:checked`)).toBe(1);
    await options.close();
    await tab.show();
    asked = checksOf(here.standIn).length;
    await tab.goto(`${INSTAGRAM}/`);
    await tab.waitFor(badge('warn'));
    // The post with a listing of no brand: it was only to be read before. Its badge may not have stood yet.
    await expect.poll(checked, { timeout: 15_000 }).toContain('www.amazon.com/dp/B0STANDIN2?tag=standin-20');
    await tab.waitUntilGone(badge('check'));
  });

  test('leaves the claim to be met on the listing', async () => {
    const other = await here.browser.newTab();
    await other.goto('https://www.amazon.com/Casual-Low-Top/dp/B0STANDIN2/ref=sr_1_1?keywords=sneakers');
    await other.waitFor('.banner');
    expect(await other.text('.banner')).toContain('Nike');
    await other.close();
  });

  const checkedIn = async (over: Tab) => {
    const popup = await here.browser.popup(over);
    await popup.waitFor('.counts');
    const count = (await popup.text('.counts')).match(/\d+/)?.[0];
    await popup.close();
    return count;
  };

  test('a page of any shop is read once, when the person asks for it', async () => {
    await tab.show();
    await tab.goto(`${INSTAGRAM}/arm.candy/p/Cstandin012/`);
    // Nothing is drawn on a post whose link is no marketplace's: the popup says when it was checked.
    await expect.poll(() => checkedIn(tab), { timeout: 15_000 }).toBe('1');
    await tab.show();
    const shop = await tab.clickToNewTab(linkTo('shop.standin.example'));
    const popup = await here.browser.popup(shop);
    await popup.waitForText('.popup', 'Check this page');
    await popup.screenshot(shot(`${name}-popup-any-shop`));
    await popup.click('.popup .tell .actions .button');
    await popup.waitFor('.popup ul.rows > li');
    expect(await popup.text('.popup ul.rows > li')).toContain(
      'The post names Cartier. The listing names no known brand.',
    );
    await popup.screenshot(shot(`${name}-popup-any-shop-read`));
    await popup.close();
    await shop.close();
  });
});
