// The background as a whole, over an engine that is a stand-in: from the post to the listing, the report and the popup.

import { beforeEach, describe, expect, it } from 'vitest';
import { canonicalOf, sha256Of } from '../src/background/evidence';
import { Reports } from '../src/background/reports';
import type { Item, MessageOf } from '../src/protocol';
import { fakeLink } from './support/fake-engine';
import { LISTING, PLAIN, POST, UNBRANDED, World } from './support/world';

let world: World;
beforeEach(() => {
  world = new World();
});

describe('a post', () => {
  it('that names a brand and has an unread link is to be read; one that does not has no mark', async () => {
    const { shown } = await world.ask(1, { type: 'inspect', items: [POST, PLAIN] });
    expect(shown.map(({ key, badge }) => [key, badge.level])).toEqual([[POST.key, 'check']]);
    expect(world.engine.calls.inspect).toBe(1);
    expect(world.counts.get(1)).toBe(0);
  });

  it('offers to allow the marketplace only while it is not allowed', async () => {
    const before = await world.ask(1, { type: 'inspect', items: [POST] });
    expect(before.shown[0]?.card.actions.map(({ kind }) => kind)).toContain('allow');
    world.allowed.add('https://*.amzn.to/*');
    const after = await world.ask(1, { type: 'inspect', items: [POST] });
    expect(after.shown[0]?.card.actions.map(({ kind }) => kind)).not.toContain('allow');
  });

  it('marks the matched words in the quote', async () => {
    const { shown } = await world.ask(1, { type: 'inspect', items: [POST] });
    const quote = shown[0]?.card.post?.quote;
    expect(quote?.marks.map(({ start, end }) => quote.text.slice(start, end))).toEqual(['Cartier']);
  });
});

