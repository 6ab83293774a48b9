// Packages the engine: the WebAssembly module and the rule pack that CMake built, as engine/ in the extension.
//
// TOUCHSTONE_ENGINE names a folder that holds both; by default they are looked for where the presets put them.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { defineWxtModule } from 'wxt/modules';

const FILES = ['touchstone.wasm', 'touchstone.pack'] as const;
const FOLDERS = ['build/wasm', 'build/wasm/wasm', 'build/wasm/wasm/bindings', 'build/native', 'build'] as const;

export default defineWxtModule((wxt) => {
  wxt.hook('build:publicAssets', (_, files) => {
    const root = join(wxt.config.root, '..');
    const named = process.env.TOUCHSTONE_ENGINE;
    const folders = named === undefined ? FOLDERS.map((folder) => join(root, folder)) : [named];
    for (const name of FILES) {
      const source = folders.map((folder) => join(folder, name)).find(existsSync);
      if (source === undefined) {
        // Still a build: surfaces and adapters can be worked on without the core. The popup says that it carries no engine.
        wxt.logger.warn(`No ${name} in ${folders.join(', ')}: this build carries no engine.`);
        continue;
      }
      files.push({ absoluteSrc: source, relativeDest: `engine/${name}` });
    }
  });
});
