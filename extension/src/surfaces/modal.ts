// A modal dialog of the browser's own: opened, given the focus, closed by a press outside (Escape is the browser's).

import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/** `opened` runs once the dialog is shown; what it returns is run when it goes. */
export function useModal(opened?: (dialog: HTMLDialogElement) => () => void): RefObject<HTMLDialogElement | null> {
  const ref = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const dialog = ref.current;
    if (!dialog) return;
    dialog.showModal();
    // The dialog itself, not its first button: a screen reader then reads what it is about.
    dialog.focus();
    const release = opened?.(dialog);
    const pressed = (event: MouseEvent) => {
      // A press on the backdrop has the dialog itself as its target, and lies outside its box.
      // The second half of a double press on what opened it is no press outside.
      if (event.detail <= 1 && event.target === dialog && outside(dialog, event)) dialog.close();
    };
    dialog.addEventListener('click', pressed);
    return () => {
      dialog.removeEventListener('click', pressed);
      release?.();
    };
  }, []);
  return ref;
}

function outside(element: Element, event: MouseEvent): boolean {
  const box = element.getBoundingClientRect();
  return event.clientX < box.left || event.clientX > box.right || event.clientY < box.top || event.clientY > box.bottom;
}