describe('a journey', () => {
  const follow = (tabId: number, item: Item | undefined = POST) =>
    world.ask(tabId, {
      type: 'link.followed',
      ...(item === undefined ? {} : { key: item.key }),
      href: POST.promotion.links?.[0] ?? '',
      author: 'some.handle',
      how: 'opened',
    });
  const arrive = async (tabId: number, html = UNBRANDED, url = LISTING) => {
    const { expected } = await world.ask(tabId, { type: 'listing.expected', url, referrer: '' });
    if (!expected) return { banner: null };
    return world.ask(tabId, { type: 'listing.read', url, referrer: '', html });
  };

  it('through a redirect and a shortener into a new tab ends in a banner, and marks the post', async () => {
    await world.ask(1, { type: 'inspect', items: [POST] });
    await follow(1);
    await world.journeys.tabOpened(2, 1);
    const { banner } = await arrive(2);
    expect(banner?.level).toBe('warn');
    expect(banner?.listing.byline).toBe('YFXF');
    expect(banner?.post.author).toBe('some.handle');
    const changed = world.notices.find(({ tabId }) => tabId === 1)?.notice;
    expect(changed).toMatchObject({ type: 'finding.changed', key: POST.key, shown: { badge: { level: 'warn' } } });
    expect(world.counts.get(1)).toBe(1);
  });

  it('survives the background at every step', async () => {
    await world.ask(1, { type: 'inspect', items: [POST] });
    world.start();
    await follow(1);
    world.start();
    await world.journeys.tabOpened(2, undefined);
    world.start();
    expect((await arrive(2)).banner?.level).toBe('warn');
  });

  it('to a listing of that brand says nothing', async () => {
    await world.ask(1, { type: 'inspect', items: [POST] });
    await follow(1);
    expect((await arrive(1, '<h1>Love bracelet</h1><b>Cartier</b>')).banner).toBeNull();
  });

  it('that began with no claim looks at no page', async () => {
    await world.ask(1, { type: 'inspect', items: [PLAIN] });
    await follow(1, PLAIN);
    expect(await world.ask(1, { type: 'listing.expected', url: LISTING, referrer: '' })).toEqual({ expected: false });
  });

  it('ends at its first listing: the next one in the tab was found by the person', async () => {
    await world.ask(1, { type: 'inspect', items: [POST] });
    await follow(1);
    expect((await arrive(1)).banner).not.toBeNull();
    const other = 'https://www.amazon.com/dp/B000000000';
    expect(await world.ask(1, { type: 'listing.expected', url: other, referrer: LISTING })).toEqual({
      expected: false,
    });
    // The same listing again, by another address.
    expect((await arrive(3, UNBRANDED, 'https://www.amazon.com/Bracelet/dp/B08XYZ1234?th=1')).banner).not.toBeNull();
  });

  it('goes with its link: another tab of the same page, or the page come back to, is on none', async () => {
    await world.ask(1, { type: 'inspect', items: [POST] });
    await follow(1);
    await world.journeys.tabOpened(2, 1);
    await world.journeys.tabOpened(3, 1);
    await world.journeys.tabOpened(4, undefined);
    const other = 'https://www.amazon.com/dp/B000000000';
    for (const tab of [1, 3, 4]) {
      expect(await world.ask(tab, { type: 'listing.expected', url: other, referrer: '' })).toEqual({ expected: false });
    }
    await follow(1);
    await world.ask(1, { type: 'page.opened' });
    expect(await world.ask(1, { type: 'listing.expected', url: other, referrer: '' })).toEqual({ expected: false });
    expect((await arrive(2)).banner?.level).toBe('warn');
  });

  it('into a new tab that the browser told of before the page told of its link', async () => {
    const other = 'https://www.amazon.com/dp/B000000000';
    await world.ask(1, { type: 'inspect', items: [POST] });
    await world.journeys.tabOpened(7, 1);
    world.now += 5_000;
    await world.journeys.tabOpened(2, 1);
    world.now += 10;
    await follow(1);
    await world.journeys.tabOpened(3, 1);
    for (const tab of [1, 3, 7])
      expect(await world.ask(tab, { type: 'listing.expected', url: other, referrer: '' })).toEqual({ expected: false });
    expect((await arrive(2, UNBRANDED, other)).banner?.level).toBe('warn');
  });

  it('through a page of links goes to every tab that is opened from there', async () => {
    await world.ask(1, { type: 'inspect', items: [POST] });
    await follow(1);
    await world.journeys.tabOpened(2, 1);
    world.now += 60_000;
    await world.journeys.tabOpened(3, 2);
    await world.journeys.tabOpened(4, 2);
    expect((await arrive(3)).banner?.level).toBe('warn');
    expect((await arrive(4, UNBRANDED, 'https://www.amazon.com/dp/B000000000')).banner?.level).toBe('warn');
  });

  it.each([
    ['my mug', undefined],
    ['the bracelet', 'warn'],
    ['', 'warn'],
  ])('through the entry “%s” of a page of links meets the claims that may be about it: %s', async (entry, level) => {
    await world.ask(1, { type: 'inspect', items: [POST] });
    await follow(1);
    await world.journeys.tabOpened(2, 1);
    world.place = 'hub';
    await world.ask(2, { type: 'link.followed', entry, href: 'https://amzn.to/3abc', how: 'opened' });
    world.place = 'listing';
    expect((await arrive(2)).banner?.level).toBe(level);
  });

  it('through the bio brings the claims of that account', async () => {
    await world.ask(1, { type: 'inspect', items: [POST] });
    await follow(1, undefined);
    expect((await arrive(1)).banner?.level).toBe('warn');
  });

  it('by a post that links the listing itself is met in any tab', async () => {
    const direct = { ...POST, promotion: { ...POST.promotion, links: [LISTING] } };
    await world.ask(1, { type: 'inspect', items: [direct] });
    expect((await arrive(9)).banner?.level).toBe('warn');
  });

  it('by a copied short link is met if it is pasted at once, and on that marketplace', async () => {
    await world.ask(1, { type: 'inspect', items: [POST] });
    await world.ask(1, { type: 'link.followed', key: POST.key, href: 'https://amzn.to/3xyz', how: 'copied' });
    world.now += 10 * 60_000;
    expect((await arrive(4)).banner).toBeNull();
    world.now -= 9 * 60_000;
    expect((await arrive(4)).banner?.level).toBe('warn');
  });

  it('makes the next sight of the post a warning at once', async () => {
    await world.ask(1, { type: 'inspect', items: [POST] });
    await follow(1);
    await arrive(1);
    world.start();
    const { shown } = await world.ask(5, { type: 'inspect', items: [POST] });
    expect(shown[0]?.badge.level).toBe('warn');
    expect(shown[0]?.card.listing?.byline).toBe('YFXF');
  });

  it('to a page that is no listing leaves the journey open', async () => {
    await world.ask(1, { type: 'inspect', items: [POST] });
    await follow(1);
    expect((await arrive(1, '<p>Are you a robot?</p>')).banner).toBeNull();
    expect((await arrive(1)).banner).not.toBeNull();
  });
});

