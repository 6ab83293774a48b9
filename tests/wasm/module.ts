// What the tests of the module share: where it stands, and the native tool that it has to agree with.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createEngine, type Engine } from '../../wasm/js/src/index.ts';

const root = new URL('../../', import.meta.url);

/** A file of the checkout; an Error that says how to make it when it is missing. */
export function file(path: string): Uint8Array<ArrayBuffer> {
  const url = new URL(path, root);
  if (!existsSync(url)) throw new Error(`${path} is missing; run scripts/test, or build the native and wasm presets.`);
  return new Uint8Array(readFileSync(url));
}

export const wasm = () => file('build/wasm/touchstone.wasm');
export const pack = () => file('build/native/touchstone.pack');

export function startEngine(): Promise<Engine> {
  return createEngine({ wasm: wasm(), pack: pack() });
}

/** What the native tool prints. */
export function native(args: readonly string[], input: string): string {
  const tool = fileURLToPath(new URL('build/native/touchstone', root));
  const run = spawnSync(tool, args, { input, maxBuffer: 1 << 30 });
  if (run.error) throw run.error;
  return run.stdout.toString('utf8');
}
