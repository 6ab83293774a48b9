// Firefox with the extension, driven by puppeteer-core over WebDriver BiDi; the stand-in is its proxy.

import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Page, type Browser as Puppeteer } from 'puppeteer-core';
import {
  type Browser,
  CHOOSE,
  DEEP_QUERY,
  type Launch,
  type Look,
  type Press,
  type Saved,
  TAB_BEFORE,
  type Tab,
} from './browser.ts';

export const FIREFOX = process.env.FIREFOX ?? '/usr/bin/firefox-esr';
const ADD_ON = 'touchstone@touchstone.invalid';
// Firefox gives each installation its own address; presetting it lets a test open the extension's pages.
const ADDRESS = '7f9c3b52-4c1e-4a57-9d0b-1a2f6c3e8d41';

/** What `ask` gives once it gives something. */
async function until<T>(what: string, ask: () => T | undefined | Promise<T | undefined>): Promise<T> {
  const deadline = Date.now() + 15_000;
  for (;;) {
    const found = await ask();
    if (found !== undefined) return found;
    if (Date.now() > deadline) throw new Error(`Waited in vain for ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

class FirefoxTab implements Tab {
  private readonly page: Page;
  private readonly browser: Puppeteer;
  /** Where saved files go. */
  private readonly folder: string;
  constructor(page: Page, browser: Puppeteer, folder: string) {
    this.page = page;
    this.browser = browser;
    this.folder = folder;
  }
  async goto(url: string): Promise<void> {
    await this.page.goto(url, { waitUntil: 'load' });
  }
  url(): string {
    return this.page.url();
  }
  async waitFor(selector: string, timeout = 15_000): Promise<void> {
    await this.page.waitForFunction(
      `(() => { const found = (${DEEP_QUERY})(${JSON.stringify(selector)}); return found !== null && found.getClientRects().length > 0; })()`,
      { timeout, polling: 50 },
    );
  }
  async waitForText(selector: string, words: string, timeout = 15_000): Promise<void> {
    await this.page.waitForFunction(
      `((${DEEP_QUERY})(${JSON.stringify(selector)})?.innerText ?? '').includes(${JSON.stringify(words)})`,
      { timeout, polling: 50 },
    );
  }
  async waitUntilGone(selector: string, timeout = 15_000): Promise<void> {
    await this.page.waitForFunction(`(${DEEP_QUERY})(${JSON.stringify(selector)}) === null`, { timeout, polling: 50 });
  }
  async click(selector: string, how: Press = 'left'): Promise<void> {
    await this.waitFor(selector);
    const handle = await this.page.evaluateHandle(`(${DEEP_QUERY})(${JSON.stringify(selector)})`);
    const element = handle.asElement();
    if (element === null) throw new Error(`There is no ${selector} on ${this.url()}.`);
    await (element as import('puppeteer-core').ElementHandle<Element>).click({ button: how });
  }
  async choose(selector: string, value: string): Promise<void> {
    await this.waitFor(selector);
    await this.page.evaluate(`(${CHOOSE})((${DEEP_QUERY})(${JSON.stringify(selector)}), ${JSON.stringify(value)})`);
  }
  async press(key: string): Promise<void> {
    await this.page.keyboard.press(key as import('puppeteer-core').KeyInput);
  }
  text(selector: string): Promise<string> {
    return this.page.evaluate(
      `((${DEEP_QUERY})(${JSON.stringify(selector)})?.innerText ?? '').trim()`,
    ) as Promise<string>;
  }
  count(selector: string): Promise<number> {
    return this.page.evaluate(`(() => {
      let count = 0;
      const walk = (root) => {
        count += root.querySelectorAll(${JSON.stringify(selector)}).length;
        for (const element of root.querySelectorAll('*')) if (element.shadowRoot) walk(element.shadowRoot);
      };
      walk(document);
      return count;
    })()`) as Promise<number>;
  }
  async clickToNewTab(selector: string, how: Press = 'left'): Promise<Tab> {
    const before = new Set(await this.browser.pages());
    await this.click(selector, how);
    const page = await until(`a new tab, opened by ${selector}`, async () =>
      (await this.browser.pages()).find((one) => !before.has(one)),
    );
    await page.waitForFunction("document.readyState === 'complete' && location.href !== 'about:blank'", {
      timeout: 15_000,
      polling: 50,
    });
    return new FirefoxTab(page, this.browser, this.folder);
  }
  async clickToSave(selector: string): Promise<Saved> {
    const before = new Set(readdirSync(this.folder));
    await this.click(selector);
    return until(`a file, saved by ${selector}`, () => {
      const files = readdirSync(this.folder).filter((file) => !before.has(file));
      // While it is being written a second file stands beside it.
      const [name] = files;
      if (name === undefined || files.length > 1 || name.endsWith('.part')) return undefined;
      const text = readFileSync(join(this.folder, name), 'utf8');
      return text === '' ? undefined : { name, text };
    });
  }
  async copyText(selector: string): Promise<void> {
    await this.page.evaluate(`getSelection().selectAllChildren((${DEEP_QUERY})(${JSON.stringify(selector)}))`);
    await this.page.keyboard.down('Control');
    await this.page.keyboard.press('c');
    await this.page.keyboard.up('Control');
  }
  async back(): Promise<void> {
    await this.page.goBack({ waitUntil: 'load' });
  }
  async show(): Promise<void> {
    await this.page.bringToFront();
  }
  evaluate<T>(source: string): Promise<T> {
    return this.page.evaluate(source) as Promise<T>;
  }
  async look({ width, height }: Look): Promise<void> {
    await this.page.setViewport({ width, height });
  }
  async screenshot(path: string): Promise<void> {
    await this.page.screenshot({ path: path as `${string}.png` });
  }
  async close(): Promise<void> {
    await this.page.close();
  }
}

export async function launchFirefox(launch: Launch): Promise<Browser> {
  if (!existsSync(FIREFOX))
    throw new Error(`Firefox is missing at ${FIREFOX}; install Debian's package "firefox-esr".`);
  const profile = mkdtempSync(join(tmpdir(), 'touchstone-firefox-'));
  const folder = join(profile, 'saved');
  mkdirSync(folder);
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: FIREFOX,
    headless: launch.headless,
    acceptInsecureCerts: true,
    // Without it no page of an extension may be opened.
    args: ['--remote-allow-system-access'],
    userDataDir: profile,
    extraPrefsFirefox: {
      'network.proxy.type': 1,
      'network.proxy.ssl': '127.0.0.1',
      'network.proxy.ssl_port': launch.proxyPort,
      'network.proxy.http': '127.0.0.1',
      'network.proxy.http_port': launch.proxyPort,
      'network.proxy.no_proxies_on': '',
      'extensions.webextensions.uuids': JSON.stringify({ [ADD_ON]: ADDRESS }),
      'extensions.originControls.grantByDefault': true,
      'extensions.background.idle.timeout': launch.rest ?? 30_000,
      ...(launch.dark ? { 'layout.css.prefers-color-scheme.content-override': 0 } : {}),
      'browser.download.folderList': 2,
      'browser.download.dir': folder,
      'browser.download.alwaysOpenPanel': false,
      'browser.download.always_ask_before_handling_new_types': false,
      'intl.accept_languages': launch.language ?? 'en-US',
      'intl.locale.requested': launch.language ?? 'en-US',
      // Firefox's own services are no part of what is tested.
      'app.update.enabled': false,
      'browser.safebrowsing.downloads.enabled': false,
      'browser.safebrowsing.malware.enabled': false,
      'browser.safebrowsing.phishing.enabled': false,
      'datareporting.policy.dataSubmissionEnabled': false,
      'extensions.blocklist.enabled': false,
      'extensions.getAddons.cache.enabled': false,
      'network.captive-portal-service.enabled': false,
      'network.connectivity-service.enabled': false,
      'services.settings.server': 'data:,',
      'toolkit.telemetry.enabled': false,
    },
  });
  await browser.installExtension(launch.extension);
  const extension = `moz-extension://${ADDRESS}`;
  /** A page of the extension. Of those Firefox tells no load event over WebDriver BiDi: the page itself is asked. */
  const open = async (path: string) => {
    const page = await browser.newPage();
    await page.goto(`${extension}/${path}`, { waitUntil: [] });
    await until(`${path} of the extension`, async () => {
      const there = await page.evaluate("location.protocol === 'moz-extension:' && document.readyState === 'complete'");
      return there === true ? true : undefined;
    });
    return page;
  };
  return {
    name: 'firefox',
    extension,
    async newTab() {
      return new FirefoxTab(await browser.newPage(), browser, folder);
    },
    async popup(over) {
      await over.show();
      const page = await open('popup.html');
      const id = await page.evaluate(TAB_BEFORE);
      await page.close();
      const popup = await open(`popup.html?tab=${id}`);
      await popup.setViewport({ width: 400, height: 640 });
      return new FirefoxTab(popup, browser, folder);
    },
    async page(path) {
      return new FirefoxTab(await open(path), browser, folder);
    },
    async forget() {
      const page = await open('allow.html');
      await page.evaluate('chrome.storage.session.clear()');
      await page.close();
    },
    async stopBackground() {
      // Nothing ends it but rest; a page of the extension can see when it has gone.
      if (launch.rest === undefined) throw new Error('Launch Firefox with a short rest to see its background end.');
      const page = await open('allow.html');
      await page.waitForFunction('chrome.extension.getBackgroundPage() === null', { timeout: 30_000, polling: 50 });
      await page.close();
    },
    async close() {
      await browser.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
