// The background: everything is put together and every listener is set in the first turn, so that the event that started the worker
// finds its listener. The engine starts when the first message needs it.

import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { allowedBy } from '../../background/access';
import { areaOver } from '../../background/area';
import { siteOf } from '../../background/brand-sites';
import { Choices } from '../../background/choices';
import { EngineHost } from '../../background/engine-host';
import { Findings } from '../../background/findings';
import { Journeys } from '../../background/journeys';
import { startEngine } from '../../background/packaged-engine';
import { askFor, type WebApis } from '../../background/page-fetch';
import { ReadListings } from '../../background/read-listings';
import { Reports } from '../../background/reports';
import { type MessageSender, Router } from '../../background/router';
import { Service } from '../../background/service';
import { type ScriptApis, SiteScripts } from '../../background/site-scripts';

export default defineBackground({
  type: 'module',
  main() {
    const session = areaOver(browser.storage.session);
    const local = areaOver(browser.storage.local);
    const findings = new Findings(session);
    const journeys = new Journeys(session);
    const scripts = new SiteScripts({
      permissions: browser.permissions,
      scripting: browser.scripting as ScriptApis['scripting'],
      tabs: browser.tabs,
    });
    const web: WebApis = {
      fetch: (url, init) => fetch(url, init),
      onHeadersReceived: browser.webRequest.onHeadersReceived as unknown as WebApis['onHeadersReceived'],
    };
    const service = new Service(
      new EngineHost(startEngine),
      findings,
      journeys,
      new Choices(local),
      new Reports(),
      new ReadListings(),
      {
        extensionVersion: browser.runtime.getManifest().version,
        allowed: () => allowedBy(browser.permissions),
        ask: (url, stop) => askFor(url, stop, web),
        siteOf,
        notify: (tabId, notice) => void browser.tabs.sendMessage(tabId, notice).catch(() => undefined),
        setCount: (tabId, count) => {
          const text = count === 0 ? '' : count === 'fault' ? '!' : String(count);
          // The tab may be gone by now.
          void Promise.all([
            browser.action.setBadgeText({ tabId, text }),
            browser.action.setBadgeBackgroundColor({ tabId, color: count === 'fault' ? '#4B5563' : '#B42318' }),
          ]).catch(() => undefined);
        },
        openAllow: async (site) => {
          const url = browser.runtime.getURL('/allow.html');
          await browser.tabs.create({ url: `${url}?site=${encodeURIComponent(site)}` });
        },
        forgetSession: () => browser.storage.session.clear(),
        now: Date.now,
      },
      session,
    );
    const router = new Router(service, { id: browser.runtime.id, origin: new URL(browser.runtime.getURL('/')).origin });
    const resume = () => void service.resume().catch(() => undefined);

    browser.runtime.onMessage.addListener(
      (message: unknown, sender: MessageSender, reply: (value: unknown) => void) => {
        void router.answer(message, sender).then(reply);
        return true;
      },
    );
    browser.tabs.onCreated.addListener(({ id, openerTabId }) => {
      if (id !== undefined) void journeys.tabOpened(id, openerTabId);
    });
    browser.tabs.onRemoved.addListener((tabId) => {
      void journeys.tabClosed(tabId);
      void findings.forget(tabId);
    });
    browser.permissions.onAdded.addListener(({ origins }) => {
      void scripts.granted(origins ?? []);
      resume();
    });
    browser.permissions.onRemoved.addListener(() => void scripts.sync());
    browser.runtime.onInstalled.addListener(() => void scripts.sync());
    browser.runtime.onStartup.addListener(() => void scripts.sync());
    resume();
  },
});
