// The popup: what was checked on this page? Counts, findings, what could not be read, reports; never empty.

import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { CardBody } from './card';
import { BackIcon, Chevron, LevelIcon, Logo } from './icons';
import type { LabelKey } from './labels';
import { Label, QuoteText, Said, useWords } from './text';
import type { Level, ListingSide, PopupAction, PopupFinding, PopupReport, PopupView } from './types';

type Act = (action: PopupAction) => void;

function Count({ value, label, level }: { value: number; label: LabelKey; level?: Level }) {
  const words = useWords();
  return (
    <div class={level && value > 0 ? 'some' : undefined} data-level={level}>
      <dt>
        <Label of={label} with={[String(value)]} />
      </dt>
      <dd>{words.number(value)}</dd>
    </div>
  );
}

function Tell({ level, children, fault = false }: { level?: Level; children: ComponentChildren; fault?: boolean }) {
  return (
    <div class={fault ? 'tell fault' : 'tell'} data-level={level} role={fault ? 'alert' : undefined}>
      {level && <LevelIcon level={level} />}
      <div>{children}</div>
    </div>
  );
}

/** What is said when there is no finding: what was looked at, so that silence is never taken for safety. */
function Nothing({ view }: { view: PopupView }) {
  if (view.place === 'elsewhere') return <Label of="popup_elsewhere" />;
  if (view.place === 'listing') return <Label of="popup_listing" />;
  if (view.place === 'hub') return <Label of={view.checked === 0 ? 'popup_hub' : 'popup_hub_none'} />;
  if (view.checked === 0) return <Label of="popup_nothing_yet" />;
  return <Label of="popup_none_found" with={[String(view.checked)]} />;
}

/** What the page says of itself, where it was read as a listing and there may be nothing to compare it with. */
function Listing({ listing }: { listing: ListingSide }) {
  return (
    <div class="tell listing">
      <div>
        <h2>
          <Label of="popup_read" />
        </h2>
        <QuoteText quote={listing.title} marks={false} />
        <p>
          <Label of="card_brand" /> {listing.byline ? <bdi>{listing.byline}</bdi> : <Label of="card_no_brand" />}
        </p>
        {listing.seller && (
          <p>
            <Label of="card_seller" /> <bdi>{listing.seller}</bdi>
          </p>
        )}
      </div>
    </div>
  );
}

/** The page that the popup stands over may be read once, since the person asks for it here, or always, if they allow its site. */
function Page({ page, onAction }: { page: PopupView['page']; onAction: Act }) {
  const { checkable, host, offer } = page;
  if (host === undefined || (!checkable && offer === undefined)) return null;
  return (
    <div class="tell">
      <div>
        {checkable && (
          <p>
            <Label of="popup_check_page_why" with={[host]} />
          </p>
        )}
        <div class="actions">
          {checkable && (
            <button type="button" class="button" onClick={() => onAction({ kind: 'check_page' })}>
              <span>
                <Label of="popup_check_page" />
              </span>
            </button>
          )}
          {offer && (
            <button type="button" class="button" onClick={() => onAction({ kind: 'allow', site: offer.id })}>
              <span>
                <Label of="popup_allow" with={[offer.name]} />
              </span>
            </button>
          )}
        </div>
      </div>
    </div>
  );
}

function Findings({ findings, onOpen }: { findings: readonly PopupFinding[]; onOpen: (key: string) => void }) {
  const words = useWords();
  return (
    <ul class="rows" aria-label={words.label('popup_found')}>
      {findings.map(({ key, level, author, title, card }) => (
        <li key={key}>
          <button type="button" class="row" data-level={level} onClick={() => onOpen(key)}>
            <LevelIcon level={level} />
            <span>
              <strong>
                <span class="unseen">{words.label(`level_${level}`)}: </span>
                <bdi>{author}</bdi>
              </strong>
              <span class="said">
                <Said line={title} kind={card.kind} />
              </span>
            </span>
            <Chevron />
          </button>
        </li>
      ))}
    </ul>
  );
}

function Report({ report, onAction }: { report: PopupReport; onAction: Act }) {
  const words = useWords();
  const [asking, setAsking] = useState(false);
  const keep = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    if (asking) keep.current?.focus();
  }, [asking]);
  const format = (name: 'json' | 'xarf') => (
    <button
      type="button"
      class="link"
      aria-label={words.label('popup_export_one', [name.toUpperCase()])}
      onClick={() => onAction({ kind: 'export', format: name, ids: [report.id] })}
    >
      {name.toUpperCase()}
    </button>
  );
  return (
    <li>
      <div class="row" data-level={report.level}>
        <LevelIcon level={report.level} />
        <div>
          <strong>
            <span class="unseen">{words.label(`level_${report.level}`)}: </span>
            <bdi>{report.author}</bdi>
          </strong>
          <span class="said">
            <Said line={report.title} kind={report.kind} />
          </span>
          <time dateTime={report.time}>{words.date(report.time)}</time>
          <span class="sum" title={report.sha256}>
            <bdi>SHA-256 {report.sha256.slice(0, 12)}…</bdi>
          </span>
          {asking ? (
            <fieldset class="links" aria-label={words.label('popup_delete_report', [report.author])}>
              <button type="button" class="link" onClick={() => onAction({ kind: 'remove', id: report.id })}>
                <Label of="popup_delete_sure" />
              </button>
              <button type="button" class="link" ref={keep} onClick={() => setAsking(false)}>
                <Label of="popup_keep" />
              </button>
            </fieldset>
          ) : (
            <div class="links">
              {format('json')}
              {format('xarf')}
              <button
                type="button"
                class="link"
                aria-label={words.label('popup_delete_report', [report.author])}
                onClick={() => setAsking(true)}
              >
                <Label of="popup_delete" />
              </button>
            </div>
          )}
        </div>
      </div>
    </li>
  );
}

