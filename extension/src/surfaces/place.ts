// Where the card goes: under its badge, above it where there is more room, at the foot of a narrow window.

/** Everything in CSS pixels of the viewport. */
export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}
export interface Size {
  width: number;
  height: number;
}

const GAP = 8;
const EDGE = 8;
/** Below this the stylesheet makes the card a sheet at the window's foot. */
export const NARROW = 480;

/** The card's place: its left edge, either its top or its bottom (counted from the viewport's), and the height it may have. */
export function place(anchor: Box, card: Size, view: Size, direction: 'ltr' | 'rtl') {
  // The card's end edge lies under the badge's end edge: the badge stands at the end of a header, and the card opens inwards.
  const wished = direction === 'ltr' ? anchor.right - card.width : anchor.left;
  const left = Math.max(EDGE, Math.min(wished, view.width - EDGE - card.width));
  const below = view.height - EDGE - (anchor.bottom + GAP);
  const above = anchor.top - GAP - EDGE;
  if (below >= card.height || below >= above) {
    // Even where neither side has room for it (a badge at the very edge) the card keeps a height that can be read.
    const top = Math.max(EDGE, Math.min(anchor.bottom + GAP, view.height - EDGE - Math.min(card.height, 240)));
    return { left, top, height: view.height - EDGE - top };
  }
  const bottom = Math.max(
    EDGE,
    Math.min(view.height - (anchor.top - GAP), view.height - EDGE - Math.min(card.height, 240)),
  );
  return { left, bottom, height: view.height - EDGE - bottom };
}

/** Keeps `card` by `anchor` while the page scrolls or the window changes, until the returned function is called. */
export function anchorTo(card: HTMLElement, anchor: HTMLElement, direction: 'ltr' | 'rtl'): () => void {
  let frame = 0;
  const lay = () => {
    frame = 0;
    const view = { width: document.documentElement.clientWidth || innerWidth, height: innerHeight };
    const style = card.style;
    if (innerWidth < NARROW) {
      for (const name of ['left', 'top', 'bottom', 'right', 'max-height']) style.removeProperty(name);
      return;
    }
    style.removeProperty('max-height');
    const size = { width: card.offsetWidth, height: card.scrollHeight + card.offsetHeight - card.clientHeight };
    const at = place(anchor.getBoundingClientRect(), size, view, direction);
    // Measured places are the viewport's, which has a left and a right in every language.
    style.setProperty('left', `${at.left}px`);
    style.setProperty('right', 'auto');
    style.setProperty('top', at.top === undefined ? 'auto' : `${at.top}px`);
    style.setProperty('bottom', at.bottom === undefined ? 'auto' : `${at.bottom}px`);
    style.setProperty('max-height', `${at.height}px`);
  };
  const soon = () => {
    if (frame === 0) frame = requestAnimationFrame(lay);
  };
  addEventListener('resize', soon);
  addEventListener('scroll', soon, { capture: true, passive: true });
  lay();
  const resized = new ResizeObserver(soon);
  resized.observe(card);
  return () => {
    removeEventListener('resize', soon);
    removeEventListener('scroll', soon, { capture: true });
    resized.disconnect();
    if (frame !== 0) cancelAnimationFrame(frame);
  };
}
