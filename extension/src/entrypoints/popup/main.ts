// The popup: asks what was checked in the tab it stands over, and does what is pressed.

import { browser } from 'wxt/browser';
import { ask } from '../../client';
import { act } from '../../content/actions';
import { LIMITS } from '../../contract';
import type { Notice } from '../../protocol';
import { renderPopup, showToast } from '../../surfaces';
import type { PopupAction } from '../../surfaces/types';
import { download } from '../../views/download';

/** The tab that the popup stands over. In the end-to-end build a test may open it as a page of its own, and name the tab: `?tab=12`. */
async function tabBeneath() {
  const named = import.meta.env.MODE === 'e2e' ? new URLSearchParams(location.search).get('tab') : null;
  if (named !== null) return browser.tabs.get(Number(named));
  return (await browser.tabs.query({ active: true, currentWindow: true }))[0];
}

/** How often the popup looks while a link is being checked. */
const LOOK = 400;

/** The page as it stands in the tab. The browser lets it be read once, since the person pressed the toolbar's button there. */
async function readPage(tabId: number): Promise<{ url: string; referrer: string; html: string } | undefined> {
  const [injected] = await browser.scripting.executeScript({
    target: { tabId },
    func: () => ({
      url: location.href,
      referrer: document.referrer,
      html: document.documentElement.outerHTML,
    }),
  });
  const page = injected?.result;
  return page === undefined || page === null || page.html.length > LIMITS.html
    ? undefined
    : { url: page.url.slice(0, LIMITS.url), referrer: page.referrer.slice(0, LIMITS.url), html: page.html };
}

async function main(): Promise<void> {
  const root = document.getElementById('root');
  if (root === null) return;
  const tab = await tabBeneath();
  const tabId = tab?.id ?? -1;
  let unreadable = false;
  const draw = async () => {
    const state = await ask({ type: 'popup.state', tabId, ...(tab?.url === undefined ? {} : { url: tab.url }) });
    renderPopup(root, unreadable ? { ...state, unreadable } : state, (action) => void press(action));
  };

  async function press(action: PopupAction): Promise<void> {
    switch (action.kind) {
      case 'finding': {
        // The background tells pages what a check has come to, and the popup has none: it looks.
        const look = action.action.kind === 'check_link' ? setInterval(() => void draw(), LOOK) : undefined;
        try {
          await act(action.action, {
            key: action.key,
            tabId,
            toast: (view, onAction) => showToast(view, onAction),
            openUrl: (url) => void browser.tabs.create({ url }),
            close: () => void draw(),
          });
        } finally {
          clearInterval(look);
          if (look !== undefined) await draw();
        }
        return;
      }
      case 'show': {
        const notice: Notice = { type: 'show', key: action.key };
        await browser.tabs.sendMessage(tabId, notice);
        window.close();
        return;
      }
      case 'allow':
        await ask({ type: 'open.allow', site: action.site });
        window.close();
        return;
      case 'check_page': {
        const page = await readPage(tabId);
        unreadable = page === undefined || !(await ask({ type: 'page.read', tabId, ...page })).listing;
        await draw();
        return;
      }
      case 'options':
        await browser.runtime.openOptionsPage();
        window.close();
        return;
      case 'export': {
        const { name, mime, text } = await ask({ type: 'reports.export', format: action.format, ids: [...action.ids] });
        download(name, mime, text);
        return;
      }
      case 'self_check': {
        const url = browser.runtime.getURL('/self_check.html');
        await browser.tabs.create({ url: `${url}?tab=${tabId}` });
        window.close();
        return;
      }
      case 'remove':
        await ask({ type: 'report.undo', id: action.id });
        await draw();
        return;
    }
  }

  await draw();
}

void main();
