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

/** Where the browser does say so, the old background may be on its way out still, and the new one is there only after such a rest. */
const RESTS = [50, 100, 200, 400, 800, 1_600, 3_200] as const;

/** Asks the background. Rejects with the background's own sentence, or with `Disconnected`. */
export async function ask<T extends MessageType>(message: MessageOf<T> & { type: T }): Promise<Answers[T]> {
  const waits = PATIENCE.values();
  const rests = RESTS.values();
  let wait = waits.next();
  while (!wait.done) {
    if (browser.runtime?.id === undefined) throw new Disconnected('Touchstone was updated. Reload the page.');
    const reply = await within(wait.value, send<Answers[T]>(message as Message));
    if (reply === 'silence') {
      wait = waits.next();
    } else if (reply === 'gone') {
      const rest = rests.next();
      if (rest.done) break;
      await new Promise((resolve) => setTimeout(resolve, rest.value));
    } else if (reply.ok) {
      return reply.value;
    } else {
      throw new Error(reply.error);
    }
  }
  throw new Error('The background did not answer.');
}

/** "silence" if there is no answer in time. */
function within<T>(milliseconds: number, answer: Promise<T>): Promise<T | 'silence'> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds, 'silence');
    void answer.then((value) => {
      clearTimeout(timer);
      resolve(value);
    });
  });
}

/** "gone" if the background was gone before it answered. */
async function send<T>(message: Message): Promise<Reply<T> | 'gone'> {
  try {
    return ((await browser.runtime.sendMessage(message)) as Reply<T> | undefined) ?? 'gone';
  } catch {
    return 'gone';
  }
}
