// Writes _locales/<language>/messages.json from the translators' files in src/locales.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineWxtModule } from 'wxt/modules';
import { browserMessages } from '../src/surfaces/catalogue';

export default defineWxtModule((wxt) => {
  wxt.hook('build:publicAssets', (_, files) => {
    const folder = join(wxt.config.srcDir, 'locales');
    for (const name of readdirSync(folder).filter((file) => file.endsWith('.json'))) {
      // The browsers' names for locales have an underscore: pt_BR.
      const language = name.replace('.json', '').replace('-', '_');
      files.push({
        relativeDest: `_locales/${language}/messages.json`,
        contents: `${JSON.stringify(browserMessages(JSON.parse(readFileSync(join(folder, name), 'utf8'))), null, 1)}\n`,
      });
    }
  });
});
