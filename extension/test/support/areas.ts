// Storage in memory that copies what goes in and out, as the browser's does.

import type { Area } from '../../src/background/area';

export class MemoryArea implements Area {
  readonly items = new Map<string, string>();

  async get<T>(key: string): Promise<T | undefined> {
    await Promise.resolve();
    const text = this.items.get(key);
    return text === undefined ? undefined : (JSON.parse(text) as T);
  }

  async set(key: string, value: unknown): Promise<void> {
    await Promise.resolve();
    this.items.set(key, JSON.stringify(value));
  }

  async remove(key: string): Promise<void> {
    this.items.delete(key);
  }
}
