// On a marketplace that the person has allowed: hands the page to the background if a claim may have led here, and draws the banner.

import { browser } from 'wxt/browser';
import { defineContentScript } from 'wxt/utils/define-content-script';
import { ask } from '../../client';
import { act } from '../../content/actions';
import { LIMITS } from '../../contract';
import { mountBanner, showToast } from '../../surfaces';

export default defineContentScript({
  registration: 'runtime',
  matches: [],
  runAt: 'document_idle',
  main() {
    // Nobody waits for it, and a page is not to see it fail.
    void compare().catch(() => undefined);
  },
});

async function compare(): Promise<void> {
  if (window.top !== window || browser.runtime?.id === undefined) return;
  const page = {
    url: location.href.slice(0, LIMITS.url),
    referrer: document.referrer.slice(0, LIMITS.url),
  };
  const { expected } = await ask({ type: 'listing.expected', ...page });
  if (!expected) return;
  const html = document.documentElement.outerHTML;
  if (html.length > LIMITS.html) return;
  const answer = await ask({ type: 'listing.read', ...page, html });
  if (answer.banner === null) return;
  const { key } = answer;
  const banner = mountBanner(answer.banner, (action) => {
    void act(action, {
      key,
      toast: showToast,
      openUrl: (url) => void window.open(url, '_blank', 'noopener'),
      // After a report the banner stays: what it says is as true as before.
      close: () => {
        if (action.kind !== 'report') banner.remove();
      },
    }).catch(() => undefined);
  });
}
