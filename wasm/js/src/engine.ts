// The engine: the core behind a typed door. One engine serves every caller of a background or a process; each call is
// synchronous and keeps nothing.
import type { ErrorLine, Link, Listing, ReportRequest, Request, Response } from './generated/contract.ts';
import { load, type WasmSource } from './load.ts';
import { Marshal } from './marshal.ts';

export interface EngineOptions {
  /** touchstone.wasm: bytes, a compiled module, or `fetch(…)` of it. */
  wasm: WasmSource;
  /** touchstone.pack. */
  pack: BufferSource;
}

export interface EngineVersion {
  /** Of the software: "0.1.0". */
  touchstone: string;
  /** Of the rules: "2026.11.0". */
  pack: string;
  abi: number;
}

export interface Engine {
  /** One answer a request, in the same order. */
  inspect(requests: readonly Request[]): (Response | ErrorLine)[];
  /** JSON Lines in, JSON Lines out: the bytes that `touchstone inspect` prints. */
  inspectLines(lines: string): string;
  /** Reads one listing page. Throws an EngineError "not_a_listing" whose message says what the page is instead. */
  listing(url: string, html: string): Listing;
  /** Every link in a raw URL or a text, in order. */
  link(text: string): Link[];
  /** Evidence as XARF v4 (JSON) or as plain text. Throws an EngineError when the evidence lacks what the form needs. */
  report(request: ReportRequest): string;
  readonly version: EngineVersion;
  /** Blocks of memory that are in use beyond the engine itself; 0 between calls. */
  readonly live: number;
  /** How much memory the module holds, used or not. */
  readonly memoryBytes: number;
  /** Gives the memory back. A closed engine throws. */
  close(): void;
}

/** Throws an EngineError "invalid_pack" when the pack does not fit, an Error when the module does not. */
export async function createEngine(options: EngineOptions): Promise<Engine> {
  const marshal = new Marshal(await load(options.wasm));
  return new WasmEngine(marshal, marshal.open(bytesOf(options.pack)));
}

function bytesOf(source: BufferSource): Uint8Array {
  if (source instanceof ArrayBuffer) return new Uint8Array(source);
  if (ArrayBuffer.isView(source)) return new Uint8Array(source.buffer, source.byteOffset, source.byteLength);
  return new Uint8Array(source);
}

/** JSON of one line. A page may cut text in the middle of a surrogate pair: such a half becomes U+FFFD, of the same length. */
function toLine(value: unknown): string {
  return JSON.stringify(value, (_key, item) => (typeof item === 'string' ? item.toWellFormed() : item));
}

class WasmEngine implements Engine {
  readonly #marshal: Marshal;
  #inspector: number;
  readonly version: EngineVersion;

  constructor(marshal: Marshal, inspector: number) {
    this.#marshal = marshal;
    this.#inspector = inspector;
    this.version = JSON.parse(marshal.call([], () => marshal.exports.touchstone_version(inspector)));
  }

  get live(): number {
    // The inspector itself is one.
    return this.#marshal.live - (this.#inspector === 0 ? 0 : 1);
  }

  get memoryBytes(): number {
    return this.#marshal.exports.memory.buffer.byteLength;
  }

  inspect(requests: readonly Request[]): (Response | ErrorLine)[] {
    if (requests.length === 0) return [];
    const answers = this.inspectLines(requests.map((request) => `${toLine(request)}\n`).join(''));
    return answers
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line));
  }

  inspectLines(lines: string): string {
    const inspector = this.#open();
    return this.#marshal.call([lines], (pointer, size) =>
      this.#marshal.exports.touchstone_inspect(inspector, pointer ?? 0, size ?? 0),
    );
  }

  listing(url: string, html: string): Listing {
    const inspector = this.#open();
    const text = this.#marshal.call([url, html], (urlPointer, urlSize, pointer, size) =>
      this.#marshal.exports.touchstone_listing(inspector, urlPointer ?? 0, urlSize ?? 0, pointer ?? 0, size ?? 0),
    );
    return JSON.parse(text);
  }

  link(text: string): Link[] {
    const inspector = this.#open();
    const lines = this.#marshal.call([text], (pointer, size) =>
      this.#marshal.exports.touchstone_link(inspector, pointer ?? 0, size ?? 0),
    );
    return JSON.parse(lines);
  }

  report(request: ReportRequest): string {
    this.#open();
    return this.#marshal.call([toLine(request)], (pointer, size) =>
      this.#marshal.exports.touchstone_report(pointer ?? 0, size ?? 0),
    );
  }

  close(): void {
    if (this.#inspector === 0) return;
    this.#marshal.close(this.#inspector);
    this.#inspector = 0;
  }

  #open(): number {
    if (this.#inspector === 0) throw new Error('The engine is closed.');
    return this.#inspector;
  }
}
