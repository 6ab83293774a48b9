// Chromium with the extension, driven by playwright-core; the stand-in answers at the real addresses through host-resolver rules.

import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { type Browser, type Launch, type Look, type Press, type Saved, TAB_BEFORE, type Tab } from './browser.ts';

export const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';

class ChromiumTab implements Tab {
  private readonly page: Page;
  // Node runs this file as it is, and strips types only: a parameter cannot declare a property.
  constructor(page: Page) {
    this.page = page;
  }
  async goto(url: string): Promise<void> {
    await this.page.goto(url, { waitUntil: 'load' });
  }
  url(): string {
    return this.page.url();
  }
  async waitFor(selector: string, timeout = 15_000): Promise<void> {
    await this.page.locator(selector).first().waitFor({ state: 'visible', timeout });
  }
  async waitForText(selector: string, words: string, timeout = 15_000): Promise<void> {
    await this.page.locator(selector).filter({ hasText: words }).first().waitFor({ state: 'visible', timeout });
  }
  async waitUntilGone(selector: string, timeout = 15_000): Promise<void> {
    await this.page.locator(selector).first().waitFor({ state: 'detached', timeout });
  }
  async click(selector: string): Promise<void> {
    await this.page.locator(selector).first().click();
  }
  async choose(selector: string, value: string): Promise<void> {
    await this.page.locator(selector).first().selectOption(value);
  }
  async press(key: string): Promise<void> {
    await this.page.keyboard.press(key);
  }
  async text(selector: string): Promise<string> {
    // biome-ignore lint/performance/useDomNodeTextContent: what a person sees is asked for, not what the tree holds.
    return (await this.page.locator(selector).first().innerText()).trim();
  }
  count(selector: string): Promise<number> {
    return this.page.locator(selector).count();
  }
  async clickToNewTab(selector: string, how: Press = 'left'): Promise<Tab> {
    const [page] = await Promise.all([
      this.page.context().waitForEvent('page'),
      this.page.locator(selector).first().click({ button: how }),
    ]);
    await page.waitForLoadState('load');
    return new ChromiumTab(page);
  }
  async clickToSave(selector: string): Promise<Saved> {
    const [download] = await Promise.all([this.page.waitForEvent('download'), this.click(selector)]);
    return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
  }
  async copyText(selector: string): Promise<void> {
    await this.page.locator(selector).first().selectText();
    await this.page.keyboard.press('Control+C');
  }
  async back(): Promise<void> {
    await this.page.goBack({ waitUntil: 'load' });
  }
  async show(): Promise<void> {
    await this.page.bringToFront();
  }
  evaluate<T>(source: string): Promise<T> {
    return this.page.evaluate(source);
  }
  async look({ width, height, dark = false }: Look): Promise<void> {
    await this.page.setViewportSize({ width, height });
    await this.page.emulateMedia({ colorScheme: dark ? 'dark' : 'light', reducedMotion: 'reduce' });
  }
  async screenshot(path: string): Promise<void> {
    await this.page.screenshot({ path });
  }
  async close(): Promise<void> {
    await this.page.close();
  }
}

export interface ChromiumBrowser extends Browser {
  context: BrowserContext;
}

export async function launchChromium(launch: Launch): Promise<ChromiumBrowser> {
  if (!existsSync(CHROMIUM))
    throw new Error(`Chromium is missing at ${CHROMIUM}; install Debian's package "chromium".`);
  const profile = mkdtempSync(join(tmpdir(), 'touchstone-chromium-'));
  const language = launch.language ?? 'en-US';
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: CHROMIUM,
    headless: launch.headless,
    ignoreHTTPSErrors: true,
    viewport: launch.headless ? { width: 1280, height: 900 } : null,
    locale: language,
    env: { ...process.env, LANGUAGE: language.replace('-', '_') },
    ignoreDefaultArgs: ['--disable-extensions'],
    args: [
      ...(launch.headless ? ['--headless=new'] : []),
      '--no-sandbox',
      `--lang=${language}`,
      `--load-extension=${launch.extension}`,
      `--disable-extensions-except=${launch.extension}`,
      '--disable-features=DisableLoadExtensionCommandLineSwitch',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-quic',
      '--no-first-run',
      // Everything goes to the stand-in or nowhere.
      `--host-resolver-rules=MAP *:443 127.0.0.1:${launch.port}, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1`,
      '--ignore-certificate-errors',
    ],
  });
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker', { timeout: 20_000 }));
  const extension =
    new URL(worker.url()).origin === 'null'
      ? worker.url().split('/').slice(0, 3).join('/')
      : new URL(worker.url()).origin;
  return {
    name: 'chromium',
    extension,
    context,
    async newTab() {
      const page = await context.newPage();
      return new ChromiumTab(page);
    },
    async popup(over) {
      await over.show();
      const page = await context.newPage();
      await page.goto(`${extension}/popup.html`);
      const id = await page.evaluate(TAB_BEFORE);
      await page.setViewportSize({ width: 400, height: 640 });
      await page.goto(`${extension}/popup.html?tab=${id}`);
      return new ChromiumTab(page);
    },
    async page(path) {
      const page = await context.newPage();
      await page.goto(`${extension}/${path}`);
      return new ChromiumTab(page);
    },
    async forget() {
      const page = await context.newPage();
      await page.goto(`${extension}/allow.html`);
      await page.evaluate('chrome.storage.session.clear()');
      await page.close();
    },
    async stopBackground() {
      // A service worker belongs to the browser, not to a page; any page of the extension's origin may end it.
      const page = await context.newPage();
      await page.goto(`${extension}/popup.html`);
      const session = await context.newCDPSession(page);
      await session.send('ServiceWorker.enable');
      await session.send('ServiceWorker.stopAllWorkers');
      await page.close();
    },
    async close() {
      await context.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
