// The content script of the probe: a badge that opens its card, and the banner, with the code that ships.

import { badges, banner, warn } from '../../../preview/views';
import messages from '../../../src/locales/en.json';
import { readMessage } from '../../../src/surfaces/catalogue';
import { createSurfaces } from '../../../src/surfaces/draw';
import { Words } from '../../../src/surfaces/words';

const words = new Words((key, substitutions) => readMessage(messages, key, substitutions), 'en');
const surfaces = createSurfaces(() => words, true);
const noop = () => undefined;
const parent = document.getElementById('badge-place');
const view = badges[0];
if (parent && view) {
  surfaces.mountBadge(parent, 'header', view, (anchor) => surfaces.openCard(anchor, warn, noop));
  surfaces.mountBanner(banner, noop);
  document.documentElement.dataset.customElements = String(globalThis.customElements);
}
