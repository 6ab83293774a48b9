// Checking a link before the click: step by step, bounded, only what is allowed; found again after the background was killed.

import { beforeEach, describe, expect, it } from 'vitest';
import type { Step } from '../src/background/page-fetch';
import { ReadListings } from '../src/background/read-listings';
import { LISTING, POST, UNBRANDED, World } from './support/world';

const SHORT = 'https://amzn.to/3xyz';
const page = (html: string): Step => ({ kind: 'page', html });
const to = (url: string): Step => ({ kind: 'redirect', to: url });

let world: World;
beforeEach(async () => {
  world = new World();
  world.allowed = new Set(['https://*.amazon.com/*', 'https://*.amzn.to/*']);
  world.web.set(SHORT, to(LISTING));
  world.web.set(LISTING, page(UNBRANDED));
  await world.ask(1, { type: 'inspect', items: [POST] });
});

const check = (tabId = 1) => world.ask(tabId, { type: 'link.check', key: POST.key });
const kinds = (actions: readonly { kind: string }[]) => actions.map(({ kind }) => kind);

describe('on request', () => {
  it('goes through the short link to the listing, says how far it has come, and marks the post', async () => {
    const { card } = await check();
    expect(card).toMatchObject({ level: 'warn', listing: { byline: 'YFXF' }, fetched: true });
    expect(world.asked).toEqual([SHORT, LISTING]);
    const progress = world.notices.flatMap(({ notice }) =>
      notice.type === 'card.changed' ? [notice.card.progress] : [],
    );
    expect(progress).toEqual([
      { key: 'check_following', params: ['amzn.to'] },
      { key: 'check_reading', params: ['www.amazon.com'] },
    ]);
    const changed = world.notices.findLast(({ notice }) => notice.type === 'finding.changed')?.notice;
    expect(changed).toMatchObject({ key: POST.key, shown: { badge: { level: 'warn' } } });
  });

  it('asks a listing once a day, by whatever link, and after the background was killed', async () => {
    await check();
    world.asked = [];
    world.start();
    const other = { ...POST, key: 'ig:post:CCCCCCC', promotion: { ...POST.promotion, links: [`${LISTING}?tag=x`] } };
    await world.ask(2, { type: 'inspect', items: [other, POST] });
    expect((await check(2)).card.level).toBe('warn');
    expect((await world.ask(2, { type: 'link.check', key: other.key })).card.level).toBe('warn');
    expect(world.asked).toEqual([]);
    world.now += 25 * 60 * 60_000;
    expect(
      await new ReadListings(() => world.now, `${world.database}-read`).listing('amazon:B08XYZ1234'),
    ).toBeUndefined();
  });

  it('says that nothing is off where the listing is of that brand, and takes the mark away', async () => {
    world.web.set(LISTING, page('<h1>Love bracelet</h1><b>Cartier</b>'));
    expect((await check()).card).toMatchObject({ level: 'clear', title: { key: 'title_clear' }, fetched: true });
    const changed = world.notices.findLast(({ notice }) => notice.type === 'finding.changed')?.notice;
    expect(changed).toMatchObject({ shown: null });
  });

  it('asked for twice at once is one check', async () => {
    const [first, second] = await Promise.all([check(), check()]);
    expect(first).toEqual(second);
    expect(world.asked).toEqual([SHORT, LISTING]);
  });

  it('is stopped on demand', async () => {
    let answer: (step: Step) => void = () => undefined;
    world.web.set(
      SHORT,
      new Promise<Step>((resolve) => {
        answer = resolve;
      }),
    );
    const running = check();
    await expect.poll(() => world.asked).toEqual([SHORT]);
    const { findings } = await world.ask(-1, { type: 'popup.state', tabId: 1 });
    expect(findings[0]?.card.progress?.key).toBe('check_following');
    expect(kinds(findings[0]?.card.actions ?? [])).toContain('stop_check');
    await world.ask(1, { type: 'link.check.stop', key: POST.key });
    answer(to(LISTING));
    expect((await running).card.hint).toEqual({ key: 'check_stopped', params: [] });
    expect(world.asked).toEqual([SHORT]);
  });

  it('leaves the claim to be met on the listing, by whatever way one comes there', async () => {
    await check();
    world.start();
    const url = 'https://www.amazon.com/Bracelet/dp/B08XYZ1234?th=1';
    expect(await world.ask(9, { type: 'listing.expected', url, referrer: '' })).toEqual({ expected: true });
  });
});

