// Firefox with the extension, driven by puppeteer-core over WebDriver BiDi; the stand-in is its proxy.

import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Page, type Browser as Puppeteer } from 'puppeteer-core';
import { type Browser, DEEP_QUERY, type Launch, type Look, type Tab } from './browser.ts';

export const FIREFOX = process.env.FIREFOX ?? '/usr/bin/firefox-esr';
const ADD_ON = 'touchstone@touchstone.invalid';
// Firefox gives each installation its own address; presetting it lets a test open the extension's pages.
const ADDRESS = '7f9c3b52-4c1e-4a57-9d0b-1a2f6c3e8d41';

class FirefoxTab implements Tab {
  private readonly page: Page;
  private readonly browser: Puppeteer;
  constructor(page: Page, browser: Puppeteer) {
    this.page = page;
    this.browser = browser;
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
  async waitUntilGone(selector: string, timeout = 15_000): Promise<void> {
    await this.page.waitForFunction(`(${DEEP_QUERY})(${JSON.stringify(selector)}) === null`, { timeout, polling: 50 });
  }
  async click(selector: string): Promise<void> {
    const handle = await this.page.evaluateHandle(`(${DEEP_QUERY})(${JSON.stringify(selector)})`);
    const element = handle.asElement();
    if (element === null) throw new Error(`There is no ${selector} on ${this.url()}.`);
    await (element as import('puppeteer-core').ElementHandle<Element>).click();
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
  async clickToNewTab(selector: string): Promise<Tab> {
    const before = new Set(await this.browser.pages());
    await this.click(selector);
    const deadline = Date.now() + 15_000;
    for (;;) {
      const fresh = (await this.browser.pages()).find((page) => !before.has(page));
      if (fresh !== undefined) {
        await fresh.waitForFunction("document.readyState === 'complete' && location.href !== 'about:blank'", {
          timeout: 15_000,
          polling: 50,
        });
        return new FirefoxTab(fresh, this.browser);
      }
      if (Date.now() > deadline) throw new Error(`No new tab was opened by ${selector}.`);
      await new Promise((resolve) => setImmediate(resolve));
    }
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
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: FIREFOX,
    headless: launch.headless,
    acceptInsecureCerts: true,
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
      'extensions.background.idle.timeout': 30_000,
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
  return {
    name: 'firefox',
    extension: `moz-extension://${ADDRESS}`,
    async newTab() {
      return new FirefoxTab(await browser.newPage(), browser);
    },
    async stopBackground() {
      throw new Error('Firefox ends its event page by the idle timeout only; launch with a short one.');
    },
    async close() {
      await browser.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
