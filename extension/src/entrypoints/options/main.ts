// The options page: shows what is allowed, decided and kept, and changes it when something is pressed.

import { browser } from 'wxt/browser';
import { ask } from '../../client';
import { hostsOf, siteById } from '../../sites/marketplaces';
import { renderOptions } from '../../surfaces';
import type { OptionsAction } from '../../surfaces/types';

async function main(): Promise<void> {
  const root = document.getElementById('root');
  if (root === null) return;
  const draw = async () => renderOptions(root, await ask({ type: 'options.state' }), (action) => press(action));

  function press(action: OptionsAction): void {
    // Inside the click, with nothing awaited before: browsers ask for a permission only then.
    if (action.kind === 'allow' || action.kind === 'revoke') {
      const site = siteById(action.site);
      if (site === undefined) return;
      const origins = hostsOf(site);
      const changed =
        action.kind === 'allow' ? browser.permissions.request({ origins }) : browser.permissions.remove({ origins });
      void changed.catch(() => false).then(draw);
      return;
    }
    void change(action).then(draw);
  }

  // The permissions can be changed in the browser's own settings while the page stands open.
  browser.permissions.onAdded.addListener(() => void draw());
  browser.permissions.onRemoved.addListener(() => void draw());
  await draw();
}

async function change(action: Exclude<OptionsAction, { kind: 'allow' | 'revoke' }>): Promise<void> {
  switch (action.kind) {
    case 'auto':
      await ask({ type: 'options.change', change: { what: 'auto', site: action.site, on: action.on } });
      return;
    case 'stopping':
      await ask({ type: 'options.change', change: { what: 'stopping', on: action.on } });
      return;
    case 'distrust':
    case 'stop_again':
      await ask({ type: 'options.change', change: { what: action.kind, handle: action.handle } });
      return;
    case 'forget':
      await ask({ type: 'options.forget', what: action.what });
      return;
  }
}

void main();
