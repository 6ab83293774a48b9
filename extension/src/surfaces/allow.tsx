// The page that says why a site's pages have to be read, and asks for the permission with one button.

import { LevelIcon, Logo } from './icons';
import { Label } from './text';
import type { AllowView } from './types';

const WHY = {
  marketplace: { title: 'allow_title', body: 'allow_body', granted: 'allow_granted', refused: 'allow_refused' },
  hub: {
    title: 'allow_title_hub',
    body: 'allow_body_hub',
    granted: 'allow_granted_other',
    refused: 'allow_refused_other',
  },
  shortener: {
    title: 'allow_title_shortener',
    body: 'allow_body_shortener',
    granted: 'allow_granted_other',
    refused: 'allow_refused_other',
  },
} as const;

export function Allow({ view, onAsk }: { view: AllowView; onAsk: () => void }) {
  const { site, state } = view;
  const name = [site.name];
  const why = WHY[site.kind];
  return (
    <div class="page">
      <Logo large />
      <h1>
        <Label of={why.title} with={name} />
      </h1>
      <p>
        <Label of={why.body} with={name} />
      </p>
      <div class="hosts">
        <p id="hosts">
          <Label of="allow_hosts" />
        </p>
        <ul aria-labelledby="hosts">
          {site.hosts.map((host) => (
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
              <Label of={why[state === 'granted' ? 'granted' : 'refused']} with={name} />
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
