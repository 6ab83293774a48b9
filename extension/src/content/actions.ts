// What happens when a person presses something on a card, a banner or a toast.

import { ask } from '../client';
import type { Action, CardView, Drawn, Sentence, ToastView } from '../surfaces/types';

export interface ActionSurroundings {
  toast(view: ToastView, onAction: (action: Action) => void): Drawn<ToastView>;
  /** The finding's key. */
  key: string;
  /** Set by an extension page, which speaks for a tab. */
  tabId?: number;
  openUrl(url: string): void;
  /** Takes away the card or the banner. */
  close(): void;
  /** Shows what has become of the finding, on the card that is open. */
  update?(card: CardView): void;
}

const LONG = 10_000;
const SHORT = 5_000;

export async function act(action: Action, around: ActionSurroundings): Promise<void> {
  const { key } = around;
  const tab = around.tabId === undefined ? {} : { tabId: around.tabId };
  switch (action.kind) {
    case 'report': {
      try {
        const saved = await ask({ type: 'report', id: crypto.randomUUID(), key, ...tab });
        around.close();
        const again = async () => {
          const { removed } = await ask({ type: 'report.undo', id: saved.id });
          if (removed) say(around, { key: 'toast_report_removed', params: [] });
        };
        say(around, { key: 'toast_report_saved', params: [String(saved.count)] }, again);
      } catch {
        say(around, { key: 'toast_report_failed', params: [] });
      }
      return;
    }
    case 'wrong': {
      await ask({ type: 'wrong', key, undo: false, ...tab });
      around.close();
      say(around, { key: 'toast_wrong_saved', params: [] }, async () => {
        await ask({ type: 'wrong', key, undo: true, ...tab });
        say(around, { key: 'toast_wrong_removed', params: [] });
      });
      return;
    }
    case 'trust': {
      const { handle } = action;
      await ask({ type: 'trust', handle, undo: false, ...tab });
      around.close();
      say(around, { key: 'toast_trusted', params: [handle] }, async () => {
        await ask({ type: 'trust', handle, undo: true, ...tab });
        say(around, { key: 'toast_trust_removed', params: [handle] });
      });
      return;
    }
    case 'allow':
      await ask({ type: 'open.allow', site: action.site, key, ...tab });
      around.close();
      return;
    case 'check_link': {
      const { card } = await ask({ type: 'link.check', key, ...tab });
      around.update?.(card);
      return;
    }
    case 'stop_check':
      await ask({ type: 'link.check.stop', key, ...tab });
      return;
    case 'brand_site':
      if (action.url.startsWith('https://')) around.openUrl(action.url);
      return;
    case 'hide':
      around.close();
      return;
    case 'undo':
    case 'reports':
      return;
  }
}

/** A toast; with `undo` it stays long enough to be pressed. */
function say(around: ActionSurroundings, message: Sentence, undo?: () => Promise<void>): void {
  const view: ToastView = {
    message,
    actions: undo === undefined ? [] : [{ kind: 'undo' }],
    duration: undo === undefined ? SHORT : LONG,
  };
  around.toast(view, (action) => {
    if (action.kind === 'undo') void undo?.().catch(() => undefined);
  });
}
