// How content scripts and extension pages ask the background, and how they hear that they have been left behind.

import { browser } from 'wxt/browser';
import type { Answers, Message, MessageOf, MessageType, Reply } from './protocol';

/** The extension was updated or removed while this page stayed open: it cannot be asked any more. */
export class Disconnected extends Error {}

/** Asks the background. Rejects with the background's own sentence, or with `Disconnected`. */
export async function ask<T extends MessageType>(message: MessageOf<T> & { type: T }): Promise<Answers[T]> {
  if (browser.runtime?.id === undefined) throw new Disconnected('Touchstone was updated. Reload the page.');
  const reply = (await browser.runtime.sendMessage(message as Message)) as Reply<Answers[T]> | undefined;
  if (reply === undefined) throw new Error('The background did not answer.');
  if (!reply.ok) throw new Error(reply.error);
  return reply.value;
}
