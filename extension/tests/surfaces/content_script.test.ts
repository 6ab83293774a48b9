// The surfaces as content scripts draw them, on a page whose policy forbids all styles: in Chromium and in Firefox.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import puppeteer from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { probe } from './support/build';
import type { Server } from './support/serve';
import { serve } from './support/serve';

let server: Server;
beforeAll(async () => {
  server = await serve();
});
afterAll(() => server.close());

/** Runs in the page. What the badge and the banner look like once the stylesheet holds. */
function looks() {
  const root = (name: string) => document.querySelector(`[data-touchstone="${name}"]`)?.shadowRoot;
  const badge = root('badge')?.querySelector('.badge');
  const banner = root('banner')?.querySelector('.banner');
  if (!badge || !banner) return undefined;
  const style = getComputedStyle(badge);
  return {
    text: badge.textContent,
    radius: style.borderStartStartRadius,
    color: style.color,
    banner: getComputedStyle(banner).display,
    first: document.body.firstElementChild?.getAttribute('data-touchstone'),
    customElements: document.documentElement.dataset.customElements,
  };
}

/** Runs in the page. Where the focus is, through the roots. */
function focused() {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element?.className ?? '';
}

/** Runs in the page. Whether the card is open, and where. */
function card() {
  const dialog = document.querySelector('[data-touchstone="card"]')?.shadowRoot?.querySelector('dialog');
  if (!dialog?.open) return undefined;
  const box = dialog.getBoundingClientRect();
  return { width: box.width, inside: box.left >= 0 && box.right <= innerWidth && box.bottom <= innerHeight };
}

const drawn = {
  text: 'Names Cartier, link does not',
  radius: '14px',
  color: 'rgb(180, 35, 24)',
  banner: 'grid',
  first: 'banner',
};

interface Page {
  looks(): Promise<ReturnType<typeof looks>>;
  card(): Promise<ReturnType<typeof card>>;
  focused(): Promise<string>;
  press(key: string): Promise<void>;
  focusBadge(): Promise<void>;
}

async function check(page: Page) {
  await expect.poll(() => page.looks(), { timeout: 15_000 }).toMatchObject(drawn);
  await page.focusBadge();
  await page.press('Enter');
  await expect.poll(() => page.card(), { timeout: 5_000 }).toEqual({ width: 380, inside: true });
  expect(await page.focused()).toBe('sheet');
  await page.press('Escape');
  await expect.poll(() => page.card(), { timeout: 5_000 }).toBeUndefined();
  expect(await page.focused()).toBe('badge');
}

function focusBadge() {
  (document.querySelector('[data-touchstone="badge"]') as HTMLElement | null)?.focus();
}

describe('a page that allows no styles', () => {
  test('in Chromium', async () => {
    const profile = await mkdtemp(join(tmpdir(), 'surfaces-'));
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      headless: false,
      args: [
        '--headless=new',
        '--no-sandbox',
        '--disable-background-networking',
        `--disable-extensions-except=${probe}`,
        `--load-extension=${probe}`,
      ],
      viewport: { width: 1000, height: 800 },
    });
    try {
      const page = await context.newPage();
      await page.goto(`${server.origin}/strict`);
      await check({
        looks: () => page.evaluate(looks),
        card: () => page.evaluate(card),
        focused: () => page.evaluate(focused),
        press: (key) => page.keyboard.press(key),
        focusBadge: () => page.evaluate(focusBadge),
      });
      expect((await page.evaluate(looks))?.customElements).toBe('null');
    } finally {
      await context.close();
      await rm(profile, { recursive: true, force: true });
    }
  });

  test('in Firefox', async () => {
    const browser = await puppeteer.launch({
      browser: 'firefox',
      executablePath: process.env.FIREFOX ?? '/usr/bin/firefox-esr',
      headless: true,
    });
    try {
      await browser.installExtension(probe);
      const page = await browser.newPage();
      await page.setViewport({ width: 1000, height: 800 });
      await page.goto(`${server.origin}/strict`);
      await check({
        looks: () => page.evaluate(looks),
        card: () => page.evaluate(card),
        focused: () => page.evaluate(focused),
        press: (key) => page.keyboard.press(key as 'Enter'),
        focusBadge: () => page.evaluate(focusBadge),
      });
    } finally {
      await browser.close();
    }
  });
});
