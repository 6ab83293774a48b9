// The background as a whole over stand-ins: an engine that knows little, storage in memory, and a web of a few addresses.

import 'fake-indexeddb/auto';
import { Allowed } from '../../src/background/access';
import { Choices } from '../../src/background/choices';
import { EngineHost } from '../../src/background/engine-host';
import { Findings } from '../../src/background/findings';
import { Journeys } from '../../src/background/journeys';
import type { Step } from '../../src/background/page-fetch';
import { ReadListings } from '../../src/background/read-listings';
import { Reports } from '../../src/background/reports';
import { type Outside, type Sender, Service } from '../../src/background/service';
import type { Answers, Item, MessageOf, MessageType, Notice } from '../../src/protocol';
import { MemoryArea } from './areas';
import { fakeEngine } from './fake-engine';

export const POST: Item = {
  key: 'ig:post:AAAAAAA',
  permalink: 'https://www.instagram.com/p/AAAAAAA/',
  source: 'dom',
  promotion: {
    platform: 'instagram',
    kind: 'post',
    author: 'some.handle',
    text: 'Cartier love bracelet is back',
    links: ['https://l.instagram.com/?u=https%3A%2F%2Famzn.to%2F3xyz&e=AT0'],
  },
};
export const PLAIN: Item = {
  key: 'ig:post:BBBBBBB',
  source: 'dom',
  promotion: { platform: 'instagram', kind: 'post', author: 'other', text: 'A walk by the sea' },
};
export const LISTING = 'https://www.amazon.com/dp/B08XYZ1234';
export const UNBRANDED = '<h1>Titanium Steel Bracelet</h1><b>YFXF</b>';

let databases = 0;

export class World {
  now = 1_700_000_000_000;
  notices: { tabId: number; notice: Notice }[] = [];
  counts = new Map<number, number | 'fault'>();
  opened: string[] = [];
  engine = fakeEngine();
  /** What the engine waits for before it is started. */
  awake: Promise<void> = Promise.resolve();
  readonly database = `test-${++databases}`;
  readonly session = new MemoryArea();
  readonly local = new MemoryArea();
  /** Match patterns. */
  allowed = new Set<string>();
  /** What stands at each address, and which were asked for. */
  web = new Map<string, Step | Promise<Step>>();
  asked: string[] = [];
  journeys!: Journeys;
  /** The kind of page that the messages come from. */
  place: Sender['place'] = 'instagram';
  service = this.start();

  /** As after the background was killed: everything new but what is stored. */
  start(): Service {
    const outside: Outside = {
      extensionVersion: '0.1.0',
      allowed: async () => new Allowed([...this.allowed]),
      ask: async (url) => {
        this.asked.push(url.href);
        return (await this.web.get(url.href)) ?? { kind: 'fault', why: 'unreachable' };
      },
      siteOf: (brand) => (brand === 'cartier' ? 'https://www.cartier.com/' : undefined),
      notify: (tabId, notice) => void this.notices.push({ tabId, notice }),
      setCount: (tabId, count) => void this.counts.set(tabId, count),
      openAllow: async (marketplace) => void this.opened.push(marketplace),
      forgetSession: async () => this.session.items.clear(),
      now: () => this.now,
    };
    this.journeys = new Journeys(this.session, () => this.now);
    this.service = new Service(
      new EngineHost(async () => {
        await this.awake;
        return this.engine;
      }),
      new Findings(this.session),
      this.journeys,
      new Choices(this.local),
      new Reports(this.database),
      new ReadListings(() => this.now, `${this.database}-read`),
      outside,
      this.session,
    );
    return this.service;
  }

  ask<T extends MessageType>(tabId: number, message: MessageOf<T> & { type: T }): Promise<Answers[T]> {
    const handler = this.service.handlers[message.type] as unknown as (
      message: unknown,
      sender: Sender,
    ) => Promise<Answers[T]>;
    return handler(message, { tabId, place: this.place });
  }
}
