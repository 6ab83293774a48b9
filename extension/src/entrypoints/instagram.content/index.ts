// On Instagram: reads what stands on the page, asks the background, draws what it answers.

import { defineContentScript } from 'wxt/utils/define-content-script';
import { InstagramSession } from '../../content/instagram-session';

export default defineContentScript({
  matches: ['https://www.instagram.com/*'],
  runAt: 'document_start',
  main() {
    new InstagramSession().start();
  },
});
