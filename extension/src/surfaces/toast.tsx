// The toast: did it work? Says what was saved and where, with the way to undo it, and announces it politely.

import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { ActionLabel } from './card';
import { CloseIcon } from './icons';
import { Said, useWords } from './text';
import type { Action, ToastView } from './types';

/** With something to undo a toast stays at least this long. */
const LEAST = 8000;

export function timeOf(view: ToastView): number {
  return view.actions.length > 0 ? Math.max(LEAST, view.duration) : Math.max(4000, view.duration);
}

export function Toast({
  view,
  onAction,
  onGone,
}: {
  view: ToastView;
  onAction: (action: Action) => void;
  onGone: () => void;
}) {
  const words = useWords();
  const layer = useRef<HTMLDivElement>(null);
  // A live region announces what is put into it, not what it was born with: the words follow a moment later.
  const [born, setBorn] = useState(false);
  // The clock stands still while a person is at the toast.
  const [held, setHeld] = useState(false);
  useLayoutEffect(() => {
    const element = layer.current;
    if (!element) return;
    try {
      element.showPopover();
    } catch {
      // No top layer here: it stays a fixed element.
    }
    const hold = () => setHeld(true);
    const letGo = () => setHeld(false);
    const pressed = (event: KeyboardEvent) => {
      if (event.key === 'Escape') onGone();
    };
    element.addEventListener('pointerenter', hold);
    element.addEventListener('pointerleave', letGo);
    element.addEventListener('focusin', hold);
    element.addEventListener('focusout', letGo);
    element.addEventListener('keydown', pressed);
    return () => {
      element.removeEventListener('pointerenter', hold);
      element.removeEventListener('pointerleave', letGo);
      element.removeEventListener('focusin', hold);
      element.removeEventListener('focusout', letGo);
      element.removeEventListener('keydown', pressed);
    };
  }, [onGone]);
  useEffect(() => {
    const timer = setTimeout(() => setBorn(true), 50);
    return () => clearTimeout(timer);
  }, []);
  useEffect(() => {
    if (!born || held) return;
    const timer = setTimeout(onGone, timeOf(view));
    return () => clearTimeout(timer);
  }, [born, held, view, onGone]);
  return (
    <div ref={layer} class="toasts" popover="manual">
      <div class={born ? 'toast' : undefined}>
        <div role="status" aria-live="polite" aria-atomic="true">
          {born && (
            <p>
              <Said line={view.message} />
            </p>
          )}
        </div>
        {born &&
          view.actions.map((action) => (
            <button
              key={action.kind}
              type="button"
              class="link"
              onClick={() => {
                onAction(action);
                onGone();
              }}
            >
              <span>
                <ActionLabel action={action} />
              </span>
            </button>
          ))}
        {born && (
          <button type="button" class="button bare" aria-label={words.label('action_close')} onClick={onGone}>
            <CloseIcon />
          </button>
        )}
      </div>
    </div>
  );
}