describe('what cannot be read ends as a link to open', () => {
  const ends = async () => (await check()).card.hint;

  it.each<[string, [string, Step][], { key: string; params: string[] }]>([
    [
      'a robot check',
      [[LISTING, page('<p>Enter the characters you see below</p>')]],
      { key: 'check_not_a_listing', params: ['www.amazon.com'] },
    ],
    [
      'no answer',
      [[LISTING, { kind: 'fault', why: 'unreachable' }]],
      { key: 'check_unreachable', params: ['www.amazon.com'] },
    ],
    [
      'a file',
      [[LISTING, { kind: 'fault', why: 'unreadable' }]],
      { key: 'check_not_a_listing', params: ['www.amazon.com'] },
    ],
    [
      'an address of a machine',
      [[SHORT, to('https://169.254.169.254/latest/')]],
      { key: 'check_beyond', params: ['169.254.169.254'] },
    ],
    ['a name of a local network', [[SHORT, to('http://router/')]], { key: 'check_beyond', params: ['router'] }],
    ['a program', [[SHORT, to('javascript:alert(1)')]], { key: 'check_beyond', params: ['javascript:alert(1)'] }],
    [
      'a shop that nobody knows',
      [[SHORT, to('https://shop.example/p/1')]],
      { key: 'check_beyond', params: ['shop.example'] },
    ],
    [
      'a circle',
      [
        [SHORT, to('https://amzn.to/2')],
        ['https://amzn.to/2', to(SHORT)],
      ],
      { key: 'check_unreachable', params: ['amzn.to'] },
    ],
  ])('%s', async (_, web, hint) => {
    for (const [url, step] of web) world.web.set(url, step);
    expect(await ends()).toEqual(hint);
    expect(world.asked.every((url) => /^https:\/\/(?:www\.amazon\.com|amzn\.to)\//.test(url))).toBe(true);
  });

  it('a way without end', async () => {
    for (let step = 0; step < 30; step++) world.web.set(`https://amzn.to/${step}`, to(`https://amzn.to/${step + 1}`));
    world.web.set(SHORT, to('https://amzn.to/0'));
    expect((await ends())?.key).toBe('check_unreachable');
    expect(world.asked.length).toBeLessThanOrEqual(8);
  });
});

describe('permissions', () => {
  it('a site that may not be read is not asked, and its permission is offered with the finding', async () => {
    world.web.set(SHORT, to('https://www.amazon.de/dp/B08XYZ1234'));
    const { card } = await check();
    expect(world.asked).toEqual([SHORT]);
    expect(card.hint).toEqual({ key: 'check_needs', params: ['www.amazon.de'] });
    expect(card.actions).toContainEqual({ kind: 'allow', site: 'amazon', name: 'Amazon' });
  });

  it('once it is there, the check that waited for it goes on by itself', async () => {
    world.allowed.clear();
    const [shown] = (await world.ask(1, { type: 'inspect', items: [POST] })).shown;
    expect(kinds(shown?.card.actions ?? [])).toContain('allow');
    await world.ask(1, { type: 'open.allow', site: 'amazon', key: POST.key });
    expect(world.opened).toEqual(['amazon']);
    await world.start().resume();
    expect(world.asked).toEqual([]);
    world.allowed.add('https://*.amazon.com/*').add('https://*.amzn.to/*');
    await world.start().resume();
    expect(world.asked).toEqual([SHORT, LISTING]);
    const card = world.notices.findLast(({ notice }) => notice.type === 'card.changed')?.notice;
    expect(card).toMatchObject({ key: POST.key, card: { level: 'warn' } });
  });

  it('are never asked for a site that the rules do not know', async () => {
    await expect(world.ask(1, { type: 'open.allow', site: 'evil.example' })).rejects.toThrow(/does not know/);
  });
});

describe('by itself', () => {
  const auto = (on = true) => world.ask(-1, { type: 'options.change', change: { what: 'auto', site: 'amazon', on } });
  const level = () =>
    world.notices
      .flatMap(({ notice }) => (notice.type === 'finding.changed' ? [notice.shown?.badge.level] : []))
      .at(-1);

  it('only where that was chosen', async () => {
    await world.ask(1, { type: 'inspect', items: [POST] });
    await world.start().resume();
    expect(world.asked).toEqual([]);
    await auto();
    await world.ask(1, { type: 'inspect', items: [POST] });
    await expect.poll(level).toBe('warn');
    expect(world.asked).toEqual([SHORT, LISTING]);
  });

  it('goes on after the background was killed before it had begun', async () => {
    await auto();
    const never = new Promise<Step>(() => undefined);
    world.web.set(SHORT, never);
    await world.ask(1, { type: 'inspect', items: [POST] });
    world.web.set(SHORT, to(LISTING));
    await world.start().resume();
    expect(level()).toBe('warn');
  });

  it('does not try again what ended without an answer', async () => {
    await auto();
    world.web.set(LISTING, page('<p>Enter the characters you see below</p>'));
    await world.ask(1, { type: 'inspect', items: [POST] });
    await world.service.resume();
    const again = { ...POST, promotion: { ...POST.promotion, text: 'Cartier love bracelet is back!' } };
    const { shown } = await world.ask(1, { type: 'inspect', items: [again] });
    await world.service.resume();
    expect(world.asked).toEqual([SHORT, LISTING]);
    expect(shown[0]?.card.hint?.key).toBe('check_not_a_listing');
  });

  it('reads no more than sixty pages an hour', async () => {
    await auto();
    const items = Array.from({ length: 70 }, (_, index) => ({
      ...POST,
      key: `ig:post:many-${index}`,
      promotion: { ...POST.promotion, links: [`https://amzn.to/many-${index}`] },
    }));
    for (let at = 0; at < items.length; at += 10) {
      await world.ask(1, { type: 'inspect', items: items.slice(at, at + 10) });
      await world.service.resume();
    }
    expect(world.asked).toHaveLength(60);
  });
});