describe('a report', () => {
  it('is on the disk with its hash before the answer, and can be undone', async () => {
    await world.ask(1, { type: 'inspect', items: [POST] });
    const saved = await world.ask(1, { type: 'report', id: crypto.randomUUID(), key: POST.key });
    expect(saved.count).toBe(1);
    const [stored] = await new Reports(world.database).list();
    expect(stored?.id).toBe(saved.id);
    expect(stored?.captured_at).toBe(new Date(world.now).toISOString());
    expect(stored?.legitimate_site).toBe('https://www.cartier.com/');
    expect(stored && (await sha256Of(canonicalOf(stored)))).toBe(saved.sha256);
    expect(await world.ask(1, { type: 'report.undo', id: saved.id })).toEqual({ removed: true });
    expect(await new Reports(world.database).count()).toBe(0);
  });

  it('that is asked for again, since the background was killed before it answered, is one report', async () => {
    await world.ask(1, { type: 'inspect', items: [POST] });
    const id = crypto.randomUUID();
    const first = await world.ask(1, { type: 'report', id, key: POST.key });
    world.start();
    world.now += 5000;
    expect(await world.ask(1, { type: 'report', id, key: POST.key })).toEqual(first);
  });

  it('of an item that was never seen is refused with a sentence', async () => {
    await expect(world.ask(1, { type: 'report', id: crypto.randomUUID(), key: 'ig:post:none' })).rejects.toThrow(
      /does not remember/,
    );
  });

  it('is exported as JSON and as XARF', async () => {
    await world.ask(1, { type: 'inspect', items: [POST] });
    const { id } = await world.ask(1, { type: 'report', id: crypto.randomUUID(), key: POST.key });
    const json = await world.ask(-1, { type: 'reports.export', format: 'json', ids: [] });
    expect(JSON.parse(json.text).reports[0].id).toBe(id);
    const xarf = await world.ask(-1, { type: 'reports.export', format: 'xarf', ids: [id] });
    expect(JSON.parse(xarf.text).report_id).toBe(id);
  });
});

describe('a choice', () => {
  it('"this is wrong" takes the mark away for good, and back', async () => {
    await world.ask(1, { type: 'inspect', items: [POST] });
    await world.ask(1, { type: 'wrong', key: POST.key, undo: false });
    expect(world.notices.at(-1)?.notice).toMatchObject({ type: 'finding.changed', shown: null });
    world.start();
    expect((await world.ask(2, { type: 'inspect', items: [POST] })).shown).toEqual([]);
    await world.ask(2, { type: 'wrong', key: POST.key, undo: true });
    expect((await world.ask(2, { type: 'inspect', items: [POST] })).shown).toHaveLength(1);
  });

  it('"trust" does so for an account', async () => {
    await world.ask(1, { type: 'inspect', items: [POST] });
    await world.ask(1, { type: 'trust', handle: 'Some.Handle', undo: false });
    expect((await world.ask(1, { type: 'inspect', items: [POST] })).shown).toEqual([]);
  });
});

