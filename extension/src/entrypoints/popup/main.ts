// The popup: asks what was checked in the tab it stands over, and does what is pressed.

import { browser } from 'wxt/browser';
import { ask } from '../../client';
import { act } from '../../content/actions';
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

async function main(): Promise<void> {
  const root = document.getElementById('root');
  if (root === null) return;
  const tab = await tabBeneath();
  const tabId = tab?.id ?? -1;
  const draw = async () =>
    renderPopup(
      root,
      await ask({ type: 'popup.state', tabId, ...(tab?.url === undefined ? {} : { url: tab.url }) }),
      (action) => void press(action),
    );

  async function press(action: PopupAction): Promise<void> {
    switch (action.kind) {
      case 'finding':
        await act(action.action, {
          key: action.key,
          tabId,
          toast: (view, onAction) => showToast(view, onAction),
          openUrl: (url) => void browser.tabs.create({ url }),
          close: () => void draw(),
        });
        return;
      case 'show': {
        const notice: Notice = { type: 'show', key: action.key };
        await browser.tabs.sendMessage(tabId, notice);
        window.close();
        return;
      }
      case 'allow':
        await ask({ type: 'open.allow', marketplace: action.marketplace });
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
