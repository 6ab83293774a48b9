// The options page: what is allowed, what was decided and what is kept, each with the way to take it back.

import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Logo } from './icons';
import type { LabelKey } from './labels';
import { Label, useWords } from './text';
import type { OptionsAction, OptionsView } from './types';

type Act = (action: OptionsAction) => void;

function Section({ title, note, children }: { title: LabelKey; note?: LabelKey; children: ComponentChildren }) {
  return (
    <section aria-labelledby={title}>
      <h2 id={title}>
        <Label of={title} />
      </h2>
      {note && (
        <p class="why">
          <Label of={note} />
        </p>
      )}
      {children}
    </section>
  );
}

function Tick({
  on,
  onChange,
  children,
}: {
  on: boolean;
  onChange: (on: boolean) => void;
  children: ComponentChildren;
}) {
  return (
    <label class="tick">
      <input type="checkbox" checked={on} onChange={(event) => onChange(event.currentTarget.checked)} />
      <span>{children}</span>
    </label>
  );
}

/** What a control is of, for those who do not see what it stands beside. */
function Of({ name }: { name: string }) {
  return <span class="unseen">: {`\u2068${name}\u2069`}</span>;
}

/** One thing with one link that takes it back. */
function Row({
  name,
  action,
  onPress,
  children,
}: {
  name: string;
  action: LabelKey;
  onPress: () => void;
  children?: ComponentChildren;
}) {
  return (
    <li class="option">
      <span class="name">
        <bdi>{name}</bdi>
      </span>
      <button type="button" class="link" onClick={onPress}>
        <span>
          <Label of={action} />
          <Of name={name} />
        </span>
      </button>
      {children}
    </li>
  );
}

/** Takes away what is kept: asked twice, since nothing brings it back. */
function Forget({
  what,
  of,
  count,
  onAction,
}: {
  what: 'reports' | 'read' | 'wrong';
  of: LabelKey;
  count: number;
  onAction: Act;
}) {
  const words = useWords();
  return (
    <li class="option">
      <span class="name">
        <Label of={of} with={[String(count)]} />
      </span>
      {count > 0 && (
        <Sure
          label={words.label(of, [String(count)])}
          of="options_delete"
          onSure={() => onAction({ kind: 'forget', what })}
          look="link"
        />
      )}
    </li>
  );
}

function Sure({ of, label, look, onSure }: { of: LabelKey; label?: string; look: string; onSure: () => void }) {
  const [asking, setAsking] = useState(false);
  const keep = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    if (asking) keep.current?.focus();
  }, [asking]);
  if (!asking) {
    return (
      <button type="button" class={look} onClick={() => setAsking(true)}>
        <span>
          <Label of={of} />
          {label && <Of name={label} />}
        </span>
      </button>
    );
  }
  return (
    <fieldset class="links" aria-label={label}>
      <button
        type="button"
        class="link"
        onClick={() => {
          setAsking(false);
          onSure();
        }}
      >
        <Label of="popup_delete_sure" />
      </button>
      <button type="button" class="link" ref={keep} onClick={() => setAsking(false)}>
        <Label of="popup_keep" />
      </button>
    </fieldset>
  );
}

function Shops({ view, onAction }: { view: OptionsView; onAction: Act }) {
  const allowed = view.marketplaces.filter((shop) => shop.allowed !== 'none');
  const rest = view.marketplaces.filter((shop) => shop.allowed !== 'all');
  const [chosen, setChosen] = useState('');
  const shop = rest.find(({ id }) => id === chosen) ?? rest[0];
  return (
    <Section title="options_shops" note="options_shops_note">
      {allowed.length === 0 ? (
        <p class="none">
          <Label of="options_no_shops" />
        </p>
      ) : (
        <ul class="options">
          {allowed.map(({ id, name, allowed: how, auto }) => (
            <Row key={id} name={name} action="options_revoke" onPress={() => onAction({ kind: 'revoke', site: id })}>
              <div class="more">
                {how === 'some' && (
                  <p class="why">
                    <Label of="options_some" />
                  </p>
                )}
                <Tick on={auto} onChange={(on) => onAction({ kind: 'auto', site: id, on })}>
                  <Label of="options_auto" />
                  <Of name={name} />
                </Tick>
              </div>
            </Row>
          ))}
        </ul>
      )}
      {shop && (
        <div class="choose">
          <label>
            <span>
              <Label of="options_allow_more" />
            </span>
            <select value={shop.id} onChange={(event) => setChosen(event.currentTarget.value)}>
              {rest.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </label>
          <button type="button" class="button" onClick={() => onAction({ kind: 'allow', site: shop.id })}>
            <span>
              <Label of="options_allow" />
            </span>
          </button>
        </div>
      )}
    </Section>
  );
}

export function Options({ view, onAction }: { view: OptionsView; onAction: Act }) {
  const { trusted, unstopped, others, stored, versions } = view;
  return (
    <div class="page settings">
      <Logo large />
      <h1>
        <Label of="options_title" />
      </h1>
      <Shops view={view} onAction={onAction} />
      {others.length > 0 && (
        <Section title="options_others">
          <ul class="options">
            {others.map(({ id, name }) => (
              <Row
                key={id}
                name={name}
                action="options_revoke"
                onPress={() => onAction({ kind: 'revoke', site: id })}
              />
            ))}
          </ul>
        </Section>
      )}
      <Section title="options_out">
        <Tick on={view.stopping} onChange={(on) => onAction({ kind: 'stopping', on })}>
          <Label of="options_stop" />
        </Tick>
        <p class="why">
          <Label of="options_stop_note" />
        </p>
        {unstopped.length > 0 && (
          <>
            <h3>
              <Label of="options_unstopped" />
            </h3>
            <ul class="options">
              {unstopped.map((handle) => (
                <Row
                  key={handle}
                  name={handle}
                  action="options_stop_again"
                  onPress={() => onAction({ kind: 'stop_again', handle })}
                />
              ))}
            </ul>
          </>
        )}
      </Section>
      <Section title="options_trusted">
        {trusted.length === 0 ? (
          <p class="none">
            <Label of="options_trusted_none" />
          </p>
        ) : (
          <ul class="options">
            {trusted.map((handle) => (
              <Row
                key={handle}
                name={handle}
                action="options_distrust"
                onPress={() => onAction({ kind: 'distrust', handle })}
              />
            ))}
          </ul>
        )}
      </Section>
      <Section title="options_stored">
        <ul class="options">
          <Forget what="reports" of="options_reports" count={stored.reports} onAction={onAction} />
          <Forget what="read" of="options_read" count={stored.read} onAction={onAction} />
          <Forget what="wrong" of="options_wrong" count={stored.wrong} onAction={onAction} />
        </ul>
        <div class="actions">
          <Sure of="options_delete_all" look="button" onSure={() => onAction({ kind: 'forget', what: 'all' })} />
        </div>
      </Section>
      <Section title="options_privacy">
        <ul class="points">
          {(['options_privacy_1', 'options_privacy_2', 'options_privacy_3'] as const).map((point) => (
            <li key={point}>
              <Label of={point} />
            </li>
          ))}
        </ul>
        <a class="link" href="privacy.html" target="_blank" rel="noopener">
          <span>
            <Label of="options_privacy_link" />
            <span class="unseen">
              {' '}
              <Label of="opens_new_tab" />
            </span>
          </span>
        </a>
      </Section>
      <small>
        <Label of="popup_versions" with={[versions.extension, versions.pack || '–']} />
      </small>
    </div>
  );
}
