// The door to the background: who may send what. Everything that is not plainly a message of ours from a place of ours is refused.

import * as v from 'valibot';
import type { Answers, Message, MessageType, Reply } from '../protocol';
import { contentMessage, pageMessage } from '../protocol';
import { isStorefrontHub, siteOf } from '../sites/marketplaces';
import type { Sender, Service } from './service';

/** The parts of `runtime.MessageSender` that are looked at. */
export interface MessageSender {
  id?: string;
  url?: string;
  origin?: string;
  frameId?: number;
  tab?: { id?: number };
}

/** Which messages each kind of page has a use for: Instagram and pages of links, whose entries are promotions as posts are. */
const FROM_PROMOTIONS: readonly MessageType[] = [
  'inspect',
  'unread',
  'page.opened',
  'link.followed',
  'report',
  'report.undo',
  'wrong',
  'trust',
  'way.out',
  'open.allow',
  'link.check',
  'link.check.stop',
];
const FROM_LISTING: readonly MessageType[] = [
  'listing.expected',
  'listing.read',
  'report',
  'report.undo',
  'wrong',
  'trust',
];

export class Router {
  constructor(
    private readonly service: Pick<Service, 'handlers'>,
    private readonly own: { id: string; origin: string },
  ) {}

  async answer(message: unknown, sender: MessageSender): Promise<Reply<Answers[MessageType]>> {
    const admitted = this.admit(message, sender);
    if (typeof admitted === 'string') return { ok: false, error: admitted };
    try {
      const handler = this.service.handlers[admitted.message.type] as (
        message: Message,
        sender: Sender,
      ) => Promise<Answers[MessageType]>;
      const { message: asked, tabId, place } = admitted;
      return { ok: true, value: await handler(asked, { tabId, place }) };
    } catch (error) {
      return { ok: false, error: error instanceof Error ? error.message : String(error) };
    }
  }

  private admit(message: unknown, sender: MessageSender): ({ message: Message } & Sender) | string {
    if (sender.id !== this.own.id) return 'The sender is not Touchstone.';
    if (sender.url?.startsWith(`${this.own.origin}/`)) {
      const parsed = v.safeParse(pageMessage, message);
      return parsed.success
        ? { message: parsed.output, tabId: tabOf(parsed.output), place: 'ours' }
        : 'The message is not one of ours.';
    }
    const tabId = sender.tab?.id;
    if (tabId === undefined || sender.frameId !== 0 || sender.url === undefined)
      return 'The sender is no page in a tab.';
    const place = placeOf(sender.url);
    if (place === undefined) return 'The sender is on no page that Touchstone reads.';
    const parsed = v.safeParse(contentMessage, message);
    if (!parsed.success || !ALLOWED[place].includes(parsed.output.type)) return 'The message is not one of ours.';
    return { message: parsed.output, tabId, place: place === 'storefront' ? 'hub' : place };
  }
}

const ALLOWED = {
  instagram: FROM_PROMOTIONS,
  hub: FROM_PROMOTIONS,
  listing: FROM_LISTING,
  // A page of links on a marketplace is both: the listings' script looks at it too.
  storefront: [...new Set([...FROM_LISTING, ...FROM_PROMOTIONS])],
} as const;

function placeOf(url: string): keyof typeof ALLOWED | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, hostname } = new URL(url);
  if (protocol !== 'https:') return undefined;
  if (hostname === 'www.instagram.com') return 'instagram';
  const kind = siteOf(url)?.kind;
  if (kind === 'marketplace') return isStorefrontHub(url) ? 'storefront' : 'listing';
  return kind === 'hub' ? 'hub' : undefined;
}

/** The popup speaks for the tab it stands over. */
function tabOf(message: Message): number {
  return 'tabId' in message ? (message.tabId ?? -1) : -1;
}