describe('the way out', () => {
  const hidden = { ...POST, promotion: { ...POST.promotion, text: 'Cartier, hidden link' } };
  const stops = async () => (await world.ask(1, { type: 'inspect', items: [hidden] })).shown[0]?.stop;

  it('is stopped for a warning only, until an account is let through', async () => {
    expect((await world.ask(1, { type: 'inspect', items: [POST] })).shown[0]?.stop).toBe(false);
    expect(await stops()).toBe(true);
    await world.ask(1, { type: 'way.out', handle: 'another', always: false });
    expect(await stops()).toBe(true);
    await world.ask(1, { type: 'way.out', handle: 'Some.Handle', always: false });
    expect(await stops()).toBe(false);
  });

  it('is never stopped again, for good', async () => {
    await world.ask(1, { type: 'way.out', always: true });
    world.start();
    expect(await stops()).toBe(false);
  });
});

describe('the popup', () => {
  it('counts what was checked, and says so on a page that nothing is read of', async () => {
    await world.ask(1, { type: 'page.opened' });
    await world.ask(1, { type: 'inspect', items: [POST, PLAIN] });
    await world.ask(1, { type: 'inspect', items: [POST] });
    await world.ask(1, { type: 'unread', places: 2 });
    const view = await world.ask(-1, { type: 'popup.state', tabId: 1 });
    expect(view).toMatchObject({ place: 'instagram', checked: 2, warnings: 0, toRead: 1, unread: 2 });
    expect(view.findings.map(({ key }) => key)).toEqual([POST.key]);
    expect(view.toAllow).toEqual([{ id: 'amazon', name: 'Amazon' }]);
    const elsewhere = await world.ask(-1, { type: 'popup.state', tabId: 99 });
    expect(elsewhere).toMatchObject({ place: 'elsewhere', checked: 0 });
  });

  it('and the icon say that the engine did not start', async () => {
    world.engine = undefined as never;
    await expect(world.ask(1, { type: 'inspect', items: [POST] })).rejects.toThrow();
    expect(world.counts.get(1)).toBe('fault');
    const view = await world.ask(-1, { type: 'popup.state', tabId: 1 });
    expect(view.fault).toBeTruthy();
  });
});

it('changes that are asked for at once do not overwrite each other', async () => {
  const items = Array.from({ length: 30 }, (_, index): Item => ({ ...POST, key: `ig:post:${1000000 + index}` }));
  await Promise.all(items.map((item) => world.ask(1, { type: 'inspect', items: [item] })));
  const view = await world.ask(-1, { type: 'popup.state', tabId: 1 });
  expect(view.checked).toBe(30);
  expect(view.findings).toHaveLength(30);
});

