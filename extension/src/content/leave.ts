// On the way out: a link of an item that was warned about is followed only when the person says so again.

import { ask } from '../client';
import type { Item, Shown } from '../protocol';
import { showWayOut } from '../surfaces';
import type { Following } from './links';

export interface LeaveSurroundings {
  /** The link is followed. */
  tell(link: Following, item: Item | undefined): void;
  /** Something of ours was put into the page. */
  drew(host: HTMLElement): void;
  failed(error: unknown): void;
}

export function leave(
  link: Following,
  item: Item | undefined,
  shown: Shown | undefined,
  around: LeaveSurroundings,
): void {
  if (item === undefined || shown?.stop !== true) {
    around.tell(link, item);
    return;
  }
  link.stop();
  const { title, kind } = shown.card;
  const author = item.promotion.author;
  const view = { title, ...(kind === undefined ? {} : { kind }), ...(author === undefined ? {} : { author }) };
  const drawn = showWayOut(view, ({ go, remember }) => {
    if (remember.account || remember.always) {
      shown.stop = false;
      const handle = remember.account && author !== undefined ? { handle: author } : {};
      ask({ type: 'way.out', ...handle, always: remember.always }).catch(around.failed);
    }
    if (go !== 'continue') return;
    around.tell(link, item);
    if (link.newTab) window.open(link.href, '_blank', 'noopener');
    else location.assign(link.href);
  });
  around.drew(drawn.host);
}
