// Marshalling: text and bytes into the module's memory, and results out of it. Whoever takes memory here gives it back here.
import type { Exports } from './load.ts';

/** What the core refused, in one plain sentence; `code` is stable ("invalid_pack", "too_large"). */
export class EngineError extends Error {
  override name = 'EngineError';
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** Takes pointer and size of every input, in order. */
type Call = (...pointersAndSizes: number[]) => number;

/** A result is three 32-bit numbers in little-endian order: status (0 is success), pointer, length; its text follows. */
const RESULT = { status: 0, pointer: 4, length: 8 } as const;

export class Marshal {
  readonly #encoder = new TextEncoder();
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  readonly exports: Exports;
  #live = 0;

  constructor(exports: Exports) {
    this.exports = exports;
  }

  /** Blocks and results taken from the module and not given back yet; 0 between calls. */
  get live(): number {
    return this.#live;
  }

  /** Copies the inputs in, calls, copies the result's text out and frees everything, whatever happens. */
  call(inputs: readonly (string | Uint8Array)[], call: Call): string {
    const result = this.#withInputs(inputs, call);
    try {
      const { status, pointer, length } = this.#read(result);
      // The decoder copies, so the text outlives the block.
      const text = this.#decoder.decode(new Uint8Array(this.exports.memory.buffer, pointer, length));
      if (status === 0) return text;
      const { error } = JSON.parse(text) as { error: { code: string; message: string } };
      throw new EngineError(error.code, error.message);
    } finally {
      this.#free(result);
    }
  }

  /** The same for touchstone_open, whose result's pointer is the inspector itself. */
  open(pack: Uint8Array): number {
    const result = this.#withInputs([pack], (pointer, size) => this.exports.touchstone_open(pointer ?? 0, size ?? 0));
    try {
      const { status, pointer, length } = this.#read(result);
      if (status !== 0) {
        const text = this.#decoder.decode(new Uint8Array(this.exports.memory.buffer, pointer, length));
        const { error } = JSON.parse(text) as { error: { code: string; message: string } };
        throw new EngineError(error.code, error.message);
      }
      this.#live += 1;
      return pointer;
    } finally {
      this.#free(result);
    }
  }

  close(inspector: number): void {
    this.exports.touchstone_close(inspector);
    this.#live -= 1;
  }

  #withInputs(inputs: readonly (string | Uint8Array)[], call: Call): number {
    const blocks: number[] = [];
    try {
      const parameters = inputs.flatMap((input) => {
        const { pointer, size } = typeof input === 'string' ? this.#putText(input) : this.#putBytes(input);
        blocks.push(pointer);
        return [pointer, size];
      });
      const result = call(...parameters) >>> 0;
      if (result === 0) throw new EngineError('out_of_memory', 'The engine has no room for a result.');
      this.#live += 1;
      return result;
    } finally {
      for (const block of blocks) this.#free(block);
    }
  }

  /** Encoded where it is read: a page of some megabytes is copied once. Text of other scripts than Latin needs a second, larger block. */
  #putText(text: string): { pointer: number; size: number } {
    for (let room = text.length + (text.length >> 4); ; ) {
      const pointer = this.#take(room);
      const block = new Uint8Array(this.exports.memory.buffer, pointer, room);
      const { read, written } = this.#encoder.encodeInto(text, block);
      if (read === text.length) return { pointer, size: written };
      this.#free(pointer);
      // No code unit of a string takes more than three bytes.
      room = written + 3 * (text.length - read);
    }
  }

  #putBytes(bytes: Uint8Array): { pointer: number; size: number } {
    const pointer = this.#take(bytes.length);
    new Uint8Array(this.exports.memory.buffer, pointer, bytes.length).set(bytes);
    return { pointer, size: bytes.length };
  }

  #take(size: number): number {
    const pointer = this.exports.touchstone_alloc(size) >>> 0;
    if (pointer === 0) throw new EngineError('out_of_memory', `The engine has no room for ${size} bytes.`);
    this.#live += 1;
    return pointer;
  }

  #read(result: number): { status: number; pointer: number; length: number } {
    const view = new DataView(this.exports.memory.buffer, result, 12);
    return {
      status: view.getUint32(RESULT.status, true),
      pointer: view.getUint32(RESULT.pointer, true),
      length: view.getUint32(RESULT.length, true),
    };
  }

  #free(pointer: number): void {
    this.exports.touchstone_free(pointer);
    this.#live -= 1;
  }
}
