// The surfaces' front door: everything that draws, in the browser's language.

import { browser } from 'wxt/browser';
import { createSurfaces } from './draw';
import type { Surfaces } from './types';
import { Words } from './words';

let words: Words | undefined;

function browserWords(): Words {
  // The typed getMessage takes the keys of one language's file; ours are checked by `npm test` in every language.
  const get = browser.i18n.getMessage as (key: string, substitutions?: string[]) => string;
  words ??= new Words((key, substitutions) => get(key, substitutions), browser.i18n.getUILanguage());
  return words;
}

const surfaces: Surfaces = createSurfaces(browserWords, import.meta.env.MODE === 'e2e');

export const {
  mountBadge,
  openCard,
  mountBanner,
  showWayOut,
  showToast,
  renderPopup,
  renderOptions,
  renderAllow,
  renderSelfCheck,
} = surfaces;
export { cutQuote } from './quote';
export { lineOf } from './reasons';
