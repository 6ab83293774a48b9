// The self-check's text: versions, counts by source, and shapes that did not fit. It is made of our own names and numbers only; a name
// that is not plainly one is left out, wherever it comes from.

import type { SelfCheck } from '../protocol';

const A_NAME = /^[a-z][a-z0-9_.]{0,99}$/i;

export interface Versions {
  extension: string;
  pack: string;
  browser: string;
}

export function selfCheckText(check: SelfCheck, versions: Versions): string {
  const list = (entries: SelfCheck['read']) => {
    const lines = entries.filter(({ name }) => A_NAME.test(name)).map(({ name, count }) => `  ${name} ${count}`);
    return lines.length > 0 ? lines.sort() : ['  none'];
  };
  return [
    `Touchstone ${versions.extension}, rules ${versions.pack || 'none'}`,
    versions.browser,
    `Page: ${check.page}`,
    `Places that could not be read: ${check.unread}`,
    'Read, by kind and source:',
    ...list(check.read),
    'Shapes that did not fit:',
    ...list(check.unfit),
  ].join('\n');
}
