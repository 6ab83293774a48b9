// How content scripts and extension pages ask the background, and how they hear that they have been left behind.

import { browser } from 'wxt/browser';
import type { Answers, Message, MessageOf, MessageType, Reply } from './protocol';

/** The extension was updated or removed while this page stayed open: it cannot be asked any more. */
export class Disconnected extends Error {}

/**
 * The background may be killed between a question and its answer, and the browser does not always say so: then the question would wait
 * for ever. It is asked again after each of these many milliseconds. Every message may be asked again: none does anything twice.
 */
const PATIENCE = [4_000, 8_000, 16_000] as const;

/** Asks the background. Rejects with the background's own sentence, or with `Disconnected`. */
export async function ask<T extends MessageType>(message: MessageOf<T> & { type: T }): Promise<Answers[T]> {
  for (const patience of PATIENCE) {
    if (browser.runtime?.id === undefined) throw new Disconnected('Touchstone was updated. Reload the page.');
    const reply = await within(patience, send<Answers[T]>(message as Message));
    if (reply?.ok) return reply.value;
    if (reply !== undefined) throw new Error(reply.error);
  }
  throw new Error('The background did not answer.');
}

/** Undefined if there is no answer in time. */
function within<T>(milliseconds: number, answer: Promise<T>): Promise<T | undefined> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds, undefined);
    void answer.then((value) => {
      clearTimeout(timer);
      resolve(value);
    });
  });
}

/** Undefined if the background was gone before it answered. */
async function send<T>(message: Message): Promise<Reply<T> | undefined> {
  try {
    return (await browser.runtime.sendMessage(message)) as Reply<T> | undefined;
  } catch {
    return undefined;
  }
}
