// The card: what exactly is off, and what can be done. Its body also stands in the popup.

import type { ComponentChildren } from 'preact';
import { CloseIcon, LevelIcon } from './icons';
import { useModal } from './modal';
import { anchorTo } from './place';
import { Label, QuoteText, Said, useWords } from './text';
import type { Action, CardView, Line, ListingSide, PostSide, PromotionKind } from './types';

/** Only a secure address is ever made into a link. */
export function secure(url: string): boolean {
  try {
    return new URL(url).protocol === 'https:';
  } catch {
    return false;
  }
}

export function ActionLabel({ action }: { action: Action }) {
  switch (action.kind) {
    case 'brand_site':
      return <Label of="action_brand_site" with={[action.brand]} />;
    case 'allow':
      return <Label of="popup_allow" with={[action.name]} />;
    default:
      return <Label of={`action_${action.kind}`} />;
  }
}

function ActionControl({
  action,
  look,
  onAction,
}: {
  action: Action;
  look: string;
  onAction: (action: Action) => void;
}) {
  if (action.kind === 'brand_site') {
    if (!secure(action.url)) return null;
    return (
      <a class={look} href={action.url} target="_blank" rel="noopener noreferrer" onClick={() => onAction(action)}>
        <span>
          <ActionLabel action={action} />
          <span class="unseen">
            {' '}
            <Label of="opens_new_tab" />
          </span>
        </span>
      </a>
    );
  }
  return (
    <button type="button" class={look} onClick={() => onAction(action)}>
      <span>
        <ActionLabel action={action} />
      </span>
    </button>
  );
}

/** Two buttons at most, the first filled and the second outlined; what follows, and what is a lesser deed, is a link. */
export function split(actions: readonly Action[]): { buttons: Action[]; links: Action[] } {
  const buttons: Action[] = [];
  const links: Action[] = [];
  for (const action of actions) {
    if (action.kind === 'brand_site' && !secure(action.url)) continue;
    const fits = buttons.length === 0 ? action.kind !== 'wrong' && action.kind !== 'trust' : second(action);
    if (buttons.length < 2 && fits) buttons.push(action);
    else links.push(action);
  }
  return { buttons, links };
}
const SECOND: readonly Action['kind'][] = ['brand_site', 'allow', 'hide', 'check_link', 'stop_check'];
const second = ({ kind }: Action) => SECOND.includes(kind);
/** After these the card stays: it goes on to say what came of them. */
const STAYS: readonly Action['kind'][] = ['brand_site', 'check_link', 'stop_check'];

export function Buttons({ actions, onAction }: { actions: readonly Action[]; onAction: (action: Action) => void }) {
  if (actions.length === 0) return null;
  return (
    <div class="actions">
      {actions.map((action, index) => (
        <ActionControl
          key={action.kind}
          action={action}
          look={index === 0 ? 'button filled' : 'button'}
          onAction={onAction}
        />
      ))}
    </div>
  );
}

export function Links({
  actions,
  onAction,
  children,
}: {
  actions: readonly Action[];
  onAction: (action: Action) => void;
  children?: ComponentChildren;
}) {
  if (actions.length === 0 && !children) return null;
  return (
    <div class="links">
      {children}
      {actions.map((action) => (
        <ActionControl key={action.kind} action={action} look="link" onAction={onAction} />
      ))}
    </div>
  );
}

function PostColumn({ post, kind }: { post: PostSide; kind: PromotionKind | undefined }) {
  return (
    <div class="side">
      <h3>
        <Label of="card_post_says" kind={kind} />
      </h3>
      <QuoteText quote={post.quote} />
      {post.author && (
        <p class="by">
          <bdi>{post.author}</bdi>
        </p>
      )}
    </div>
  );
}

