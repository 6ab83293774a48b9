// On Instagram: reads what stands on the page, asks the background, draws what it answers.

import * as v from 'valibot';
import { browser } from 'wxt/browser';
import { defineContentScript } from 'wxt/utils/define-content-script';
import { ask, Disconnected } from '../../client';
import { act } from '../../content/actions';
import { receive } from '../../content/channel';
import { watchLinks } from '../../content/links';
import { Marks } from '../../content/marks';
import { Reader } from '../../content/reader';
import { LIMITS } from '../../contract';
import { noticeSchema } from '../../protocol';
import { leavesInstagram, pageOf } from '../../sites/instagram';
import { mountBadge, openCard, showToast } from '../../surfaces';
import { unreadCard } from '../../views/unread';

export default defineContentScript({
  matches: ['https://www.instagram.com/*'],
  runAt: 'document_start',
  main() {
    const marks = new Marks(mountBadge, {
      drew: (host) => reader.ignore(host),
      open: (anchor, key, _item, card) => {
        const drawn = openCard(anchor, card, (action) => {
          const close = () => drawn.remove();
          void act(action, {
            key,
            toast: (view, onAction) => {
              const toast = showToast(view, onAction);
              reader.ignore(toast.host);
              return toast;
            },
            openUrl: (url) => void window.open(url, '_blank', 'noopener'),
            close,
          }).catch(stopIfDisconnected);
        });
        reader.ignore(drawn.host);
      },
    });

    const reader = new Reader(
      {
        document,
        address: () => location.href,
        whenIdle: (run) => void requestIdleCallback(run, { timeout: 1000 }),
        observe: (target, onRecords) => {
          const observer = new MutationObserver(onRecords);
          observer.observe(target, {
            childList: true,
            subtree: true,
            attributes: true,
            attributeFilter: ['href', 'alt'],
          });
          return observer;
        },
      },
      {
        items: (places) => {
          const items = [...new Map(places.map(({ item }) => [item.key, item])).values()];
          for (let at = 0; at < items.length; at += LIMITS.batch) {
            const batch = items.slice(at, at + LIMITS.batch);
            const keys = batch.map(({ key }) => key);
            ask({ type: 'inspect', items: batch })
              .then(({ shown }) => marks.judged(keys, shown))
              .catch(stopIfDisconnected);
          }
        },
        places: (places) => marks.seen(places),
        unread: (count, fresh) => {
          const { badge, card } = unreadCard();
          for (const unit of fresh) marks.unchecked(unit.querySelector('header') ?? unit, badge, card);
          if (count !== lastUnread) {
            lastUnread = count;
            ask({ type: 'unread', places: count }).catch(stopIfDisconnected);
          }
        },
      },
    );
    let lastUnread = 0;

    /** After an update the old script can ask nobody: it stops, and leaves what it drew. */
    function stopIfDisconnected(error: unknown): void {
      if (error instanceof Disconnected) reader.stop();
    }

    receive((text) => reader.response(text));
    watchLinks(document, leavesInstagram, ({ element, href, how }) => {
      const item = element === undefined ? undefined : marks.itemAround(element);
      const page = pageOf(location.href);
      const author =
        item?.promotion.author ?? (page.kind === 'profile' || page.kind === 'story' ? page.user : undefined);
      ask({
        type: 'link.followed',
        ...(item === undefined ? {} : { key: item.key }),
        href,
        ...(author ? { author } : {}),
        how,
      }).catch(stopIfDisconnected);
    });
    browser.runtime.onMessage.addListener((message: unknown) => {
      const notice = v.safeParse(noticeSchema, message);
      if (!notice.success) return;
      if (notice.output.type === 'show') marks.scrollTo(notice.output.key);
      else marks.change(notice.output.key, notice.output.shown);
    });

    ask({ type: 'page.opened' }).catch(stopIfDisconnected);
    reader.start();
  },
});
