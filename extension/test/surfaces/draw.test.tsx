// @vitest-environment happy-dom
import { render } from 'preact';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import * as views from '../../preview/views';
import messages from '../../src/locales/en.json';
import { CardBody, split } from '../../src/surfaces/card';
import { readMessage } from '../../src/surfaces/catalogue';
import { createSurfaces } from '../../src/surfaces/draw';
import { Popup } from '../../src/surfaces/popup';
import { WordsProvider } from '../../src/surfaces/text';
import { timeOf } from '../../src/surfaces/toast';
import type { Action, CardView, PopupView } from '../../src/surfaces/types';
import { Words } from '../../src/surfaces/words';

vi.mock('../../src/surfaces/surfaces.css?inline', () => ({ default: '' }));

const words = new Words((key, substitutions) => readMessage(messages, key, substitutions), 'en');
const surfaces = createSurfaces(() => words, true);

beforeEach(() => {
  document.body.replaceChildren();
});
afterEach(() => {
  vi.useRealTimers();
});

function drawn(content: preact.ComponentChild): HTMLElement {
  const root = document.createElement('div');
  render(<WordsProvider value={words}>{content}</WordsProvider>, root);
  return root;
}
const noop = () => undefined;
const card = (change: Partial<CardView>) => drawn(<CardBody view={{ ...views.warn, ...change }} onAction={noop} />);
const popup = (change: Partial<PopupView>) => drawn(<Popup view={{ ...views.nothing, ...change }} onAction={noop} />);
const texts = (root: Element, selector: string) =>
  [...root.querySelectorAll(selector)].map((element) => element.textContent);

describe('a card', () => {
  test('sets the two sides beside each other and marks what was matched', () => {
    const root = card({});
    expect(texts(root, 'h3')).toEqual(['The post says', 'The listing says']);
    expect(texts(root, 'mark')).toEqual(['Love bracelet', 'hidden l!nk']);
    expect(texts(root, '.note')[0]).toContain('it has not seen the goods');
  });

  test('sets every word of a page apart', () => {
    for (const element of card({}).querySelectorAll('.quote')) expect(element.getAttribute('dir')).toBe('auto');
    expect(texts(card({}), 'bdi')).toEqual(
      expect.arrayContaining(['some.handle', 'YFXF', 'YFXF-US', 'www.amazon.com', 'Cartier']),
    );
  });

  test('says that a listing gives no brand', () => {
    const root = card({
      listing: { title: { text: 'A bangle', marks: [], cutStart: false, cutEnd: false }, host: 'x.test' },
    });
    expect(texts(root, '.by')).toContain('Brand: none given');
  });

  test('has two buttons at most, the first filled, and only https links', () => {
    const root = card({});
    expect(texts(root, '.actions > *').length).toBe(2);
    expect(texts(root, '.filled')).toEqual(['Report']);
    expect(texts(root, '.links > *')).toEqual(['Trust this account', 'This is wrong']);
    const unsafe: Action = { kind: 'brand_site', brand: 'Cartier', url: 'javascript:alert(1)' };
    expect(card({ actions: [{ kind: 'report' }, unsafe] }).querySelectorAll('a').length).toBe(0);
    expect(split([unsafe])).toEqual({ buttons: [], links: [] });
  });

  test('does not say twice what its title or its listing says', () => {
    const reasons = [
      { key: 'reason_listing_none', params: [] },
      { key: 'reason_listing_byline', params: ['YFXF'] },
      { key: 'reason_explicit', params: ['hidden l!nk'] },
    ] as const;
    expect(texts(card({ reasons }), '.reasons li').length).toBe(1);
    expect(
      texts(
        card({ reasons, listing: undefined, title: { key: 'title_hidden_link', params: ['Cartier'] } }),
        '.reasons li',
      ).length,
    ).toBe(3);
  });

  test('shows the engine’s own message for a reason it does not know', () => {
    expect(texts(card({ reasons: [{ text: 'A sentence.' }] }), '.reasons li')).toEqual(['A sentence.']);
  });

  test('never makes markup of what a page says', () => {
    const root = card({
      post: { author: '<b>x</b>', quote: { text: '<img src=x>', marks: [], cutStart: false, cutEnd: false } },
    });
    expect(root.querySelector('img, b')).toBeNull();
  });
});

describe('the popup', () => {
  test('is never empty', () => {
    expect(texts(popup({}), '.tell')[0]).toContain('37 posts and messages were checked here');
    expect(texts(popup({ checked: 0 }), '.tell')[0]).toContain('Nothing was checked on this page yet');
    expect(texts(popup({ place: 'elsewhere' }), '.tell')[0]).toContain('reads nothing on this page');
    expect(texts(popup({ place: 'listing' }), '.tell')[0]).toContain('nothing to compare');
    expect(texts(popup({ fault: 'Why.' }), '.tell')[0]).toContain('Why.');
  });

  test('says what could not be read beside what was found', () => {
    const root = popup({ unread: 1, findings: views.popup.findings });
    expect(texts(root, '.rows li').length).toBe(2);
    expect(texts(root, '.tell')[0]).toBe('1 item could not be read, so it was not checked.');
  });
});

describe('drawing', () => {
  test('a badge opens, is drawn again and goes', () => {
    const open = vi.fn();
    const parent = document.createElement('header');
    document.body.append(parent);
    const badge = surfaces.mountBadge(parent, 'header', views.badges[0] as never, open);
    const button = badge.host.shadowRoot?.querySelector('button');
    expect(button?.textContent).toBe('Names Cartier, link does not');
    button?.click();
    expect(open).toHaveBeenCalledWith(badge.host);
    expect(button?.getAttribute('aria-expanded')).toBe('true');
    badge.update({ level: 'check', label: { key: 'badge_link_not_read', params: [] } });
    expect(button?.textContent).toBe('Link not read yet');
    badge.remove();
    badge.remove();
    expect(parent.childElementCount).toBe(0);
  });

  test('a page sees nothing of a closed root', () => {
    const closed = createSurfaces(() => words, false);
    const banner = closed.mountBanner(views.banner, noop);
    expect(banner.host.shadowRoot).toBeNull();
    expect(banner.host.childElementCount).toBe(0);
    expect(banner.host.className).toBe('');
    expect(document.body.firstElementChild).toBe(banner.host);
    banner.remove();
  });

  test('one toast at a time; it stays for eight seconds at least, and longer while someone is at it', () => {
    vi.useFakeTimers();
    const view = {
      message: { key: 'toast_report_saved', params: ['1'] },
      actions: [{ kind: 'undo' }],
      duration: 10,
    } as const;
    expect(timeOf(view)).toBe(8000);
    surfaces.showToast(view, noop);
    surfaces.showToast(view, noop);
    expect(document.querySelectorAll('[data-touchstone="toast"]').length).toBe(1);
  });
});
