// The element a surface stands in: a closed shadow root with the one stylesheet, a direction, a language and a theme.

import css from './surfaces.css?inline';
import { currentTheme, watchTheme } from './theme';
import type { BadgePlacement } from './types';
import type { Words } from './words';

export type SurfaceName = 'badge' | 'card' | 'banner' | 'way' | 'toast';

export interface Root {
  host: HTMLElement;
  /** What Preact renders into. */
  body: HTMLElement;
  shadow: ShadowRoot;
  /** Stops watching and takes the host out of the page. */
  remove(): void;
}

let sheet: CSSStyleSheet | undefined;

/**
 * Puts the stylesheet on a shadow root or a document. A constructed sheet is not inline style, so no page's Content Security Policy refuses
 * it. A browser that denies content scripts `adoptedStyleSheets` (Firefox did for long) gets a <style> element, which both exempt from the
 * page's policy when an extension makes it.
 */
export function adoptStyles(target: ShadowRoot | Document): void {
  try {
    if (!sheet) {
      sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
    }
    target.adoptedStyleSheets = [...target.adoptedStyleSheets, sheet];
    if (target.adoptedStyleSheets.includes(sheet)) return;
  } catch {
    // Fall through to the element.
  }
  const style = document.createElement('style');
  style.textContent = css;
  (target instanceof Document ? target.head : target).append(style);
}

/** Events that mean something to the page beneath (a double press likes a post, a key scrolls to the next one) and nothing beyond a surface. */
const KEPT = [
  'click',
  'dblclick',
  'auxclick',
  'mousedown',
  'mouseup',
  'pointerdown',
  'pointerup',
  'touchstart',
  'touchend',
  'keydown',
  'keypress',
  'keyup',
  'input',
  'change',
];

/** Makes the element that Preact renders into, and keeps its theme right until `stop` is called. */
export function makeBody(words: Words): { body: HTMLElement; stop: () => void } {
  const body = document.createElement('div');
  body.className = 'root';
  body.dir = words.direction;
  body.lang = words.language;
  body.dataset.theme = currentTheme();
  return {
    body,
    stop: watchTheme((theme) => {
      body.dataset.theme = theme;
    }),
  };
}

/** A host not yet in the page. `open` is for tests only: a page could read and press what is in an open root. */
export function makeRoot(name: SurfaceName, words: Words, open: boolean, placement?: BadgePlacement): Root {
  const host = document.createElement('div');
  host.dataset.touchstone = name;
  if (placement) host.dataset.placement = placement;
  const shadow = host.attachShadow({ mode: open ? 'open' : 'closed', delegatesFocus: name === 'badge' });
  adoptStyles(shadow);
  const { body, stop } = makeBody(words);
  if (placement) body.dataset.placement = placement;
  for (const type of KEPT) body.addEventListener(type, (event) => event.stopPropagation());
  shadow.append(body);
  return {
    host,
    body,
    shadow,
    remove() {
      stop();
      host.remove();
    },
  };
}
