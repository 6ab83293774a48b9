// Asking a background that may be gone.

import { beforeEach, describe, expect, it, vi } from 'vitest';

const runtime = vi.hoisted(() => ({
  id: 'abc' as string | undefined,
  sendMessage: (_: unknown): Promise<unknown> => Promise.resolve(),
}));
vi.mock('wxt/browser', () => ({ browser: { runtime } }));

import { ask, Disconnected } from '../src/client';

const MESSAGE = { type: 'unread', places: 1 } as const;
const answers = (...replies: (() => unknown)[]) => {
  let calls = 0;
  runtime.sendMessage = async () => replies[calls++]?.();
  return () => calls;
};
const killed = () => {
  throw new Error('A listener indicated an asynchronous response by returning true, but the message channel closed');
};

describe('ask', () => {
  beforeEach(() => {
    runtime.id = 'abc';
  });

  it('asks again when the background was killed', async () => {
    const calls = answers(
      killed,
      () => undefined,
      () => ({ ok: true, value: null }),
    );
    expect(await ask(MESSAGE)).toBeNull();
    expect(calls()).toBe(3);
  });

  it('gives a background that is on its way out some seconds', async () => {
    vi.useFakeTimers();
    try {
      const calls = answers(killed, killed, killed, killed, killed, () => ({ ok: true, value: null }));
      const answer = ask(MESSAGE);
      await vi.advanceTimersByTimeAsync(2_000);
      expect(await answer).toBeNull();
      expect(calls()).toBe(6);
    } finally {
      vi.useRealTimers();
    }
  });

  it('not without end', async () => {
    vi.useFakeTimers();
    try {
      const calls = answers(...Array.from({ length: 20 }, () => killed));
      const answer = expect(ask(MESSAGE)).rejects.toThrow('did not answer');
      await vi.advanceTimersByTimeAsync(8_000);
      await answer;
      expect(calls()).toBe(8);
    } finally {
      vi.useRealTimers();
    }
  });

  it('asks again when the background was killed and nobody said so', async () => {
    vi.useFakeTimers();
    try {
      const calls = answers(
        () => new Promise(() => undefined),
        () => ({ ok: true, value: null }),
      );
      const answer = ask(MESSAGE);
      await vi.advanceTimersByTimeAsync(3_900);
      expect(calls()).toBe(1);
      await vi.advanceTimersByTimeAsync(200);
      expect(await answer).toBeNull();
      expect(calls()).toBe(2);
    } finally {
      vi.useRealTimers();
    }
  });

  it('passes on what the background says, at once', async () => {
    const calls = answers(() => ({ ok: false, error: 'No.' }));
    await expect(ask(MESSAGE)).rejects.toThrow('No.');
    expect(calls()).toBe(1);
  });

  it('knows when the extension is gone', async () => {
    runtime.id = undefined;
    await expect(ask(MESSAGE)).rejects.toBeInstanceOf(Disconnected);
  });
});