function Reports({ reports, onAction }: { reports: readonly PopupReport[]; onAction: Act }) {
  const words = useWords();
  // A deleted report takes the focused button with it: the focus goes to what is left.
  const list = useRef<HTMLDivElement>(null);
  const before = useRef(reports.length);
  useLayoutEffect(() => {
    if (reports.length < before.current) list.current?.focus();
    before.current = reports.length;
  }, [reports.length]);
  const ids = reports.map(({ id }) => id);
  if (ids.length === 0) {
    return (
      <div ref={list} tabIndex={-1}>
        <Tell>
          <Label of="popup_no_reports" />
        </Tell>
      </div>
    );
  }
  return (
    <div ref={list} tabIndex={-1}>
      <ul class="rows" aria-label={words.label('popup_reports', [String(reports.length)])}>
        {reports.map((report) => (
          <Report key={report.id} report={report} onAction={onAction} />
        ))}
      </ul>
      <div class="exports">
        <Label of="popup_export" />
        <button type="button" class="link" onClick={() => onAction({ kind: 'export', format: 'json', ids })}>
          JSON
        </button>
        <button type="button" class="link" onClick={() => onAction({ kind: 'export', format: 'xarf', ids })}>
          XARF
        </button>
      </div>
      <p class="note">
        <Label of="popup_reports_note" />
      </p>
    </div>
  );
}

function Head({ title, onBack }: { title: ComponentChildren; onBack?: () => void }) {
  const words = useWords();
  const back = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => back.current?.focus(), []);
  return (
    <header>
      {onBack ? (
        <button ref={back} type="button" class="button bare" aria-label={words.label('action_back')} onClick={onBack}>
          <BackIcon />
        </button>
      ) : (
        <Logo />
      )}
      <h1>{title}</h1>
    </header>
  );
}

export function Popup({ view, onAction }: { view: PopupView; onAction: Act }) {
  const words = useWords();
  /** '' the page; 'reports'; or the key of a finding, after "finding:". */
  const [at, setAt] = useState('');
  const home = () => setAt('');
  const finding = at.startsWith('finding:') ? view.findings.find(({ key }) => at === `finding:${key}`) : undefined;

  if (finding) {
    const { key, author, card } = finding;
    return (
      <div class="popup">
        <Head key={at} title={<bdi>{author}</bdi>} onBack={home} />
        <CardBody
          view={card}
          onAction={(action) =>
            action.kind === 'reports' ? setAt('reports') : onAction({ kind: 'finding', key, action })
          }
        />
        <div class="foot">
          <button type="button" class="link" onClick={() => onAction({ kind: 'show', key })}>
            <Label of="popup_show" />
          </button>
        </div>
      </div>
    );
  }
  if (at === 'reports') {
    return (
      <div class="popup">
        <Head key={at} title={<Label of="popup_reports" with={[String(view.reports.length)]} />} onBack={home} />
        <Reports reports={view.reports} onAction={onAction} />
      </div>
    );
  }
  return (
    <div class="popup">
      <Head key="home" title={words.plain('ext_name')} />
      {view.fault && (
        <Tell level="warn" fault>
          <strong>
            <Label of="popup_fault" />
          </strong>{' '}
          <bdi>{view.fault}</bdi>
        </Tell>
      )}
      {(view.place === 'instagram' || view.place === 'hub' || view.checked > 0) && (
        <dl class="counts">
          <Count value={view.checked} label="popup_checked" />
          <Count value={view.warnings} label="popup_warnings" level="warn" />
          <Count value={view.toRead} label="popup_to_read" level="check" />
        </dl>
      )}
      {view.findings.length > 0 ? (
        <Findings findings={view.findings} onOpen={(key) => setAt(`finding:${key}`)} />
      ) : (
        !view.fault && (
          <Tell level={view.place !== 'listing' && view.checked > 0 ? 'clear' : undefined}>
            <Nothing view={view} />
          </Tell>
        )
      )}
      {view.listing && view.findings.length === 0 && <Listing listing={view.listing} />}
      {view.unreadable && (
        <Tell level="unchecked">
          <Label of="popup_not_a_listing" />
        </Tell>
      )}
      <Page page={view.page} onAction={onAction} />
      {view.unread > 0 && (
        <Tell level="unchecked">
          <Label of="popup_unread" with={[String(view.unread)]} />
        </Tell>
      )}
      {view.toAllow.length > 0 && (
        <Tell level="check">
          <Label of="popup_to_allow" />
          <div class="actions">
            {view.toAllow.map(({ id, name }) => (
              <button key={id} type="button" class="button" onClick={() => onAction({ kind: 'allow', site: id })}>
                <span>
                  <Label of="popup_allow" with={[name]} />
                </span>
              </button>
            ))}
          </div>
        </Tell>
      )}
      <div class="foot">
        <button type="button" class="link" onClick={() => setAt('reports')}>
          <Label of="popup_reports" with={[String(view.reports.length)]} />
        </button>
        {view.place === 'instagram' && (
          <button type="button" class="link" onClick={() => onAction({ kind: 'self_check' })}>
            <Label of="popup_self_check" />
          </button>
        )}
        <button type="button" class="link" onClick={() => onAction({ kind: 'options' })}>
          <Label of="popup_options" />
        </button>
        <small>
          {view.versions.pack ? (
            <Label of="popup_versions" with={[view.versions.extension, view.versions.pack]} />
          ) : (
            <>
              {words.plain('ext_name')} <bdi>{view.versions.extension}</bdi>
            </>
          )}
        </small>
      </div>
    </div>
  );
}
