// One page of links for as long as it lives: reads its entries as they come, and marks them with what the background answers.

import * as v from 'valibot';
import { browser } from 'wxt/browser';
import { ask, Disconnected } from '../client';
import { LIMITS } from '../contract';
import { type Item, noticeSchema } from '../protocol';
import { leavesHub, readHub } from '../sites/hubs';
import { mountBadge, openCard, showToast } from '../surfaces';
import { Cards } from './cards';
import { leave } from './leave';
import { type FollowedLink, watchLinks } from './links';
import { Marks } from './marks';

/** After a change of the page, before it is read again. */
const PAUSE = 250;
/** A page that has drawn no entry by then has none that can be read. */
const PATIENCE = 4_000;
const MOST_REMEMBERED = 600;

export class HubSession {
  /** What was sent of each entry. */
  private readonly sent = new Map<string, string>();
  private page = '';
  private planned = false;
  private told = false;
  private observer: MutationObserver | undefined;

  private readonly marks = new Marks(mountBadge, {
    drew: () => undefined,
    open: (anchor, key, card) => this.cards.show(anchor, key, card),
  });

  private readonly cards = new Cards({
    openCard,
    drew: () => undefined,
    toast: showToast,
    failed: (error) => this.failed(error),
  });

  start(): void {
    watchLinks(document, (href) => leavesHub(href, location.href), {
      follow: (link) => {
        const item = this.itemOf(link);
        leave(link, item, item && this.marks.shownFor(item.key), {
          tell: (followed, from) => this.tellFollowed(followed, from),
          drew: () => undefined,
          failed: this.failed,
        });
      },
      copy: (link) => this.tellFollowed(link, this.itemOf(link)),
    });
    browser.runtime.onMessage.addListener((message: unknown) => {
      const notice = v.safeParse(noticeSchema, message);
      if (!notice.success) return;
      const told = notice.output;
      if (told.type === 'show') this.marks.scrollTo(told.key);
      else if (told.type === 'card.changed') this.cards.update(told.key, told.card);
      else if (told.type === 'finding.changed') this.marks.change(told.key, told.shown);
    });
    this.observer = new MutationObserver(() => this.plan());
    this.observer.observe(document, {
      childList: true,
      subtree: true,
      characterData: true,
      attributes: true,
      attributeFilter: ['href'],
    });
    document.addEventListener('visibilitychange', () => this.plan());
    setTimeout(() => this.tellUnread(), PATIENCE);
    this.read();
  }

  private plan(): void {
    if (this.planned || document.hidden) return;
    this.planned = true;
    setTimeout(() => {
      this.planned = false;
      this.read();
    }, PAUSE);
  }

  private read(): void {
    const page = location.origin + location.pathname;
    if (page !== this.page) {
      this.page = page;
      this.sent.clear();
      ask({ type: 'page.opened' }).catch(this.failed);
    }
    const { places, unplaced } = readHub(document, location.href);
    this.marks.seen(places);
    this.inspect([...places.map(({ item }) => item), ...unplaced].filter((item) => this.isNews(item)));
  }

  /** Entries that say something that they did not say before. */
  private isNews(item: Item): boolean {
    const said = JSON.stringify(item.promotion);
    if (this.sent.get(item.key) === said) return false;
    if (this.sent.size > MOST_REMEMBERED) this.sent.clear();
    this.sent.set(item.key, said);
    return true;
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

  /** A page of links without a link is one that could not be read. */
  private tellUnread(): void {
    if (this.told || this.sent.size > 0) return;
    this.told = true;
    ask({ type: 'unread', places: 1 }).catch(this.failed);
  }

  private itemOf({ element }: FollowedLink): Item | undefined {
    return element === undefined ? undefined : this.marks.itemAround(element);
  }

  private tellFollowed({ href, how }: FollowedLink, item: Item | undefined): void {
    const url = URL.canParse(href, location.href) ? new URL(href, location.href).href : href;
    const author = item?.promotion.author;
    ask({
      type: 'link.followed',
      ...(item === undefined ? {} : { key: item.key }),
      ...(author === undefined ? {} : { author }),
      ...(item === undefined ? {} : { entry: item.promotion.text }),
      href: url.slice(0, LIMITS.url),
      how,
    }).catch(this.failed);
  }

  /** After an update the old script can ask nobody: it stops, and leaves what it drew. */
  private readonly failed = (error: unknown): void => {
    if (error instanceof Disconnected) this.observer?.disconnect();
  };
}