describe('the options', () => {
  const change = (change: MessageOf<'options.change'>['change']) => world.ask(-1, { type: 'options.change', change });
  const options = () => world.ask(-1, { type: 'options.state' });

  it('show what was decided, allowed and kept, and take it back', async () => {
    world.allowed
      .add('https://*.amazon.com/*')
      .add('https://*.linktr.ee/*')
      .add('https://*.etsy.com/*')
      .add('https://*.etsy.me/*');
    await world.ask(1, { type: 'inspect', items: [POST] });
    await world.ask(1, { type: 'report', id: crypto.randomUUID(), key: POST.key });
    await world.ask(1, { type: 'trust', handle: 'Some.Handle', undo: false });
    await world.ask(1, { type: 'way.out', handle: 'another', always: true });
    await change({ what: 'auto', site: 'amazon', on: true });
    const view = await options();
    expect(view).toMatchObject({
      trusted: ['some.handle'],
      unstopped: ['another'],
      stopping: false,
      stored: { reports: 1, read: 0, wrong: 0 },
      others: [{ id: 'linktr.ee', name: 'linktr.ee' }],
    });
    const shop = (id: string) => view.marketplaces.find((one) => one.id === id);
    expect(shop('amazon')).toMatchObject({ name: 'Amazon', allowed: 'some', auto: true });
    expect(shop('etsy')).toMatchObject({ allowed: 'all', auto: false });
    expect(shop('walmart')).toMatchObject({ allowed: 'none' });

    await change({ what: 'distrust', handle: 'some.handle' });
    await change({ what: 'stop_again', handle: 'another' });
    await change({ what: 'stopping', on: true });
    await change({ what: 'auto', site: 'amazon', on: false });
    expect(await options()).toMatchObject({ trusted: [], unstopped: [], stopping: true });
    expect((await world.ask(1, { type: 'inspect', items: [POST] })).shown).toHaveLength(1);
  });

  it('take no site that is no marketplace', async () => {
    await change({ what: 'auto', site: 'bit.ly', on: true });
    await change({ what: 'auto', site: 'evil', on: true });
    expect((await options()).marketplaces.every(({ auto }) => !auto)).toBe(true);
    expect((await world.local.get<{ auto?: string[] }>('choices'))?.auto ?? []).toEqual([]);
  });

  it('delete everything', async () => {
    await world.ask(1, { type: 'inspect', items: [POST] });
    await world.ask(1, { type: 'report', id: crypto.randomUUID(), key: POST.key });
    await world.ask(1, { type: 'wrong', key: POST.key, undo: false });
    await world.ask(-1, { type: 'options.forget', what: 'all' });
    expect(await options()).toMatchObject({ trusted: [], stored: { reports: 0, read: 0, wrong: 0 } });
    expect(world.session.items.size).toBe(0);
    expect(world.local.items.size).toBe(0);
  });
});

describe('a page that the person asks to have read', () => {
  const shop = 'https://shop.example/p/1';
  const read = (html: string) => world.ask(-1, { type: 'page.read', tabId: 3, url: shop, referrer: '', html });
  const popup = () => world.ask(-1, { type: 'popup.state', tabId: 3, url: shop });

  it('is compared with the post that led there', async () => {
    await world.ask(1, { type: 'inspect', items: [POST] });
    await world.ask(1, { type: 'link.followed', key: POST.key, href: shop, how: 'opened' });
    await world.journeys.tabOpened(3, 1);
    expect(await read(UNBRANDED)).toEqual({ listing: true });
    expect((await popup()).findings[0]).toMatchObject({ level: 'warn', card: { listing: { byline: 'YFXF' } } });
  });

  it('says what it is where no post led there, and is refused where it is no listing', async () => {
    expect(await popup()).toMatchObject({ place: 'elsewhere', page: { checkable: true, host: 'shop.example' } });
    expect(await read('<p>nothing</p>')).toEqual({ listing: false });
    expect(await read(UNBRANDED)).toEqual({ listing: true });
    expect(await popup()).toMatchObject({
      place: 'listing',
      page: { checkable: false },
      findings: [],
      listing: { byline: 'YFXF' },
    });
  });

  it('is offered by its site where that is known, and never on Instagram', async () => {
    const at = async (url: string) => (await world.ask(-1, { type: 'popup.state', tabId: 8, url })).page;
    expect(await at('https://www.etsy.com/listing/1')).toEqual({
      checkable: true,
      host: 'www.etsy.com',
      offer: { id: 'etsy', name: 'Etsy' },
    });
    expect(await at('https://linktr.ee/x')).toMatchObject({ checkable: false, offer: { id: 'linktr.ee' } });
    const place = async (url: string) => (await world.ask(-1, { type: 'popup.state', tabId: 8, url })).place;
    expect(await place('https://linktr.ee/x')).toBe('elsewhere');
    expect(await place('https://www.etsy.com/listing/1')).toBe('elsewhere');
    world.allowed.add('https://*.linktr.ee/*').add('https://*.etsy.com/*');
    expect(await place('https://linktr.ee/x')).toBe('hub');
    expect(await place('https://www.etsy.com/listing/1')).toBe('listing');
    expect(await at('https://www.instagram.com/p/x/')).toEqual({ checkable: false });
    expect(await at('chrome://settings')).toEqual({ checkable: false });
  });
});

