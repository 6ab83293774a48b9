// Gives every bundle the sites of the rules.

import { join } from 'node:path';
import { addViteConfig, defineWxtModule } from 'wxt/modules';
import { sitesPlugin } from '../build-data/sites';

export default defineWxtModule((wxt) => {
  addViteConfig(wxt, () => ({ plugins: [sitesPlugin(join(wxt.config.root, '../shared/rules'))] }));
});
