// The self-check: what was read on a page and by which source, as text that can go into a bug report.

import { LevelIcon, Logo } from './icons';
import { Label } from './text';
import type { SelfCheckView } from './types';

export function SelfCheckPage({ view, onCopy }: { view: SelfCheckView; onCopy: () => void }) {
  const { text, copied } = view;
  return (
    <div class="page">
      <Logo large />
      <h1>
        <Label of="self_check_title" />
      </h1>
      {text === undefined ? (
        <div class="outcome" data-level="unchecked">
          <LevelIcon level="unchecked" />
          <div>
            <Label of="self_check_gone" />
          </div>
        </div>
      ) : (
        <>
          <p>
            <Label of="self_check_body" />
          </p>
          {/* In English and from left to right: it is for whoever mends Touchstone. */}
          <pre class="copyable" dir="ltr" lang="en">
            {text}
          </pre>
          <div class="actions">
            <button type="button" class="button filled" onClick={onCopy}>
              <span role="status">{copied ? <Label of="self_check_copied" /> : <Label of="self_check_copy" />}</span>
            </button>
          </div>
        </>
      )}
    </div>
  );
}