describe('a page of links', () => {
  const ENTRY: Item = {
    key: 'hub:linktr.ee:https://amzn.to/3x',
    source: 'dom',
    promotion: {
      platform: 'hub',
      kind: 'hub',
      author: 'some.handle',
      text: 'My bangle',
      links: ['https://amzn.to/3x'],
    },
  };

  it('is on the way: the claim that led there is met behind its entry, also in a tab opened from it', async () => {
    await world.ask(1, { type: 'inspect', items: [POST] });
    await world.ask(1, { type: 'link.followed', key: POST.key, href: 'https://linktr.ee/x', how: 'opened' });
    await world.journeys.tabOpened(2, 1);
    world.place = 'hub';
    await world.ask(2, { type: 'page.opened' });
    await world.ask(2, { type: 'inspect', items: [ENTRY] });
    for (const tab of [3, 4]) {
      await world.ask(2, { type: 'link.followed', key: ENTRY.key, href: 'https://amzn.to/3x', how: 'opened' });
      await world.journeys.tabOpened(tab, 2);
      const { banner } = await world.ask(tab, { type: 'listing.read', url: LISTING, referrer: '', html: UNBRANDED });
      expect(banner).toMatchObject({ level: 'warn', post: { author: 'some.handle' } });
    }
    expect((await world.ask(-1, { type: 'popup.state', tabId: 2 })).place).toBe('hub');
  });

  it('is on the way also where the engine takes longer to say what was followed than the tabs to open', async () => {
    await world.ask(1, { type: 'inspect', items: [POST] });
    const { promise, resolve } = Promise.withResolvers<void>();
    world.awake = promise;
    world.service = world.start();
    const followed = world.ask(1, { type: 'link.followed', key: POST.key, href: 'https://linktr.ee/x', how: 'opened' });
    await world.journeys.tabOpened(2, 1);
    world.now += 3_000;
    await world.journeys.tabOpened(3, 2);
    const expected = world.ask(3, { type: 'listing.expected', url: LISTING, referrer: '' });
    resolve();
    await followed;
    expect(await expected).toEqual({ expected: true });
    const { banner } = await world.ask(3, { type: 'listing.read', url: LISTING, referrer: '', html: UNBRANDED });
    expect(banner).toMatchObject({ level: 'warn', post: { author: 'some.handle' } });
  });

  it('has entries that claim by themselves', async () => {
    world.place = 'hub';
    const claim = { ...ENTRY, promotion: { ...ENTRY.promotion, text: 'Cartier bangle' } };
    const { shown } = await world.ask(2, { type: 'inspect', items: [claim, ENTRY] });
    expect(shown.map(({ badge }) => badge.level)).toEqual(['check']);
    await world.ask(2, { type: 'link.followed', key: claim.key, href: 'https://amzn.to/3x', how: 'opened' });
    const { banner } = await world.ask(2, { type: 'listing.read', url: LISTING, referrer: '', html: UNBRANDED });
    expect(banner).toMatchObject({ level: 'warn', kind: 'hub' });
  });
});

describe('a copied link that tells nothing', () => {
  const copy = () =>
    world.ask(1, { type: 'link.followed', key: POST.key, href: 'https://amzn.to/3xyz', how: 'copied' });
  const expected = async (tabId: number, referrer = '') =>
    (await world.ask(tabId, { type: 'listing.expected', url: 'https://www.etsy.com/listing/1', referrer })).expected;

  it('is met in a tab that was opened to paste it, and in no other', async () => {
    world.engine.link = (text) => [{ ...fakeLink(text), marketplace: null }];
    await world.journeys.tabOpened(5, undefined);
    world.now += 1000;
    await world.ask(1, { type: 'inspect', items: [POST] });
    await copy();
    world.now += 1000;
    await world.journeys.tabOpened(6, undefined);
    expect(await expected(6)).toBe(true);
    expect(await expected(5)).toBe(false);
    expect(await expected(6, 'https://www.etsy.com/')).toBe(false);
    world.now += 10 * 60_000;
    expect(await expected(6)).toBe(false);
  });
});
