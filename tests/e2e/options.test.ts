// The options page: what was allowed, decided and kept is shown, does what it says, and can be taken back.

import { beforeAll, expect, test } from 'vitest';
import type { Tab } from './browsers/browser.ts';
import { badge, expectQuiet, INSTAGRAM, inEachBrowser, linkTo, REPORT, shot } from './support.ts';

inEachBrowser((here) => {
  const { name } = here;
  let feed: Tab;

  beforeAll(async () => {
    feed = await here.openTab(`${INSTAGRAM}/`);
    await feed.waitFor(badge('warn'));
    await feed.waitFor(badge('caution'));
  });

  const open = async () => {
    const page = await here.browser.page('options.html');
    await page.waitFor('.settings section');
    return page;
  };
  const section = (title: string) => `section[aria-labelledby="${title}"]`;

  test('shows the shops that are allowed, and offers the others', async () => {
    const page = await open();
    const shops = await page.text(section('options_shops'));
    expect(shops).toContain('Amazon');
    expect(shops).toContain('Take back');
    const offered = await page.evaluate<string[]>(
      `[...document.querySelectorAll('select option')].map((one) => one.value)`,
    );
    expect(offered).toEqual(['etsy']);
    const others = await page.evaluate<string[]>(
      `[...document.querySelectorAll('${section('options_others')} .name')].map((one) => one.textContent)`,
    );
    expect(others).toContain('linktr.ee');
    expect(others).not.toContain('bit.ly');
    await page.screenshot(shot(`${name}-options`));
    await page.close();
  });

  test('a person who does not want to be stopped is not, and is again', async () => {
    for (const [stopped, tick] of [
      [false, 'input:not(:checked)'],
      [true, 'input:checked'],
    ] as const) {
      const page = await open();
      await page.click(`${section('options_out')} input`);
      await expect
        .poll(() => page.evaluate(`chrome.storage.local.get('choices').then(({ choices }) => choices?.neverStop)`), {
          timeout: 15_000,
        })
        .toBe(!stopped);
      expect(await page.count(`${section('options_out')} ${tick}`)).toBe(1);
      await page.close();
      await feed.show();
      await feed.goto(`${INSTAGRAM}/`);
      await feed.waitFor(badge('warn'));
      if (stopped) {
        await feed.click(linkTo('B0STANDIN1'));
        await feed.waitFor('.way');
        await feed.press('Escape');
        await feed.waitUntilGone('.way');
      } else {
        const listing = await feed.clickToNewTab(linkTo('B0STANDIN1'));
        await listing.waitFor('.banner');
        await listing.close();
      }
    }
  });

  test('an account that was trusted is listed, and marked again when it is no longer', async () => {
    await feed.show();
    await feed.click(badge('caution'));
    await feed.waitFor('.card');
    await feed.click('.card .links .link:first-child');
    await feed.waitUntilGone(badge('caution'));
    const page = await open();
    expect(await page.text(section('options_trusted'))).toContain('bag.notes');
    await page.click(`${section('options_trusted')} .link`);
    await page.waitForText(section('options_trusted'), 'You trust no account');
    await page.close();
    await feed.show();
    await feed.goto(`${INSTAGRAM}/`);
    await feed.waitFor(badge('caution'));
  });

  test('deletes what is kept, when one is sure', async () => {
    await feed.show();
    await feed.click(badge('warn'));
    await feed.waitFor(REPORT);
    await feed.click(REPORT);
    await feed.waitFor('.toast .link');
    const page = await open();
    await page.waitForText(section('options_stored'), 'Reports: 1');
    await page.click(`${section('options_stored')} .actions .button`);
    await page.waitForText(section('options_stored'), 'Delete for good?');
    await page.screenshot(shot(`${name}-options-sure`));
    await page.click(`${section('options_stored')} .actions .link`);
    await page.waitForText(section('options_stored'), 'Reports: 0');
    expect(await page.evaluate('chrome.storage.local.get(null)')).toEqual({});
    await page.close();
  });

  test('holds the whole promise of privacy in the package', async () => {
    const page = await open();
    const promise = await page
      .clickToNewTab(`${section('options_privacy')} a.link`)
      .catch(() => here.browser.page('privacy.html'));
    expect(await promise.text('main')).toContain('Posts and messages never leave your browser');
    await promise.screenshot(shot(`${name}-privacy`));
    await promise.close();
    await page.close();
  });

  test('nothing but the pages themselves asked the network for anything', () => expectQuiet(here.standIn));
});
