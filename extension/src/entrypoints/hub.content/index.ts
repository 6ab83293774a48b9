// On a page of links that the person has allowed: marks its entries, as posts are marked on Instagram.

import { defineContentScript } from 'wxt/utils/define-content-script';
import { HubSession } from '../../content/hub-session';

export default defineContentScript({
  registration: 'runtime',
  matches: [],
  runAt: 'document_idle',
  main() {
    if (window.top === window) new HubSession().start();
  },
});
