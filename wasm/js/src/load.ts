// Loading: the module's bytes, however they come, to an instance whose ABI fits this glue.

/** The ABI that this glue speaks; `touchstone_abi()` of the module has to return the same. */
export const ABI = 1;

/** What may hold the module: its bytes, a compiled module, or a response that is still arriving. */
export type WasmSource = BufferSource | WebAssembly.Module | Response | Promise<Response>;

/** The module's exports, named as in wasm/bindings/exports.txt. Pointers and sizes are unsigned 32-bit numbers. */
export interface Exports {
  memory: WebAssembly.Memory;
  touchstone_abi(): number;
  touchstone_alloc(size: number): number;
  touchstone_free(pointer: number): void;
  touchstone_open(pack: number, size: number): number;
  touchstone_close(inspector: number): void;
  touchstone_inspect(inspector: number, lines: number, size: number): number;
  touchstone_listing(inspector: number, url: number, urlSize: number, html: number, htmlSize: number): number;
  touchstone_link(inspector: number, text: number, size: number): number;
  touchstone_report(request: number, size: number): number;
  touchstone_version(inspector: number): number;
}

/** Throws when the bytes are no module of this ABI. */
export async function load(source: WasmSource): Promise<Exports> {
  const module = await compile(source);
  const instance = await WebAssembly.instantiate(module, imports(module));
  const exports = instance.exports as unknown as Exports & { _initialize?: () => void };
  exports._initialize?.();
  const abi = exports.touchstone_abi?.();
  if (abi !== ABI) {
    throw new Error(`The module speaks ABI ${abi}, this engine speaks ABI ${ABI}; build both from the same source.`);
  }
  return exports;
}

async function compile(source: WasmSource): Promise<WebAssembly.Module> {
  if (source instanceof WebAssembly.Module) return source;
  const settled = await source;
  if (!(settled instanceof globalThis.Response)) return WebAssembly.compile(settled);
  if (!settled.ok) throw new Error(`The module could not be fetched: HTTP status ${settled.status}.`);
  // Streaming wants the media type; a server that does not know it still serves the right bytes.
  if (settled.headers.get('content-type')?.startsWith('application/wasm')) return WebAssembly.compileStreaming(settled);
  return WebAssembly.compile(await settled.arrayBuffer());
}

/**
 * The core touches nothing outside of itself. What libc's start-up and abort paths still name answers "not supported"
 * (WASI's errno 58), so that nothing leaves the module and nothing enters it.
 */
function imports(module: WebAssembly.Module): WebAssembly.Imports {
  const NOT_SUPPORTED = 58;
  const table: WebAssembly.Imports = {};
  for (const { module: room, name, kind } of WebAssembly.Module.imports(module)) {
    if (kind !== 'function')
      throw new Error(`The module asks for ${kind} ${room}.${name}, which this engine does not give.`);
    table[room] ??= {};
    table[room][name] = name === 'proc_exit' ? aborted : () => NOT_SUPPORTED;
  }
  return table;
}

function aborted(): never {
  throw new Error('The module aborted.');
}
