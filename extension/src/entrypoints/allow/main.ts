// The permission page: says what is asked for and why, and asks when the button is pressed.

import { browser } from 'wxt/browser';
import { hostsOf, MARKETPLACES, marketplaceById } from '../../sites/marketplaces';
import { renderAllow } from '../../surfaces';
import type { AllowView } from '../../surfaces/types';

const root = document.getElementById('root');
const marketplace = marketplaceById(new URLSearchParams(location.search).get('marketplace') ?? '') ?? MARKETPLACES[0];

if (root !== null && marketplace !== undefined) {
  const origins = hostsOf(marketplace);
  const draw = (state: AllowView['state']) =>
    renderAllow(
      root,
      { marketplace: { id: marketplace.id, name: marketplace.name, hosts: marketplace.domains }, state },
      () => {
        // Inside the click, with nothing awaited before: browsers ask only then.
        browser.permissions
          .request({ origins })
          .then((granted) => draw(granted ? 'granted' : 'refused'))
          .catch(() => draw('refused'));
      },
    );
  draw('ask');
  void browser.permissions.contains({ origins }).then((granted) => {
    if (granted) draw('granted');
  });
}
