// The popup and the reports: what was checked on the page, a report in one click, taken back, listed, exported as JSON and as XARF, deleted.

import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { beforeAll, expect, test } from 'vitest';
import type { Tab } from './browsers/browser.ts';
import { badge, expectQuiet, INSTAGRAM, inEachBrowser, REPORT, REPORTS, ROWS, shot } from './support.ts';
import { xarfFaults } from './xarf.ts';

inEachBrowser((here) => {
  const { name } = here;
  let feed: Tab;

  const reportsOf = async () => {
    const popup = await here.browser.popup(feed);
    await popup.waitFor(REPORTS);
    await popup.click(REPORTS);
    await popup.waitFor('.popup h1');
    return popup;
  };

  beforeAll(async () => {
    feed = await here.openTab(`${INSTAGRAM}/`);
    await feed.waitFor(badge('warn'));
    await feed.waitFor(badge('caution'));
  });

  test('says what was checked on the page, and which posts it found something in', async () => {
    const popup = await here.browser.popup(feed);
    await popup.waitFor('.counts');
    expect((await popup.text('.counts')).match(/\d+/g)).toEqual(['5', '2', '1']);
    expect(await popup.count(ROWS)).toBe(3);
    expect(await popup.text(ROWS)).toContain('goldie.finds');
    await popup.screenshot(shot(`${name}-popup`));
    await popup.click(`${ROWS} button.row`);
    await popup.waitFor('.popup .card');
    expect(await popup.text('.popup .card')).toContain('The post names Cartier');
    await popup.screenshot(shot(`${name}-popup-finding`));
    await popup.close();
  });

  test('is not empty where there is nothing to say', async () => {
    const tab = await here.browser.newTab();
    await tab.goto('https://www.amazon.com/dp/B0STANDIN3');
    const popup = await here.browser.popup(tab);
    await popup.waitFor('.popup');
    expect((await popup.text('.popup')).length).toBeGreaterThan(60);
    await popup.screenshot(shot(`${name}-popup-quiet`));
    await popup.close();
    await tab.close();
  });

  test('a report can be taken back', async () => {
    await feed.show();
    await feed.click(badge('warn'));
    await feed.waitFor(REPORT);
    await feed.click(REPORT);
    await feed.waitFor('.toast .link');
    expect(await feed.text('.toast')).toContain('Report saved on this device');
    await feed.screenshot(shot(`${name}-toast`));
    await feed.click('.toast .link');
    await feed.waitForText('.toast', 'Report deleted');
    const popup = await reportsOf();
    expect(await popup.count(ROWS)).toBe(0);
    await popup.close();
  });

  test('reports are listed, and exported as they were frozen', async () => {
    for (const [level, said] of [
      ['warn', 'saved on this device.'],
      ['caution', '2 in all'],
    ] as const) {
      await feed.show();
      await feed.click(badge(level));
      await feed.waitFor(REPORT);
      await feed.click(REPORT);
      await feed.waitForText('.toast', said);
    }
    const popup = await reportsOf();
    expect(await popup.count(ROWS)).toBe(2);
    await popup.screenshot(shot(`${name}-popup-reports`));

    const json = await popup.clickToSave('.exports button:first-of-type');
    expect(json.name).toMatch(/^touchstone-reports-\d{4}-\d\d-\d\d\.json$/);
    const { reports } = JSON.parse(json.text);
    expect(reports).toHaveLength(2);
    for (const { sha256, ...rest } of reports)
      expect(
        createHash('sha256')
          .update(String(canonicalize(rest)))
          .digest('hex'),
      ).toBe(sha256);
    const cartier = reports.find(
      (report: { promotion: { author: string } }) => report.promotion.author === 'goldie.finds',
    );
    expect(cartier.promotion.text).toContain('The Cartier Love bracelet is back!! 😍 hidden link below');
    expect(cartier.verdict.verdict).toBe('warn');
    expect(cartier.promotion_url).toContain('/p/Cstandin001/');
    expect(cartier.legitimate_site).toContain('cartier.com');

    const xarf = await popup.clickToSave('.exports button:last-of-type');
    expect(xarf.name).toMatch(/\.xarf\.json$/);
    expect(await xarfFaults(xarf.text)).toEqual([]);
    await popup.close();
  });

  test('a report can be deleted from the list, when one is sure', async () => {
    const popup = await reportsOf();
    await popup.click(`${ROWS} .links button:last-child`);
    await popup.waitFor(`${ROWS} fieldset`);
    await popup.click(`${ROWS} fieldset button`);
    await popup.waitUntilGone(`${ROWS}:nth-child(2)`);
    expect(await popup.count(ROWS)).toBe(1);
    await popup.close();
  });

  test('nothing but the pages themselves asked the network for anything', () => expectQuiet(here.standIn));
});