function ListingColumn({ listing }: { listing: ListingSide }) {
  return (
    <div class="side">
      <h3>
        <Label of="card_listing_says" />
      </h3>
      <QuoteText quote={listing.title} marks={false} />
      <p class="by">
        <Label of="card_brand" /> {listing.byline ? <bdi>{listing.byline}</bdi> : <Label of="card_no_brand" />}
      </p>
      {listing.seller && listing.seller !== listing.byline && (
        <p class="by">
          <Label of="card_seller" /> <bdi>{listing.seller}</bdi>
        </p>
      )}
      <p class="by host">
        <bdi>{listing.host}</bdi>
      </p>
    </div>
  );
}

/** Reasons that the title or the listing's column already says, in as many words. */
function untold(view: CardView): readonly Line[] {
  const told = new Set<string>();
  if (view.title.key === 'title_names_listing_none' || view.title.key === 'title_lookalike')
    told.add('reason_listing_none');
  if (view.title.key === 'title_names_listing_other') told.add('reason_listing_other');
  if (view.title.key === 'title_lure_same_brand') told.add('reason_lure_same_brand').add('reason_listing_same');
  if (view.title.key === 'title_clear') told.add('reason_nothing_found');
  if (view.listing?.byline) told.add('reason_listing_byline');
  return view.reasons.filter((line) => 'text' in line || !told.has(line.key));
}

/** What was not seen, and what was asked for. */
function noteOf(view: CardView) {
  if (view.level === 'unchecked') return 'card_note_unchecked';
  return view.fetched ? 'card_note_fetched' : 'card_note';
}

export interface CardProps {
  view: CardView;
  onAction: (action: Action) => void;
  /** Without it the card has no button to close it: the popup has its own way back. */
  onClose?: () => void;
  titleId?: string;
}

export function CardBody({ view, onAction, onClose, titleId }: CardProps) {
  const words = useWords();
  const { buttons, links } = split(view.actions);
  const reasons = untold(view);
  return (
    <div class="card" data-level={view.level}>
      <div class="card-head">
        <LevelIcon level={view.level} />
        <h2 id={titleId}>
          <span class="unseen">{words.label(`level_${view.level}`)}: </span>
          <Said line={view.title} kind={view.kind} />
        </h2>
        {onClose && (
          <button type="button" class="button bare" aria-label={words.label('action_close')} onClick={onClose}>
            <CloseIcon />
          </button>
        )}
        {view.hint && !view.progress && (
          <p class="hint">
            <Said line={view.hint} kind={view.kind} />
          </p>
        )}
      </div>
      <div role="status" aria-live="polite">
        {view.progress && (
          <p class="progress">
            <span class="bar" aria-hidden="true" />
            <span>
              <Said line={view.progress} />
            </span>
          </p>
        )}
      </div>
      {(view.post || view.listing) && (
        <div class="sides">
          {view.post && <PostColumn post={view.post} kind={view.kind} />}
          {view.listing && <ListingColumn listing={view.listing} />}
        </div>
      )}
      {reasons.length > 0 && (
        <ul class="reasons" aria-label={words.label('card_reasons')}>
          {reasons.map((line) => (
            <li key={words.sentence(line)}>
              <Said line={line} kind={view.kind} />
            </li>
          ))}
        </ul>
      )}
      <Buttons actions={buttons} onAction={onAction} />
      <Links actions={links} onAction={onAction} />
      <p class="note">
        <Label of={noteOf(view)} />
      </p>
    </div>
  );
}

/**
 * The card over the page. A modal dialog of the browser's own: it holds the focus, closes on Escape, lies above everything and
 * cannot be robbed of the focus by a dialog of the page.
 */
export function Card({ view, anchor, onAction, onClose }: CardProps & { anchor: HTMLElement; onClose: () => void }) {
  const words = useWords();
  const dialog = useModal((element) => anchorTo(element, anchor, words.direction));
  return (
    <dialog ref={dialog} class="sheet" data-level={view.level} aria-labelledby="title" tabIndex={-1} onClose={onClose}>
      <CardBody
        view={view}
        titleId="title"
        onClose={() => dialog.current?.close()}
        onAction={(action) => {
          onAction(action);
          if (!STAYS.includes(action.kind)) dialog.current?.close();
        }}
      />
    </dialog>
  );
}
