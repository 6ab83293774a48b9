// Every surface in real Chromium: axe's rules, the keyboard, targets, text that grows, and both directions of writing.

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Server } from './support/serve';
import { serve } from './support/serve';

let server: Server;
let browser: Browser;
let axe: string;

beforeAll(async () => {
  server = await serve();
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-background-networking'],
  });
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

/** Opens the preview, runs `look` and closes it again; an error on the page fails the test. */
async function on<T>(query: string, options: BrowserContextOptions, look: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
  const errors: string[] = [];
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    page.on('pageerror', (error) => errors.push(error.message));
    await page.goto(`${server.origin}/?test&${query}`);
    const result = await look(page);
    expect(errors).toEqual([]);
    return result;
  } finally {
    await context.close();
  }
}

async function faults(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run(options: object): Promise<{ violations: Violation[] }> } };
    interface Violation {
      id: string;
      nodes: { target: unknown; failureSummary: string }[];
    }
    // The stand-in page is no whole document: it has no landmarks, and several cards' headings in one.
    const off = ['region', 'heading-order', 'landmark-one-main', 'page-has-heading-one'];
    const rules = Object.fromEntries(off.map((id) => [id, { enabled: false }]));
    const { violations } = await axe.run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      rules,
    });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} at ${JSON.stringify(target)}: ${failureSummary}`),
    );
  });
}

/** The names of whatever sticks out of the window sideways. */
function overflow() {
  const wide: string[] = [];
  const visit = (root: ParentNode) => {
    for (const element of root.querySelectorAll('*')) {
      const box = element.getBoundingClientRect();
      if (box.width > 1 && (box.right > innerWidth + 1 || box.left < -1)) {
        wide.push(`${element.tagName}.${element.getAttribute('class')}`);
      }
      if (element.shadowRoot) visit(element.shadowRoot);
    }
  };
  visit(document);
  return wide;
}

/** What can be pressed and is smaller than `least` in either direction, counting what a ::before adds. */
function small(least: number) {
  const found: string[] = [];
  const visit = (root: ParentNode) => {
    for (const element of root.querySelectorAll('button, a[href], label')) {
      const box = element.getBoundingClientRect();
      if (box.height === 0) continue;
      const more = Number.parseFloat(getComputedStyle(element, '::before').height) || 0;
      if (Math.max(box.height, more) < least - 0.5) {
        found.push(`${element.textContent?.trim()}: ${box.height}`);
      }
    }
    for (const element of root.querySelectorAll('*')) if (element.shadowRoot) visit(element.shadowRoot);
  };
  visit(document);
  return found;
}

describe("axe's rules", () => {
  for (const theme of ['light', 'dark'] as const) {
    for (const lang of ['en', 'ar']) {
      test(`every surface, ${theme}, ${lang}`, () =>
        on(`lang=${lang}&theme=${theme}`, { viewport: { width: 1280, height: 900 } }, async (page) => {
          expect(await faults(page)).toEqual([]);
        }));
    }
    for (const open of ['card', 'banner', 'way', 'toast', 'popup']) {
      const width = theme === 'light' ? 360 : 1000;
      test(`${open} as it stands in a page, ${theme}, ${width} px`, () =>
        on(`open=${open}&theme=${theme}`, { viewport: { width, height: 800 } }, async (page) => {
          if (open === 'toast') await page.locator('.toast .link').first().waitFor();
          expect(await faults(page)).toEqual([]);
        }));
    }
  }
});

describe('room', () => {
  for (const lang of ['en', 'ar', 'de', 'es', 'fr', 'it', 'ja', 'pt']) {
    test(`nothing sticks out of a window from 320 px on, ${lang}`, () =>
      on(`lang=${lang}`, {}, async (page) => {
        for (const width of [320, 360, 480, 720]) {
          await page.setViewportSize({ width, height: 800 });
          expect(await page.evaluate(overflow), `${width} px`).toEqual([]);
        }
      }));
  }

  test('text 40 % longer is not cut', () =>
    on('open=card', { viewport: { width: 360, height: 800 } }, async (page) => {
      const cut = await page.evaluate(() => {
        const root = document.querySelector('[data-touchstone="card"]')?.shadowRoot as ShadowRoot;
        const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
        const texts: Text[] = [];
        while (walker.nextNode()) texts.push(walker.currentNode as Text);
        for (const text of texts) {
          if (text.parentElement?.closest('style, .unseen')) continue;
          text.data += text.data.slice(0, Math.ceil(text.data.length * 0.4));
        }
        return [...root.querySelectorAll('h2, h3, p, li, button, a, mark')]
          .filter((element) => !element.closest('.unseen'))
          .filter((element) => element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0)
          .map((element) => element.textContent);
      });
      expect(cut).toEqual([]);
      expect(await page.evaluate(overflow)).toEqual([]);
    }));

  test('what is pressed is at least 36 px high, and 44 px on touch', async () => {
    for (const open of ['card', 'banner', 'way', 'toast', 'popup']) {
      await on(`open=${open}`, { viewport: { width: 1000, height: 800 } }, async (page) => {
        if (open === 'toast') await page.locator('.toast .link').first().waitFor();
        // The page's own button is not ours.
        await page.evaluate(() => document.querySelector('.post > button')?.remove());
        expect(await page.evaluate(small, 36)).toEqual([]);
      });
      await on(
        `open=${open}`,
        { viewport: { width: 360, height: 800 }, hasTouch: true, isMobile: true },
        async (page) => {
          if (open === 'toast') await page.locator('.toast .link').first().waitFor();
          await page.evaluate(() => document.querySelector('.post > button')?.remove());
          expect(await page.evaluate(small, 44)).toEqual([]);
        },
      );
    }
  });

  test('a card is 380 px by its badge, and a sheet at the foot of a narrow window', async () => {
    const box = (page: Page) => page.locator('[data-touchstone="card"] dialog').boundingBox();
    await on('open=card', { viewport: { width: 1000, height: 800 } }, async (page) => {
      const badge = await page.locator('[data-touchstone="badge"]').boundingBox();
      const card = await box(page);
      expect(card?.width).toBe(380);
      expect(Math.round((card?.x ?? 0) + 380)).toBe(Math.round((badge?.x ?? 0) + (badge?.width ?? 0)));
      expect(Math.round((card?.y ?? 0) - (badge?.y ?? 0) - (badge?.height ?? 0))).toBe(8);
    });
    await on('open=card', { viewport: { width: 400, height: 800 } }, async (page) => {
      const card = await box(page);
      expect(card?.x).toBe(0);
      expect(card?.width).toBe(400);
      expect(Math.round((card?.y ?? 0) + (card?.height ?? 0))).toBe(800);
    });
    await on('open=card&lang=ar', { viewport: { width: 1000, height: 800 } }, async (page) => {
      const badge = await page.locator('[data-touchstone="badge"]').boundingBox();
      expect(Math.round((await box(page))?.x ?? 0)).toBe(Math.round(badge?.x ?? 0));
    });
  });

  test('the banner is one line in a narrow window', () =>
    on('open=banner', { viewport: { width: 360, height: 800 } }, async (page) => {
      const banner = await page.locator('[data-touchstone="banner"]').boundingBox();
      expect(banner?.height).toBeLessThanOrEqual(48);
      expect(banner?.y).toBe(0);
    }));
});

/** Runs in the page: the text of what has the focus, through the roots. */
function focused() {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element?.getAttribute('aria-label') ?? element?.textContent ?? '';
}

describe('the keyboard', () => {
  test('Enter opens the card, Tab stays in it, Escape closes it and gives the focus back', () =>
    on('open=', { viewport: { width: 1000, height: 800 } }, async (page) => {
      const badge = page.locator('[data-touchstone="badge"] .badge');
      await badge.focus();
      expect(await badge.getAttribute('aria-expanded')).toBe('false');
      await page.keyboard.press('Enter');
      const card = page.locator('[data-touchstone="card"] dialog');
      await card.waitFor();
      expect(await badge.getAttribute('aria-expanded')).toBe('true');
      const visited = [];
      for (let step = 0; step < 7; step += 1) {
        await page.keyboard.press('Tab');
        visited.push(await page.evaluate(focused));
      }
      expect(visited.slice(0, 5)).toEqual([
        'Close',
        'Report',
        'Cartier’s own shop (opens a new tab)',
        'Trust this account',
        'This is wrong',
      ]);
      expect(visited).not.toContain('a button of the page');
      await page.keyboard.press('Escape');
      await card.waitFor({ state: 'detached' });
      expect(await page.evaluate(focused)).toContain('Names Cartier, link does not');
      expect(await badge.getAttribute('aria-expanded')).toBe('false');
    }));

  test('keys and presses inside a surface do not reach the page', () =>
    on('open=', { viewport: { width: 1000, height: 800 } }, async (page) => {
      await page.evaluate(() => {
        const heard: string[] = [];
        Object.assign(globalThis, { heard });
        for (const type of ['keydown', 'click', 'dblclick', 'pointerdown']) {
          document.addEventListener(type, (event) => heard.push(event.type));
        }
      });
      await page.locator('[data-touchstone="badge"] .badge').dblclick();
      await page.locator('[data-touchstone="card"] dialog').waitFor();
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => (globalThis as unknown as { heard: string[] }).heard)).toEqual([]);
    }));

  test('a press outside closes the card; an action closes it and is told', () =>
    on('open=card', { viewport: { width: 1000, height: 800 } }, async (page) => {
      const card = page.locator('[data-touchstone="card"] dialog');
      await page.mouse.click(900, 700);
      await card.waitFor({ state: 'detached' });
      await page.locator('[data-touchstone="badge"] .badge').click();
      await page.getByRole('button', { name: 'Report' }).click();
      await card.waitFor({ state: 'detached' });
      expect(await page.evaluate(() => (globalThis as unknown as { actions: string[] }).actions)).toEqual([
        'card:{"kind":"report"}',
      ]);
    }));

  test('the way out: Escape goes back, and the boxes are remembered', () =>
    on('open=way', { viewport: { width: 1000, height: 800 } }, async (page) => {
      await page.getByLabel('Don’t stop me for this account again').check();
      await page.keyboard.press('Escape');
      await expect
        .poll(() => page.evaluate(() => (globalThis as unknown as { actions: string[] }).actions))
        .toEqual(['way:{"go":"back","remember":{"account":true,"always":false}}']);
      expect(await page.locator('[data-touchstone="way"]').count()).toBe(0);
    }));

  test('the popup: into a finding and back, and a deletion asks first', () =>
    on('open=popup', { viewport: { width: 400, height: 800 } }, async (page) => {
      await page.getByRole('button', { name: 'some.handle' }).press('Enter');
      expect(await page.evaluate(focused)).toBe('Back');
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'My reports (2)' }).click();
      await page.getByRole('button', { name: 'Delete the report on some.handle' }).click();
      expect(await page.evaluate(focused)).toBe('Keep');
      await page.getByRole('button', { name: 'Delete for good?' }).click();
      expect(await page.evaluate(() => (globalThis as unknown as { actions: string[] }).actions)).toEqual([
        'popup:{"kind":"remove","id":"1"}',
      ]);
    }));
});

describe('direction', () => {
  test('a Latin quote in an Arabic card keeps its marks at its own ends', () =>
    on('open=card&lang=ar', { viewport: { width: 1000, height: 800 } }, async (page) => {
      const ends = await page.evaluate(() => {
        const root = document.querySelector('[data-touchstone="card"]')?.shadowRoot as ShadowRoot;
        const quote = root.querySelector('.quote') as HTMLElement;
        const place = (node: Node, at: number) => {
          const range = document.createRange();
          range.setStart(node, at);
          range.setEnd(node, at + 1);
          return range.getBoundingClientRect();
        };
        const first = quote.firstChild as Text;
        const last = quote.lastChild as Text;
        const letter = quote.querySelector('mark')?.firstChild as Text;
        return {
          direction: getComputedStyle(quote).direction,
          open: place(first, 0).left < place(letter, 0).left && place(first, 0).top === place(letter, 0).top,
          close: last.data,
        };
      });
      expect(ends).toEqual({ direction: 'ltr', open: true, close: '»' });
    }));
});
