// @vitest-environment happy-dom
// The content script's parts on a live document: reading as the page grows, drawing, links, the observer of responses.

import { beforeEach, describe, expect, it, vi } from 'vitest';
import { receive, send } from '../src/content/channel';
import { type FollowedLink, watchLinks } from '../src/content/links';
import { Marks } from '../src/content/marks';
import { observeResponses } from '../src/content/observer';
import { Reader } from '../src/content/reader';
import type { Item, Shown } from '../src/protocol';
import { leavesInstagram, type Place } from '../src/sites/instagram';
import type { BadgeView, Drawn } from '../src/surfaces/types';

const CODE = (n: number) => `CAAAAAAA${String(n).padStart(3, '0')}`;
const article = (n: number, caption = `caption ${n}`) => `<article><header><a href="/user${n}/">user${n}</a>
  <a href="/p/${CODE(n)}/"><time datetime="2025-01-01T00:00:00Z"></time></a></header>
  <div><span><a href="/user${n}/">user${n}</a> <span>${caption}</span></span></div></article>`;

class Page {
  idle: (() => void)[] = [];
  records: ((records: MutationRecord[]) => void)[] = [];
  items: Item[][] = [];
  places: Place[][] = [];
  unread: number[] = [];
  address = 'https://www.instagram.com/';
  time = 0;
  timers: (() => void)[] = [];
  remaining = () => 50;
  readonly reader = new Reader(
    {
      document,
      address: () => this.address,
      whenIdle: (run) => void this.idle.push(() => run({ timeRemaining: () => this.remaining() })),
      now: () => this.time,
      later: (run) => void this.timers.push(run),
      observe: (target, onRecords) => {
        this.records.push(onRecords);
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
      items: (places) => void this.items.push(places.map(({ item }) => item)),
      places: (places) => void this.places.push([...places]),
      unread: (count) => void this.unread.push(count),
    },
  );

  /** Lets mutations arrive and runs every idle slice that was asked for. */
  async settle(): Promise<number> {
    let slices = 0;
    for (let round = 0; round < 50; round++) {
      await new Promise((resolve) => setTimeout(resolve, 0));
      const run = this.idle.shift();
      if (run === undefined) return slices;
      run();
      slices++;
    }
    return slices;
  }

  keys(): string[] {
    return this.items.flat().map(({ key }) => key);
  }
}

let page: Page;
beforeEach(() => {
  document.body.innerHTML = '<main></main>';
  page = new Page();
});
const main = () => document.querySelector('main') as HTMLElement;
const add = (html: string) => main().insertAdjacentHTML('beforeend', html);

describe('reader', () => {
  it('reads what is there, then only what is new', async () => {
    add(article(1) + article(2));
    page.reader.start();
    await page.settle();
    expect(page.keys()).toEqual([1, 2].map((n) => `ig:post:${CODE(n)}`));
    add(article(3));
    await page.settle();
    expect(page.keys()).toHaveLength(3);
    expect(page.places.at(-1)?.map(({ item }) => item.key)).toEqual([`ig:post:${CODE(3)}`]);
  });

  it('hands an item on again when it says more, and not when the page only moves it', async () => {
    add(article(1, 'short'));
    page.reader.start();
    await page.settle();
    const moved = main().firstElementChild as Element;
    moved.remove();
    main().append(moved);
    await page.settle();
    expect(page.items).toHaveLength(1);
    page.reader.response(
      JSON.stringify({ code: CODE(1), user: { username: 'user1' }, caption: { text: 'short, and then the rest' } }),
    );
    await page.settle();
    expect(page.items).toHaveLength(2);
    expect(page.items[1]?.[0]?.promotion.text).toBe('short, and then the rest');
  });

  it('a page that floods it fills no memory, and is told of', async () => {
    let hidden = true;
    vi.spyOn(document, 'hidden', 'get').mockImplementation(() => hidden);
    page.reader.start();
    for (let n = 0; n < 60; n++) page.reader.response(`{"n":${n}}`);
    for (let n = 0; n < 6; n++) page.reader.response(JSON.stringify('x'.repeat(2_900_000)));
    hidden = false;
    document.dispatchEvent(new Event('visibilitychange'));
    await page.settle();
    const { read, unfit } = page.reader.selfCheck();
    expect(read).toEqual([{ name: 'response', count: 66 }]);
    expect(unfit.find(({ name }) => name === 'too_many')?.count).toBe(62);
    vi.restoreAllMocks();
  });

  it('looks again when the page writes other words into the same place', async () => {
    add(article(1, 'first words'));
    page.reader.start();
    await page.settle();
    const words = document.querySelector('article div span span')?.firstChild as Text;
    words.data = 'first words, and then quite other ones';
    await page.settle();
    expect(page.items.at(-1)?.[0]?.promotion.text).toBe('first words, and then quite other ones');
  });

  it('reads a comment once, however many come after it', async () => {
    const comment = (n: number) =>
      `<div><a href="/friend${n}/">friend${n}</a> <a href="/p/${CODE(1)}/c/1789000000${n}/"><time datetime="x"></time></a><div><span>comment ${n}</span></div></div>`;
    add(article(1).replace('</article>', `<ul>${comment(1)}</ul></article>`));
    page.reader.start();
    await page.settle();
    const list = document.querySelector('ul') as HTMLElement;
    const first = list.firstElementChild as HTMLElement;
    const looked = vi.spyOn(first, 'querySelectorAll');
    list.insertAdjacentHTML('beforeend', comment(2));
    await page.settle();
    expect(page.keys().filter((key) => key.startsWith('ig:comment:'))).toHaveLength(2);
    expect(looked).not.toHaveBeenCalled();
  });

  it('does nothing while the tab is hidden', async () => {
    let hidden = true;
    vi.spyOn(document, 'hidden', 'get').mockImplementation(() => hidden);
    add(article(1));
    page.reader.start();
    expect(await page.settle()).toBe(0);
    hidden = false;
    document.dispatchEvent(new Event('visibilitychange'));
    await page.settle();
    expect(page.keys()).toHaveLength(1);
    vi.restoreAllMocks();
  });

  it('leaves the frame when time is up, and loses nothing', async () => {
    add(Array.from({ length: 8 }, (_, n) => article(n)).join(''));
    page.remaining = () => 0;
    page.reader.start();
    expect(await page.settle()).toBeGreaterThan(7);
    expect(new Set(page.keys()).size).toBe(8);
  });

  it('counts what it cannot read, until it is gone', async () => {
    add('<article><img alt="a picture of something"></article>');
    page.reader.start();
    await page.settle();
    // The page may still be drawing it.
    expect(page.unread.at(-1)).toBe(0);
    page.time = 3000;
    page.timers.shift()?.();
    expect(page.unread.at(-1)).toBe(1);
    main().innerHTML = article(1);
    await page.settle();
    expect(page.unread.at(-1)).toBe(0);
  });

  it('looks at the page anew when its address changes', async () => {
    page.reader.start();
    await page.settle();
    page.address = `https://www.instagram.com/user1/p/${CODE(1)}/`;
    add(`<div><div><a href="/user1/">user1</a> <span>the caption</span></div><hr><div>x</div></div>`);
    await page.settle();
    expect(page.items.flat()[0]?.promotion).toMatchObject({ author: 'user1', text: 'the caption' });
  });

  it('finds embedded JSON', async () => {
    const script = document.createElement('script');
    script.type = 'application/json';
    script.textContent = JSON.stringify({
      deep: [{ code: CODE(1), user: { username: 'user1' }, caption: { text: 'caption 1 whole' } }],
    });
    document.body.append(script);
    add(article(1));
    page.reader.start();
    await page.settle();
    expect(page.items.flat().at(-1)?.promotion.text).toBe('caption 1 whole');
  });
});

describe('marks', () => {
  const drawn: { view: BadgeView; host: HTMLElement }[] = [];
  const mount = (parent: Element, _placement: unknown, view: BadgeView): Drawn<BadgeView> => {
    const host = document.createElement('i');
    parent.append(host);
    const entry = { view, host };
    drawn.push(entry);
    const update = (next: BadgeView) => {
      entry.view = next;
    };
    return { host, update, remove: () => host.remove() };
  };
  const shown = (key: string, level: BadgeView['level'] = 'warn'): Shown => ({
    key,
    badge: { level, label: { key: 'badge_not_checked', params: [] } },
    card: { level, title: { key: 'title_clear', params: [] }, reasons: [], actions: [] },
    stop: false,
  });
  const place = (n: number, anchor: Element): Place => ({
    item: { key: `k${n}`, source: 'dom', promotion: { platform: 'instagram', kind: 'post', text: '' } },
    element: anchor,
    anchor,
    placement: 'header',
  });
  let marks: Marks;
  let anchor: HTMLElement;
  beforeEach(() => {
    drawn.length = 0;
    marks = new Marks(mount, { open: () => undefined, drew: () => undefined });
    anchor = document.createElement('header');
    document.body.append(anchor);
  });

  it('one badge an anchor, updated in place', () => {
    marks.seen([place(1, anchor)]);
    expect(anchor.children).toHaveLength(0);
    marks.judged(['k1'], [shown('k1', 'check')]);
    marks.seen([place(1, anchor)]);
    marks.change('k1', shown('k1', 'warn'));
    expect(drawn).toHaveLength(1);
    expect(drawn[0]?.view.level).toBe('warn');
  });

  it('goes when the item is clear, comes back when the page has redrawn itself', () => {
    marks.seen([place(1, anchor)]);
    marks.judged(['k1'], [shown('k1')]);
    anchor.innerHTML = '';
    marks.seen([place(1, anchor)]);
    expect(anchor.children).toHaveLength(1);
    marks.judged(['k1'], []);
    expect(anchor.children).toHaveLength(0);
  });

  it('an anchor that the page gave to another item loses its badge', () => {
    marks.seen([place(1, anchor)]);
    marks.judged(['k1'], [shown('k1')]);
    marks.seen([place(2, anchor)]);
    expect(anchor.children).toHaveLength(0);
  });

  it('the innermost item around a link', () => {
    const inner = document.createElement('div');
    anchor.append(inner);
    marks.seen([place(1, anchor), place(2, inner)]);
    expect(marks.itemAround(inner)?.key).toBe('k2');
    expect(marks.itemAround(document.body)).toBeUndefined();
  });
});

describe('links', () => {
  it('clicks and middle-clicks on links out, and nothing else', () => {
    const seen: string[] = [];
    const note = ({ href, how }: FollowedLink) => void seen.push(`${how} ${href}`);
    watchLinks(document, leavesInstagram, { follow: note, copy: note });
    add('<a id="out" href="https://l.instagram.com/?u=x"><b>go</b></a><a id="in" href="/p/x/">in</a>');
    const out = document.querySelector('#out b') as HTMLElement;
    out.addEventListener('click', (event) => event.stopImmediatePropagation());
    out.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
    out.dispatchEvent(new MouseEvent('auxclick', { bubbles: true, button: 1 }));
    out.dispatchEvent(new MouseEvent('auxclick', { bubbles: true, button: 2 }));
    (document.querySelector('#in') as HTMLElement).dispatchEvent(
      new MouseEvent('click', { bubbles: true, cancelable: true }),
    );
    expect(seen).toEqual(['opened https://l.instagram.com/?u=x', 'opened https://l.instagram.com/?u=x']);
  });
});

describe('observer of responses', () => {
  it('takes a string and nothing else, of bounded length', () => {
    const got: string[] = [];
    receive((text) => void got.push(text));
    send('{"caption":1}');
    document.dispatchEvent(new CustomEvent('touchstone:response', { detail: { toString: () => 'evil' } }));
    document.dispatchEvent(new CustomEvent('touchstone:response', { detail: 'x'.repeat(6_000_001) }));
    document.dispatchEvent(new Event('touchstone:response'));
    expect(got).toEqual(['{"caption":1}']);
  });

  it('sees fetch and XMLHttpRequest go by, changes neither, and throws nothing', async () => {
    const got: string[] = [];
    class Request extends EventTarget {
      responseType = '';
      responseText = '{"caption":"by request"}';
      opened: unknown[] = [];
      open(...args: unknown[]) {
        this.opened = args;
      }
    }
    const window = {
      XMLHttpRequest: Request,
      fetch: async (target: unknown) => {
        if (String(target).includes('fail')) throw new TypeError('offline');
        return new Response('{"caption":"by fetch"}');
      },
    };
    observeResponses(window as never, (text) => void got.push(text));
    const response = await window.fetch('/graphql/query');
    expect(await response.text()).toBe('{"caption":"by fetch"}');
    await window.fetch('/static/x.js');
    await expect(window.fetch('/graphql/query?fail')).rejects.toThrow('offline');
    const request = new window.XMLHttpRequest();
    request.open('POST', '/api/graphql', true);
    expect(request.opened).toEqual(['POST', '/api/graphql', true]);
    request.dispatchEvent(new Event('load'));
    const json = new window.XMLHttpRequest();
    json.responseType = 'json';
    json.open('GET', '/api/graphql');
    json.dispatchEvent(new Event('load'));
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect(got.sort()).toEqual(['{"caption":"by fetch"}', '{"caption":"by request"}']);
  });
});
