// Every place on Instagram where a promotion can stand: each is read, by the source that has its words, and marked where it stands; what
// cannot be read is said so.

import { beforeAll, describe, expect, test } from 'vitest';
import type { Tab } from './browsers/browser.ts';
import { SURFACES } from './stand_in/instagram_surfaces.ts';
import { BROWSERS, badge, begin, INSTAGRAM, inEachBrowser, shot } from './support.ts';

const CLAIMS = Object.keys(SURFACES).filter((name) => !['unknown', 'sponsored'].includes(name));
/** Where the badge has to be: inside this element. */
const STANDS_IN: Record<string, string> = {
  'feed-response': 'article header',
  carousel: 'article header',
  modal: '[role="dialog"]',
  reels: '.reel',
  story: 'section',
  highlight: 'section',
  profile: 'main header',
  search: '.tile',
  thread: '[role="row"]',
  'floating-chat': '[data-pagelet]',
  channel: '[role="row"]',
};

inEachBrowser((here) => {
  let tab: Tab;

  beforeAll(async () => {
    tab = await here.openTab();
  });

  test.each(CLAIMS)('%s', async (name) => {
    await tab.goto(INSTAGRAM + SURFACES[name]?.at);
    await tab.waitFor(badge('warn'));
    const inside = STANDS_IN[name];
    if (inside !== undefined) expect(await tab.count(`${inside} [data-touchstone="badge"]`)).toBeGreaterThan(0);
    expect(await tab.evaluate<number>('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    await tab.screenshot(shot(`${here.browser.name}-surface-${name}`));
  });

  test('a paid partnership, in a language that the page alone knows, is the brand’s own word; without it the link has to be read', async () => {
    await tab.goto(INSTAGRAM + SURFACES.sponsored?.at);
    await tab.waitFor(badge('check'));
    expect(await tab.count('[data-touchstone="badge"]')).toBe(1);
    expect(await tab.count('article:first-of-type [data-touchstone="badge"]')).toBe(0);
  });

  test('a shape that nobody knows is shown as not checked, and the self-check names it and nothing that was written', async () => {
    await tab.goto(INSTAGRAM + SURFACES.unknown?.at);
    await tab.waitFor(badge('unchecked'));
    await tab.screenshot(shot(`${here.browser.name}-surface-unknown`));
    const popup = await here.browser.popup(tab);
    await popup.waitForText('.popup', 'could not be read');
    const check = await popup.clickToNewTab('.foot button.link:nth-of-type(2)');
    await check.waitFor('pre');
    const text = await check.text('pre');
    await check.screenshot(shot(`${here.browser.name}-self-check`));
    expect(text).toContain('Page: feed');
    expect(text).toContain('post.dom 1');
    expect(text).toContain('response 1');
    expect(text).toContain('xdt_api__v9__feed__timeline 1');
    expect(text).toContain('Places that could not be read: 1');
    expect(text).not.toMatch(/private|Sunday|morning/);
    await check.close();
  });

  test('nothing was asked of Instagram that the pages did not ask themselves', () => {
    const own = Object.values(SURFACES).flatMap(({ ask }) => ask?.address ?? []);
    const asked = here.standIn.requests.filter(({ destination }) => destination === 'empty' || destination === '');
    expect(asked.filter(({ path }) => !own.includes(path))).toEqual([]);
  });
});

// Where a badge has least room: narrow, dark, in a language that runs from right to left.
describe.each(BROWSERS)('$name, narrow and dark', (choice) => {
  const languages = choice.name === 'chromium' ? ['en-US', 'ar'] : ['en-US'];
  test.each(languages)('in %s', async (language) => {
    const scene = await begin(choice, { dark: true, language });
    try {
      const tab = await scene.browser.newTab();
      await tab.look({ width: 390, height: 780, dark: true });
      for (const name of CLAIMS) {
        await tab.goto(INSTAGRAM + SURFACES[name]?.at);
        await tab.waitFor(badge('warn'));
        expect(await tab.evaluate<number>('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
        await tab.screenshot(shot(`${choice.name}-surface-${name}-narrow-${language}`));
      }
    } finally {
      await scene.end();
    }
  });
});
