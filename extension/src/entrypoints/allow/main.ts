// The permission page: says what is asked for and why, and asks when the button is pressed.

import { browser } from 'wxt/browser';
import { hostsOf, MARKETPLACES, siteById } from '../../sites/marketplaces';
import { renderAllow } from '../../surfaces';
import type { AllowView } from '../../surfaces/types';

const root = document.getElementById('root');
const site = siteById(new URLSearchParams(location.search).get('site') ?? '') ?? MARKETPLACES[0];

if (root !== null && site !== undefined) {
  const origins = hostsOf(site);
  const { id, kind, name, domains } = site;
  const draw = (state: AllowView['state']) =>
    renderAllow(root, { site: { id, kind, name, hosts: domains }, state }, () => {
      // Inside the click, with nothing awaited before: browsers ask only then.
      browser.permissions
        .request({ origins })
        .then((granted) => draw(granted ? 'granted' : 'refused'))
        .catch(() => draw('refused'));
    });
  draw('ask');
  void browser.permissions.contains({ origins }).then((granted) => {
    if (granted) draw('granted');
  });
}
