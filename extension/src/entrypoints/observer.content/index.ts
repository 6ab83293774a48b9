// Runs in the page's own world, before the page's scripts.

import { defineContentScript } from 'wxt/utils/define-content-script';
import { send } from '../../content/channel';
import { observeResponses } from '../../content/observer';

export default defineContentScript({
  matches: ['https://www.instagram.com/*'],
  runAt: 'document_start',
  world: 'MAIN',
  main() {
    observeResponses(window, send);
  },
});
