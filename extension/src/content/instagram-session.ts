// One page of Instagram for as long as it lives: the reader, the marks and the background are brought together here.

import * as v from 'valibot';
import { browser } from 'wxt/browser';
import { ask, Disconnected } from '../client';
import { LIMITS } from '../contract';
import { type Item, noticeSchema, type SelfCheck } from '../protocol';
import { leavesInstagram, type Place, pageOf } from '../sites/instagram';
import { mountBadge, openCard, showToast } from '../surfaces';
import { unreadCard } from '../views/unread';
import { Cards } from './cards';
import { receive } from './channel';
import { leave } from './leave';
import { type FollowedLink, type Following, watchLinks } from './links';
import { Marks } from './marks';
import { Reader } from './reader';

/** Between two messages to the background, in milliseconds; the first one does not wait. */
const PAUSE = 600;

export class InstagramSession {
  private lastUnread = 0;
  private readonly outbox = new Map<string, Item>();
  private sending = false;
  private lastSent = Number.NEGATIVE_INFINITY;

  private readonly marks = new Marks(mountBadge, {
    drew: (host) => this.reader.ignore(host),
    open: (anchor, key, card) => this.cards.show(anchor, key, card),
  });

  private readonly cards = new Cards({
    openCard,
    drew: (host) => this.reader.ignore(host),
    toast: (view, onAction) => {
      const drawn = showToast(view, onAction);
      this.reader.ignore(drawn.host);
      return drawn;
    },
    failed: (error) => this.failed(error),
  });

  private readonly reader = new Reader(
    {
      document,
      address: () => location.href,
      whenIdle: (run) => void requestIdleCallback(run, { timeout: 1000 }),
      now: () => performance.now(),
      later: (run, milliseconds) => void setTimeout(run, milliseconds),
      observe: (target, onRecords) => {
        const observer = new MutationObserver(onRecords);
        observer.observe(target, {
          childList: true,
          subtree: true,
          characterData: true,
          attributes: true,
          attributeFilter: ['href', 'alt'],
        });
        return observer;
      },
    },
    {
      items: (places) => this.collect(places),
      places: (places) => this.marks.seen(places),
      unread: (count, fresh) => this.unread(count, fresh),
    },
  );

  start(): void {
    receive((text) => this.reader.response(text));
    watchLinks(document, leavesInstagram, {
      follow: (link) => this.follow(link),
      copy: (link) => this.tellFollowed(link, this.itemOf(link)),
    });
    browser.runtime.onMessage.addListener(
      (message: unknown, _sender: unknown, reply: (value: SelfCheck) => void): undefined => {
        const notice = v.safeParse(noticeSchema, message);
        if (!notice.success) return;
        if (notice.output.type === 'show') this.marks.scrollTo(notice.output.key);
        else if (notice.output.type === 'self.check') reply(this.reader.selfCheck());
        else if (notice.output.type === 'card.changed') this.cards.update(notice.output.key, notice.output.card);
        else this.marks.change(notice.output.key, notice.output.shown);
      },
    );
    void ask({ type: 'page.opened' }).catch(this.failed);
    this.reader.start();
  }

  /** Collects what is new: while one scrolls, a message costs more than what it carries. */
  private collect(places: readonly Place[]): void {
    for (const { item } of places) this.outbox.set(item.key, item);
    if (this.sending) return;
    this.sending = true;
    const wait = Math.max(0, this.lastSent + PAUSE - performance.now());
    setTimeout(() => {
      this.sending = false;
      this.lastSent = performance.now();
      this.inspect([...this.outbox.values()]);
      this.outbox.clear();
    }, wait);
  }

  private inspect(items: readonly Item[]): void {
    for (let at = 0; at < items.length; at += LIMITS.batch) {
      const batch = items.slice(at, at + LIMITS.batch);
      const keys = batch.map(({ key }) => key);
      ask({ type: 'inspect', items: batch })
        .then(({ shown }) => this.marks.judged(keys, shown))
        .catch(this.failed);
    }
  }

  private unread(count: number, fresh: readonly Element[]): void {
    const { badge, card } = unreadCard();
    for (const unit of fresh) this.marks.unchecked(unit, badge, card);
    if (count === this.lastUnread) return;
    this.lastUnread = count;
    ask({ type: 'unread', places: count }).catch(this.failed);
  }

  private follow(link: Following): void {
    const item = this.itemOf(link);
    leave(link, item, item && this.marks.shownFor(item.key), {
      tell: (followed, from) => this.tellFollowed(followed, from),
      drew: (host) => this.reader.ignore(host),
      failed: this.failed,
    });
  }

  private itemOf({ element }: FollowedLink): Item | undefined {
    return element === undefined ? undefined : this.marks.itemAround(element);
  }

  private tellFollowed({ href, how }: FollowedLink, item: Item | undefined): void {
    const page = pageOf(location.href);
    const author = item?.promotion.author ?? (page.kind === 'profile' || page.kind === 'story' ? page.user : undefined);
    ask({
      type: 'link.followed',
      ...(item === undefined ? {} : { key: item.key }),
      href,
      ...(author ? { author } : {}),
      how,
    }).catch(this.failed);
  }

  /** After an update the old script can ask nobody: it stops, and leaves what it drew. */
  private readonly failed = (error: unknown): void => {
    if (error instanceof Disconnected) this.reader.stop();
  };
}
