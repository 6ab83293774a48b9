// The card that is open on a page: it goes on to say what becomes of its finding while it stands there.

import type { Action, CardView, Drawn } from '../surfaces/types';
import { act } from './actions';

export interface CardsSurroundings {
  openCard(anchor: HTMLElement, view: CardView, onAction: (action: Action) => void): Drawn<CardView>;
  /** Told of everything that is put into the page. */
  drew(host: HTMLElement): void;
  toast: Parameters<typeof act>[1]['toast'];
  failed(error: unknown): void;
}

export class Cards {
  private open: { key: string; drawn: Drawn<CardView> } | undefined;

  constructor(private readonly around: CardsSurroundings) {}

  show(anchor: HTMLElement, key: string, card: CardView): void {
    const drawn = this.around.openCard(anchor, card, (action) => {
      act(action, {
        key,
        toast: this.around.toast,
        openUrl: (url) => void window.open(url, '_blank', 'noopener'),
        close: () => drawn.remove(),
        update: (next) => this.update(key, next),
      }).catch(this.around.failed);
    });
    this.around.drew(drawn.host);
    this.open = { key, drawn };
  }

  /** The finding is something else now. A card that was closed meanwhile stays closed. */
  update(key: string, card: CardView): void {
    if (this.open?.key === key && this.open.drawn.host.isConnected) this.open.drawn.update(card);
  }
}
