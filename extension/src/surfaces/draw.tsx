// Puts the surfaces into a page: makes the roots, renders the components, keeps the one-at-a-time rules.

import type { ComponentChildren } from 'preact';
import { render } from 'preact';
import { Allow } from './allow';
import { Badge } from './badge';
import { Banner } from './banner';
import { Card } from './card';
import { Options } from './options';
import { Popup } from './popup';
import type { Root, SurfaceName } from './root';
import { adoptStyles, makeBody, makeRoot } from './root';
import { SelfCheckPage } from './self_check';
import { WordsProvider } from './text';
import { Toast } from './toast';
import type { BannerView, CardView, Drawn, Surfaces } from './types';
import { WayOut } from './way_out';
import type { Words } from './words';

/** `words` is asked for when something is first drawn; `open` makes the shadow roots open, for tests only. */
export function createSurfaces(words: () => Words, open: boolean): Surfaces {
  const shown = new Map<SurfaceName, () => void>();

  function draw<View>(
    root: Root,
    first: View,
    content: (view: View) => ComponentChildren,
    close?: () => void,
  ): Drawn<View> & { redraw: () => void } {
    let view = first;
    let gone = false;
    const redraw = () => {
      if (!gone) render(<WordsProvider value={words()}>{content(view)}</WordsProvider>, root.body);
    };
    redraw();
    return {
      host: root.host,
      redraw,
      update(next) {
        view = next;
        redraw();
      },
      remove() {
        if (gone) return;
        close?.();
        gone = true;
        render(null, root.body);
        root.remove();
      },
    };
  }

  /** Where hosts go that belong to no place in the page. `body` may not be there yet, or be replaced by the page's own scripts. */
  const top = () => document.body ?? document.documentElement;

  /** Appends a root and makes it the only one of its kind. */
  function only(name: SurfaceName): Root {
    shown.get(name)?.();
    const root = makeRoot(name, words(), open);
    top().append(root.host);
    return root;
  }

  /** A dialog in a root: closed before it is taken away, so that the browser gives the focus back to where it came from. */
  const closeDialog = (root: Root) => root.shadow.querySelector('dialog')?.close();

  const openCard: Surfaces['openCard'] = (anchor, view, onAction) => {
    const root = only('card');
    const drawn = draw(
      root,
      view,
      (now) => <Card view={now} anchor={anchor} onAction={onAction} onClose={remove} />,
      () => closeDialog(root),
    );
    function remove() {
      if (shown.get('card') !== remove) return;
      shown.delete('card');
      drawn.remove();
      if (anchor.isConnected && !holdsFocus(anchor)) anchor.focus({ preventScroll: true });
      anchor.dispatchEvent(new CustomEvent(CARD_CLOSED));
    }
    shown.set('card', remove);
    return { ...drawn, remove };
  };

  return {
    openCard,

    mountBadge(parent, placement, view, onOpen) {
      const root = makeRoot('badge', words(), open, placement);
      let expanded = false;
      const drawn = draw(root, view, (now) => (
        <Badge
          view={now}
          open={expanded}
          onOpen={() => {
            expanded = true;
            drawn.redraw();
            onOpen(root.host);
          }}
        />
      ));
      root.host.addEventListener(CARD_CLOSED, () => {
        expanded = false;
        drawn.redraw();
      });
      // A link that is an entry by itself would be followed if what stands in it were pressed.
      if (placement === 'entry' && parent.localName === 'a') parent.after(root.host);
      else parent.append(root.host);
      return drawn;
    },

    mountBanner(view, onAction) {
      const root = makeRoot('banner', words(), open);
      shown.get('banner')?.();
      top().prepend(root.host);
      let card: Drawn<CardView> | undefined;
      const drawn = draw(root, view, (now) => (
        <Banner
          view={now}
          onAction={onAction}
          onDetails={() => {
            card = openCard(root.host, cardOf(now), onAction);
          }}
        />
      ));
      const remove = () => {
        if (shown.get('banner') === remove) shown.delete('banner');
        card?.remove();
        drawn.remove();
      };
      shown.set('banner', remove);
      return { ...drawn, remove };
    },

    showWayOut(view, onChoice) {
      const root = only('way');
      const drawn = draw(root, view, (now) => (
        <WayOut
          view={now}
          onChoice={(choice) => {
            remove();
            onChoice(choice);
          }}
        />
      ));
      const remove = () => {
        if (shown.get('way') === remove) shown.delete('way');
        drawn.remove();
      };
      shown.set('way', remove);
      return { ...drawn, remove };
    },

    showToast(view, onAction) {
      const root = only('toast');
      const drawn = draw(root, view, (now) => <Toast view={now} onAction={onAction} onGone={remove} />);
      function remove() {
        if (shown.get('toast') === remove) shown.delete('toast');
        drawn.remove();
      }
      shown.set('toast', remove);
      return { ...drawn, remove };
    },

    renderPopup(root, view, onAction) {
      render(
        <WordsProvider value={words()}>
          <Popup view={view} onAction={onAction} />
        </WordsProvider>,
        pageBody(root, words(), 'popup'),
      );
    },

    renderOptions(root, view, onAction) {
      render(
        <WordsProvider value={words()}>
          <Options view={view} onAction={onAction} />
        </WordsProvider>,
        pageBody(root, words(), 'page'),
      );
    },

    renderAllow(root, view, onAsk) {
      render(
        <WordsProvider value={words()}>
          <Allow view={view} onAsk={onAsk} />
        </WordsProvider>,
        pageBody(root, words(), 'page'),
      );
    },

    renderSelfCheck(root, view, onCopy) {
      render(
        <WordsProvider value={words()}>
          <SelfCheckPage view={view} onCopy={onCopy} />
        </WordsProvider>,
        pageBody(root, words(), 'page'),
      );
    },
  };
}

/** Told to a badge's host when its card has gone. It does not bubble: the page hears nothing. */
const CARD_CLOSED = 'touchstone-card-closed';

function holdsFocus(element: HTMLElement): boolean {
  return element.getRootNode() instanceof Document && document.activeElement === element;
}

/** What the banner's "Details" opens: the same facts, without what only the banner can do. */
function cardOf(view: BannerView): CardView {
  return { ...view, actions: view.actions.filter(({ kind }) => kind !== 'hide') };
}

const bodies = new WeakMap<HTMLElement, HTMLElement>();

/** An extension page of our own needs no shadow root: the same sheet goes on the document. */
function pageBody(root: HTMLElement, words: Words, page: 'popup' | 'page'): HTMLElement {
  const known = bodies.get(root);
  if (known) return known;
  adoptStyles(root.ownerDocument);
  // Our own page is light or dark as the system is; a page of somebody else decides that for itself.
  document.documentElement.style.colorScheme = 'light dark';
  document.body.style.margin = '0';
  const { body } = makeBody(words);
  body.dataset.page = page;
  document.documentElement.lang = words.language;
  document.documentElement.dir = words.direction;
  root.replaceChildren(body);
  bodies.set(root, body);
  return body;
}
