// How it looks: light and dark, wide and narrow, in a language that grows and in one that runs from right to left. The pictures are for
// people (build/screenshots); what can be asserted is that everything is there, inside the window, and in the language.

import { describe, expect, test } from 'vitest';
import type { Tab } from './browsers/browser.ts';
import { BROWSERS, badge, begin, INSTAGRAM, linkTo, ON, shot, THREAD_PAGE } from './support.ts';

const WIDE = { width: 1100, height: 850 };
const NARROW = { width: 390, height: 780 };

/** Every surface, once, in one look. */
async function tour(
  browser: Awaited<ReturnType<typeof begin>>['browser'],
  look: string,
  size: typeof WIDE,
  dark: boolean,
) {
  const seen: Record<string, string> = {};
  const picture = async (tab: Tab, what: string, selector: string) => {
    await tab.waitFor(selector);
    expect(await tab.evaluate<number>('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    seen[what] = await tab.text(selector);
    await tab.screenshot(shot(`${browser.name}-${look}-${what}`));
  };
  const feed = await browser.newTab();
  await feed.look({ ...size, dark });
  await feed.goto(`${INSTAGRAM}/`);
  await feed.waitFor(badge('caution'));
  await picture(feed, 'feed', badge('warn'));
  await feed.click(linkTo('B0STANDIN1'));
  await picture(feed, 'way-out', '.way');
  const listing = await feed.clickToNewTab(ON);
  await listing.look({ ...size, dark });
  await listing.waitFor(size === NARROW ? '.banner-line' : '.banner');
  await picture(listing, 'banner', size === NARROW ? '.banner-line' : '.banner');
  await listing.close();
  await feed.show();
  await feed.click(badge('warn'));
  await feed.waitFor('.card .sides > :nth-child(2)');
  await picture(feed, 'card', '.card');
  await feed.press('Escape');
  await feed.waitUntilGone('.card');
  await feed.goto(THREAD_PAGE);
  await picture(feed, 'thread', badge('warn'));
  await feed.goto('https://linktr.ee/goldie.finds');
  await picture(feed, 'hub', badge('warn'));
  await feed.waitFor(badge('check'));
  await feed.click(badge('check'));
  await picture(feed, 'check', '.card');
  await feed.press('Escape');
  await feed.waitUntilGone('.card');
  const options = await browser.page('options.html');
  await options.look({ ...size, dark });
  await picture(options, 'options', '.settings');
  await options.close();
  await feed.show();
  await feed.goto(THREAD_PAGE);
  await feed.waitFor(badge('warn'));
  const popup = await browser.popup(feed);
  await popup.look({ width: 400, height: 560, dark });
  await picture(popup, 'popup', '.popup');
  return seen;
}

const LOOKS = [
  { look: 'light-wide', size: WIDE, dark: false, language: 'en-US' },
  { look: 'dark-wide', size: WIDE, dark: true, language: 'en-US' },
  { look: 'light-narrow', size: NARROW, dark: false, language: 'en-US' },
  { look: 'dark-narrow', size: NARROW, dark: true, language: 'en-US' },
  { look: 'german', size: WIDE, dark: false, language: 'de' },
  { look: 'arabic', size: WIDE, dark: false, language: 'ar' },
  { look: 'arabic-narrow', size: NARROW, dark: true, language: 'ar' },
] as const;

describe.each(BROWSERS)('$name', (choice) => {
  // Debian's Firefox speaks English only, unless a package for the language is there.
  const looks = LOOKS.filter(({ language }) => choice.name === 'chromium' || language === 'en-US');
  test.each(looks)(
    '$look',
    async ({ look, size, dark, language }) => {
      const scene = await begin(choice, { language, dark });
      try {
        const seen = await tour(scene.browser, look, size, dark);
        expect(seen.card).toContain('Cartier');
        expect(seen.card).toContain('YFXF');
        if (language === 'de') expect(seen.card).toContain('Beitrag');
        if (language === 'ar') expect(seen.card).toMatch(/[\u0600-\u06ff]/);
      } finally {
        await scene.end();
      }
      // Every surface, one after the other.
    },
    150_000,
  );
});
