// How content scripts and extension pages ask the background, and how they hear that they have been left behind.

import { browser } from 'wxt/browser';
import type { Answers, Message, MessageOf, MessageType, Reply } from './protocol';

/** The extension was updated or removed while this page stayed open: it cannot be asked any more. */
export class Disconnected extends Error {}

/** The background may be killed between a question and its answer. Every message may be asked again: none does anything twice. */
const TRIES = 3;

/** Asks the background. Rejects with the background's own sentence, or with `Disconnected`. */
export async function ask<T extends MessageType>(message: MessageOf<T> & { type: T }): Promise<Answers[T]> {
  for (let attempt = 1; ; attempt++) {
    if (browser.runtime?.id === undefined) throw new Disconnected('Touchstone was updated. Reload the page.');
    const reply = await send<Answers[T]>(message as Message);
    if (reply?.ok) return reply.value;
    if (reply !== undefined) throw new Error(reply.error);
    if (attempt === TRIES) throw new Error('The background did not answer.');
  }
}

/** Undefined if the background was gone before it answered. */
async function send<T>(message: Message): Promise<Reply<T> | undefined> {
  try {
    return (await browser.runtime.sendMessage(message)) as Reply<T> | undefined;
  } catch {
    return undefined;
  }
}
