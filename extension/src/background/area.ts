// Storage with one writer at a time: handlers run side by side, and a read, a change and a write must not be mixed with another's.

export interface Area {
  get<T>(key: string): Promise<T | undefined>;
  set(key: string, value: unknown): Promise<void>;
  remove(key: string): Promise<void>;
}

/** The part of browser.storage.session and .local that is used. */
export interface StorageArea {
  get(key: string): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
  remove(key: string): Promise<void>;
}

export function areaOver(storage: StorageArea): Area {
  return {
    async get<T>(key: string) {
      return (await storage.get(key))[key] as T | undefined;
    },
    set: (key, value) => storage.set({ [key]: value }),
    remove: (key) => storage.remove(key),
  };
}

/** One value in an area. Nothing is kept here between calls: the background may be gone by the next one. */
export class Cell<T> {
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly area: Area,
    private readonly key: string,
    private readonly empty: () => T,
  ) {}

  async read(): Promise<T> {
    await this.last.catch(() => undefined);
    return (await this.area.get<T>(this.key)) ?? this.empty();
  }

  /** Changes the value after every change that was asked for before. `change` may return what its caller needs to know. */
  update<R>(change: (value: T) => R | Promise<R>): Promise<R> {
    const next = this.last
      .catch(() => undefined)
      .then(async () => {
        const value = (await this.area.get<T>(this.key)) ?? this.empty();
        const result = await change(value);
        await this.area.set(this.key, value);
        return result;
      });
    this.last = next;
    return next;
  }

  clear(): Promise<void> {
    const next = this.last.catch(() => undefined).then(() => this.area.remove(this.key));
    this.last = next;
    return next;
  }
}
