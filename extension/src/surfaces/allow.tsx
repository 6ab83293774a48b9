// The page that says why a marketplace's pages have to be read, and asks for the permission with one button.

import { LevelIcon, Logo } from './icons';
import { Label } from './text';
import type { AllowView } from './types';

export function Allow({ view, onAsk }: { view: AllowView; onAsk: () => void }) {
  const { marketplace, state } = view;
  const name = [marketplace.name];
  return (
    <div class="page">
      <Logo large />
      <h1>
        <Label of="allow_title" with={name} />
      </h1>
      <p>
        <Label of="allow_body" />
      </p>
      <div class="hosts">
        <p id="hosts">
          <Label of="allow_hosts" />
        </p>
        <ul aria-labelledby="hosts">
          {marketplace.hosts.map((host) => (
            <li key={host} dir="ltr">
              {host}
            </li>
          ))}
        </ul>
      </div>
      <div role="status" aria-live="polite">
        {state !== 'ask' && (
          <div class="outcome" data-level={state === 'granted' ? 'clear' : 'unchecked'}>
            <LevelIcon level={state === 'granted' ? 'clear' : 'unchecked'} />
            <div>
              <Label of={state === 'granted' ? 'allow_granted' : 'allow_refused'} with={name} />
            </div>
          </div>
        )}
      </div>
      {state === 'granted' ? (
        <p>
          <Label of="allow_granted_note" />
        </p>
      ) : (
        <div class="actions">
          <button type="button" class="button filled" onClick={onAsk}>
            <span>{state === 'ask' ? <Label of="allow_button" with={name} /> : <Label of="allow_again" />}</span>
          </button>
        </div>
      )}
    </div>
  );
}
