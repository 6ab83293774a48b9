// Writes _locales/<language>/messages.json from the translators' files in src/locales.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineWxtModule } from 'wxt/modules';
import { browserMessages } from '../src/surfaces/catalogue';

/** Where the stores know a language by its countries only. */
const COUNTRIES: Record<string, readonly string[]> = { pt: ['pt_BR', 'pt_PT'] };

export default defineWxtModule((wxt) => {
  wxt.hook('build:publicAssets', (_, files) => {
    const folder = join(wxt.config.srcDir, 'locales');
    for (const name of readdirSync(folder).filter((file) => file.endsWith('.json'))) {
      const language = name.replace('.json', '');
      const messages = browserMessages(JSON.parse(readFileSync(join(folder, name), 'utf8')));
      for (const locale of COUNTRIES[language] ?? [language]) {
        files.push({
          relativeDest: `_locales/${locale}/messages.json`,
          contents: `${JSON.stringify(messages, null, 1)}\n`,
        });
      }
    }
  });
});
