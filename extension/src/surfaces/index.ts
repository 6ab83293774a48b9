// The surfaces' front door: everything that draws. Trivial until the real ones land.

import type { Drawn, Surfaces } from './types';

function plain<View extends object>(
  parent: Element,
  text: (view: View) => string,
  first: View,
  prepend = false,
): Drawn<View> {
  const host = document.createElement('div');
  const root = host.attachShadow({ mode: import.meta.env.MODE === 'e2e' ? 'open' : 'closed' });
  const body = document.createElement('p');
  root.append(body);
  body.textContent = text(first);
  if (prepend) parent.prepend(host);
  else parent.append(host);
  return {
    host,
    update(view) {
      body.textContent = text(view);
    },
    remove() {
      host.remove();
    },
  };
}

export const mountBadge: Surfaces['mountBadge'] = (parent, _placement, view, onOpen) => {
  const badge = plain(parent, (v: typeof view) => `${v.label.key} ${v.label.params.join(' ')}`, view);
  badge.host.addEventListener('click', () => onOpen(badge.host));
  return badge;
};

export const openCard: Surfaces['openCard'] = (_anchor, view) =>
  plain(document.body, (v: typeof view) => `${v.title.key} ${v.title.params.join(' ')}`, view);

export const mountBanner: Surfaces['mountBanner'] = (view) =>
  plain(document.body, (v: typeof view) => `${v.title.key} ${v.title.params.join(' ')}`, view, true);

export const showWayOut: Surfaces['showWayOut'] = (view) =>
  plain(document.body, (v: typeof view) => `${v.title.key} ${v.title.params.join(' ')}`, view);

export const showToast: Surfaces['showToast'] = (view) =>
  plain(document.body, (v: typeof view) => `${v.message.key} ${v.message.params.join(' ')}`, view);

export const renderPopup: Surfaces['renderPopup'] = (root, view) => {
  root.textContent = `${view.checked} checked, ${view.warnings} warnings`;
};

export const renderAllow: Surfaces['renderAllow'] = (root, view, onAsk) => {
  const button = document.createElement('button');
  button.textContent = `Allow ${view.marketplace.name}`;
  button.addEventListener('click', onAsk);
  root.replaceChildren(button);
};
