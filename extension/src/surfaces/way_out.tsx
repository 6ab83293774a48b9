// On the way out: stops a person before they leave for a link that was warned about, and lets them go on with one click.

import { useRef, useState } from 'preact/hooks';
import { Logo } from './icons';
import { useModal } from './modal';
import { Label, Said, useWords } from './text';
import type { Sentence, WayOutChoice, WayOutView } from './types';

/** Sentences that are said of a listing that was read: only then is it known that the link does not fit. */
const MISMATCH: ReadonlySet<Sentence['key']> = new Set([
  'title_names_listing_none',
  'title_names_listing_other',
  'title_lookalike',
]);

export function WayOut({ view, onChoice }: { view: WayOutView; onChoice: (choice: WayOutChoice) => void }) {
  const { gap } = useWords();
  const dialog = useModal();
  const chosen = useRef<WayOutChoice['go']>('back');
  const [account, setAccount] = useState(false);
  const [always, setAlways] = useState(false);
  const go = (choice: WayOutChoice['go']) => {
    chosen.current = choice;
    dialog.current?.close();
  };
  return (
    <dialog
      ref={dialog}
      class="way"
      data-level="warn"
      aria-labelledby="title"
      aria-describedby="why"
      tabIndex={-1}
      onClose={() => onChoice({ go: chosen.current, remember: { account, always } })}
    >
      <Logo large />
      <h2 id="title">
        <Label of={MISMATCH.has(view.title.key) ? 'way_title' : 'way_title_unread'} kind={view.kind} />
      </h2>
      <p id="why">
        <Said line={view.title} kind={view.kind} />
        {gap}
        <Label of="way_receive" />
      </p>
      <div class="actions">
        <button type="button" class="button filled" onClick={() => go('back')}>
          <Label of="way_back" />
        </button>
        <button type="button" class="button" onClick={() => go('continue')}>
          <Label of="way_continue" />
        </button>
      </div>
      {view.author && (
        <label class="tick">
          <input type="checkbox" checked={account} onChange={(event) => setAccount(event.currentTarget.checked)} />
          <span>
            <Label of="way_not_account" />
          </span>
        </label>
      )}
      <label class="tick">
        <input type="checkbox" checked={always} onChange={(event) => setAlways(event.currentTarget.checked)} />
        <span>
          <Label of="way_not_again" />
        </span>
      </label>
    </dialog>
  );
}
