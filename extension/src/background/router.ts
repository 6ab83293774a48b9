// The door to the background: who may send what. Everything that is not plainly a message of ours from a place of ours is refused.

import * as v from 'valibot';
import type { Answers, Message, MessageType, Reply } from '../protocol';
import { contentMessage, pageMessage } from '../protocol';
import { marketplaceOf } from '../sites/marketplaces';
import type { Sender, Service } from './service';

/** The parts of `runtime.MessageSender` that are looked at. */
export interface MessageSender {
  id?: string;
  url?: string;
  origin?: string;
  frameId?: number;
  tab?: { id?: number };
}

/** Which messages each kind of page has a use for. */
const FROM_INSTAGRAM: readonly MessageType[] = [
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
      return { ok: true, value: await handler(admitted.message, { tabId: admitted.tabId }) };
    } catch (error) {
      return { ok: false, error: error instanceof Error ? error.message : String(error) };
    }
  }

  private admit(message: unknown, sender: MessageSender): { message: Message; tabId: number } | string {
    if (sender.id !== this.own.id) return 'The sender is not Touchstone.';
    if (sender.url?.startsWith(`${this.own.origin}/`)) {
      const parsed = v.safeParse(pageMessage, message);
      return parsed.success
        ? { message: parsed.output, tabId: tabOf(parsed.output) }
        : 'The message is not one of ours.';
    }
    const tabId = sender.tab?.id;
    if (tabId === undefined || sender.frameId !== 0 || sender.url === undefined)
      return 'The sender is no page in a tab.';
    const allowed = allowedFrom(sender.url);
    if (allowed === undefined) return 'The sender is on no page that Touchstone reads.';
    const parsed = v.safeParse(contentMessage, message);
    if (!parsed.success || !allowed.includes(parsed.output.type)) return 'The message is not one of ours.';
    return { message: parsed.output, tabId };
  }
}

function allowedFrom(url: string): readonly MessageType[] | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, hostname } = new URL(url);
  if (protocol === 'https:' && hostname === 'www.instagram.com') return FROM_INSTAGRAM;
  return marketplaceOf(url) === undefined ? undefined : FROM_LISTING;
}

/** The popup speaks for the tab it stands over. */
function tabOf(message: Message): number {
  return 'tabId' in message ? (message.tabId ?? -1) : -1;
}
