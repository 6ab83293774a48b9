// The self-check page: asks the page of Instagram that the popup stood over what it has read, and shows that as text.

import * as v from 'valibot';
import { browser } from 'wxt/browser';
import { ask } from '../../client';
import { type Notice, selfCheckSchema } from '../../protocol';
import { renderSelfCheck } from '../../surfaces';
import { selfCheckText } from '../../views/self_check';

async function textOf(tabId: number): Promise<string | undefined> {
  const notice: Notice = { type: 'self.check' };
  const answer: unknown = await browser.tabs.sendMessage(tabId, notice).catch(() => undefined);
  const check = v.safeParse(selfCheckSchema, answer);
  if (!check.success) return undefined;
  const { versions } = await ask({ type: 'popup.state', tabId });
  return selfCheckText(check.output, { ...versions, browser: navigator.userAgent });
}

async function main(): Promise<void> {
  const root = document.getElementById('root');
  if (root === null) return;
  const text = await textOf(Number(new URLSearchParams(location.search).get('tab')));
  const draw = (copied: boolean) =>
    renderSelfCheck(root, { text, copied }, () => {
      void navigator.clipboard.writeText(text ?? '').then(() => draw(true));
    });
  draw(false);
}

void main();
