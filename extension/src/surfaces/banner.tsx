// The banner: "I came here from that post: does it fit?" The post's words over the listing's; one line in a narrow window.

import { Buttons, Links, split } from './card';
import { Chevron, CloseIcon, LevelIcon, Logo } from './icons';
import { Label, QuoteText, Said, useWords } from './text';
import type { Action, BannerView } from './types';

const CAME_FROM = {
  post: 'came_from_post',
  reel: 'came_from_post',
  story: 'came_from_story',
  comment: 'came_from_comment',
  dm: 'came_from_dm',
  bio: 'came_from_bio',
  hub: 'came_from_hub',
} as const;

/** On the listing the sentence speaks of the way that led there: "You came from a post that names … This listing does not." */
function Title({ view: { title, kind = 'post' } }: { view: BannerView }) {
  const { gap } = useWords();
  const [brand, other] = title.params;
  if (brand && title.key === 'title_names_listing_none') {
    return (
      <>
        <Label of={CAME_FROM[kind]} with={[brand]} />
        {gap}
        <Label of="here_none" />
      </>
    );
  }
  if (brand && other && title.key === 'title_names_listing_other') {
    return (
      <>
        <Label of={CAME_FROM[kind]} with={[brand]} />
        {gap}
        <Label of="here_other" with={[other]} />
      </>
    );
  }
  return <Said line={title} kind={kind} />;
}

/** The one line of a narrow window, short enough to stay one. */
function ShortLine({ view }: { view: BannerView }) {
  const brand = 'params' in view.title ? view.title.params[0] : undefined;
  const differs = view.title.key === 'title_names_listing_none' || view.title.key === 'title_names_listing_other';
  return differs && brand && [...brand].length <= 14 ? (
    <Label of="banner_line" with={[brand]} />
  ) : (
    <Label of="banner_line_plain" />
  );
}

export function Banner({
  view,
  onAction,
  onDetails,
}: {
  view: BannerView;
  onAction: (action: Action) => void;
  onDetails: () => void;
}) {
  const words = useWords();
  const { buttons, links } = split(view.actions);
  const hide = view.actions.find((action) => action.kind === 'hide');
  return (
    <section aria-label={words.label('banner_region')} data-level={view.level}>
      <div class="banner">
        <Logo />
        <div>
          <h2>
            <LevelIcon level={view.level} />
            <span>
              <span class="unseen">{words.label(`level_${view.level}`)}: </span>
              <Title view={view} />
            </span>
          </h2>
          <dl class="banner-sides">
            <dt>
              <Label of="card_post_says" kind={view.kind} />
            </dt>
            <dd>
              <QuoteText quote={view.post.quote} />
              {view.post.author && (
                <p class="by">
                  {' — '}
                  <bdi>{view.post.author}</bdi>
                </p>
              )}
            </dd>
            <dt>
              <Label of="card_listing_says" />
            </dt>
            <dd>
              <QuoteText quote={view.listing.title} marks={false} />
              <p class="by">
                {' · '}
                <Label of="card_brand" />{' '}
                {view.listing.byline ? <bdi>{view.listing.byline}</bdi> : <Label of="card_no_brand" />}
              </p>
            </dd>
          </dl>
          <Links actions={links} onAction={onAction}>
            <button type="button" class="link" aria-haspopup="dialog" onClick={onDetails}>
              <Label of="action_details" />
            </button>
          </Links>
        </div>
        <Buttons actions={buttons} onAction={onAction} />
      </div>
      <div class="banner-line">
        <button type="button" class="line" aria-haspopup="dialog" onClick={onDetails}>
          <LevelIcon level={view.level} />
          <span>
            <ShortLine view={view} />
          </span>
          <Chevron />
        </button>
        {hide && (
          <button
            type="button"
            class="button bare"
            aria-label={words.label('action_hide')}
            onClick={() => onAction(hide)}
          >
            <CloseIcon />
          </button>
        )}
      </div>
    </section>
  );
}
