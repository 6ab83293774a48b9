// The engine as it is packaged: the module and the rules are files of the extension; the module is compiled as it streams in.

import { createEngine, type Engine } from '@touchstone/engine';
import { browser } from 'wxt/browser';

export async function startEngine(): Promise<Engine> {
  const wasm = file('touchstone.wasm');
  // Both are awaited below; until then a failure of this one must not count as unhandled.
  wasm.catch(() => undefined);
  const pack = await (await file('touchstone.pack')).arrayBuffer();
  return createEngine({ wasm, pack });
}

async function file(name: string): Promise<Response> {
  try {
    return await fetch((browser.runtime.getURL as (path: string) => string)(`/engine/${name}`));
  } catch {
    throw new Error(
      `engine/${name} is missing from this package of Touchstone. Build the core first, then the extension.`,
    );
  }
}
