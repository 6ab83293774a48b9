// The engine as it is packaged: the module and the rules are files of the extension, compiled as they stream in.

import { browser } from 'wxt/browser';
import type { Engine } from './engine-host';

export async function startEngine(): Promise<Engine> {
  void browser;
  throw new Error('This build of Touchstone carries no engine.');
}

export function packVersionOf(_engine: Engine): string {
  return '';
}
