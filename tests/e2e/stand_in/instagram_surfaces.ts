// Every place on Instagram where a promotion can stand, as pages of our own at the real addresses: structure and responses as the field
// knows them, invented accounts and words, none of Instagram's code. Pages whose words come with a response ask for it by themselves, and
// draw what they show when it is there, as the real ones do.

import { Html, html } from './html.ts';
import { page, wrapped } from './instagram.ts';

/** Names a brand and asks to look past the listing: marked wherever it is read, whatever the link. */
const CLAIM =
  'The Cartier Love bracelet is back, hidden link below: order the plain screw bangle and get the one in my picture';
const CUT = 'The Cartier Love bracelet is back, ';
const LINK = 'https://amzn.to/3standin';
const PICTURE = '/static/bangle.svg';

interface Surface {
  /** What the address must begin with, query and all. */
  at: string;
  body: Html;
  /** What the page asks for before it draws, and the answer; `xhr` or `fetch`. */
  ask?: { how: 'xhr' | 'fetch'; address: string; answer: unknown };
  /** JSON that the page carries. */
  embedded?: unknown;
}

const img = (alt: string, src = PICTURE) => html`<img alt="${alt}" src="${src}">`;
const face = (user: string) => html`<a href="/${user}/" tabindex="-1"><div class="face"></div></a>`;
const name = (user: string) => html`<a class="by" href="/${user}/"><span dir="auto">${user}</span></a>`;
const permalink = (user: string, code: string) =>
  html`<a href="/${user}/p/${code}/"><time datetime="2026-11-20T10:00:00.000Z">2d</time></a>`;
const out = (text: string, to = LINK) =>
  html`<a href="${wrapped(to)}" target="_blank" rel="me nofollow noopener noreferrer">${text}</a>`;

function article(
  user: string,
  code: string,
  words: string | Html,
  more: { head?: Html; pictures?: Html; link?: Html } = {},
): Html {
  return html`<article><header>${face(user)}<div>${more.head ?? name(user)} ${permalink(user, code)}</div></header>
<div role="presentation">${more.pictures ?? img('Photo by somebody. May be an image of bracelet.')}</div>
<div class="caption"><span>${name(user)} <span dir="auto">${words}</span></span></div>${more.link ?? ''}
<section><form><textarea aria-label="Add a comment…"></textarea></form></section></article>`;
}

const comment = (user: string, code: string, id: string, words: string | Html) =>
  html`<div class="row"><div>${face(user)}</div><div><div><span dir="auto">${name(user)} <a href="/p/${code}/c/${id}/"><time datetime="2026-11-21T10:00:00.000Z">1d</time></a></span></div>
<div><span dir="auto">${words}</span></div><div role="button">Reply</div></div></div>`;

const message = (from: string, inside: Html) =>
  html`<div role="row" class="row"><a href="/${from}/" role="link"><div class="face"></div></a><div role="gridcell"><div class="bubble">${inside}</div></div></div>`;

const media = (code: string, user: string, text: string, more: object = {}) => ({
  pk: String(3_000_000_000_000_000_000n + BigInt(code.charCodeAt(code.length - 1))),
  code,
  taken_at: 1_790_000_000,
  user: { pk: '7', username: user },
  caption: { pk: '17900000000000000', text, created_at: 1_790_000_000 },
  ...more,
});
const feedOf = (...all: unknown[]) => ({
  data: { xdt_api__v1__feed__timeline__connection: { edges: all.map((one) => ({ node: { media: one } })) } },
});
const cacheKey = (id: string) =>
  `${PICTURE}?ig_cache_key=${encodeURIComponent(`${Buffer.from(id).toString('base64')}.2-ccb7-5`)}`;

const HIGHLIGHT = '3500000000000000077';
const slide = (node: object) => ({
  node: {
    message_id: 'mid.1',
    timestamp_ms: '1790000000000',
    sender: { user_dict: { username: 'chat.seller' } },
    ...node,
  },
});

export const SURFACES: Readonly<Record<string, Surface>> = {
  'feed-response': {
    at: '/?feed-response',
    ask: { how: 'xhr', address: '/graphql/query?feed', answer: feedOf(media('Csurface001', 'feed.shop', CLAIM)) },
    body: html`<main role="main">${article('feed.shop', 'Csurface001', CUT, { link: html`<div class="more">${out('amzn.to/3standin')}</div>` })}</main>`,
  },
  carousel: {
    at: '/?carousel',
    body: html`<main role="main">${article('slide.shop', 'Csurface002', 'hidden link below, order the plain one', {
      pictures: html`<ul><li style="transform: translateX(0)">${img('Photo by Slide Shop. May be an image of table.')}</li><li hidden style="transform: translateX(470px)">${img("Photo by Slide Shop. May be an image of text that says 'Cartier Love'.")}</li></ul>`,
      link: html`<div class="more">${out('the link')}</div>`,
    })}</main>`,
  },
  modal: {
    at: '/modal.shop/p/Csurface003/',
    ask: {
      how: 'fetch',
      address: '/api/v1/media/3000000000000000003/comments/',
      answer: {
        comments: [
          {
            pk: '17890000000000003',
            text: CLAIM,
            created_at: 1_790_000_000,
            comment_like_count: 0,
            user: { username: 'modal.reply' },
          },
        ],
      },
    },
    body: html`<main role="main"><p>The page below</p></main><div role="dialog" class="dialog"><article role="presentation"><div>${img('Photo by Modal Shop. May be an image of desk.')}</div>
<div><header>${face('modal.shop')}${name('modal.shop')}</header><hr><h1 dir="auto">A quiet desk</h1>
${comment('modal.reply', 'Csurface003', '17890000000000003', html`${CUT}… <div role="button">more</div> ${out('link')}`)}
<div>${permalink('modal.shop', 'Csurface003')}</div></div></article></div>`,
  },
  comments: {
    at: '/p/Csurface004/comments/',
    body: html`<main role="main"><div><div>${name('table.shop')} ${permalink('table.shop', 'Csurface004')}</div><hr>${comment('reply.shop', 'Csurface004', '17890000000000004', html`${CLAIM} ${out('amzn.to/3standin')}`)}</div></main>`,
  },
  reels: {
    at: '/reels/',
    ask: {
      how: 'fetch',
      address: '/graphql/query?reels',
      answer: {
        data: {
          xdt_api__v1__clips__home__connection_v2: {
            edges: [
              { node: { media: media('Csurface005', 'reel.shop', CLAIM, { product_type: 'clips', link: LINK }) } },
            ],
          },
        },
      },
    },
    body: html`<main role="main"><div><div class="reel"><div><video class="clip"></video></div><div class="under"><a href="/reel.shop/reels/"><span dir="auto">reel.shop</span></a><div role="button">Follow</div><div><span dir="auto">${CUT}hidden</span></div></div></div></div></main>`,
  },
  story: {
    at: '/stories/story.shop/3500000000000000066/',
    body: html`<div><section class="story"><div><header>${face('story.shop')}${name('story.shop')}<time datetime="2026-11-22T08:00:00.000Z">2h</time></header>
<div>${img("Photo by Story Shop. May be an image of text that says 'Cartier Love, hidden link'.")}</div><a class="sticker" href="${wrapped(LINK)}" target="_blank">LINK</a></div></section></div>`,
  },
  highlight: {
    at: '/stories/highlights/17900000000000001/',
    ask: {
      how: 'xhr',
      address: '/graphql/query?highlight',
      answer: {
        data: {
          xdt_api__v1__feed__reels_media__connection: {
            edges: [
              {
                node: {
                  reel_type: 'highlight_reel',
                  user: { username: 'story.shop' },
                  items: [
                    {
                      pk: HIGHLIGHT,
                      caption: { text: CLAIM },
                      story_link_stickers: [{ story_link: { url: wrapped(LINK), link_title: 'here' } }],
                    },
                  ],
                },
              },
            ],
          },
        },
      },
    },
    body: html`<div><section class="story"><div><header>${face('story.shop')}${name('story.shop')}</header><div>${img('', cacheKey(HIGHLIGHT))}</div></div></section></div>`,
  },
  profile: {
    at: '/bio.shop/',
    embedded: {
      require: [
        [
          {
            data: {
              user: {
                username: 'bio.shop',
                biography: CLAIM,
                bio_links: [{ title: 'All finds', url: 'https://linktr.ee/sole.archive' }],
              },
            },
          },
        ],
      ],
    },
    body: html`<main role="main"><div><header class="profile"><div class="face large"></div><section><h2><span dir="auto">bio.shop</span></h2><ul><li>3 posts</li></ul></section></header><div><span dir="auto">The Cartier Love…</span></div><div role="tablist">Posts</div></div></main>`,
  },
  search: {
    at: '/explore/search/keyword/?q=bangle',
    ask: {
      how: 'fetch',
      address: '/graphql/query?search',
      answer: {
        data: {
          xdt_fbsearch__top_serp_graphql: { edges: [{ node: { items: [media('Csurface008', 'tile.shop', CLAIM)] } }] },
        },
      },
    },
    body: html`<main role="main"><div class="grid"><div class="tile"><a href="/p/Csurface008/"><div>${img('Photo by Tile Shop. May be an image of bracelet.')}</div></a></div><div class="tile"><a href="/p/Csurface009/"><div>${img('Photo by a friend. May be an image of coffee.')}</div></a></div></div></main>`,
  },
  thread: {
    at: '/direct/t/17842000000000002/',
    ask: {
      how: 'xhr',
      address: '/api/graphql',
      answer: {
        data: {
          get_slide_thread_nullable: {
            as_ig_direct_thread: {
              thread_key: '17842000000000002',
              slide_messages: {
                edges: [
                  slide({
                    content: {
                      __typename: 'SlideMessageXMAContent',
                      xma: { title_text: 'Your bangle is here', cta_buttons: [{ title: 'Open', action_url: LINK }] },
                    },
                  }),
                  slide({
                    content: {
                      __typename: 'SlideMessageXMAContent',
                      xma: {
                        target_url: 'https://www.instagram.com/p/Csurface010/',
                        xmaHeaderTitle: 'shared.shop',
                        xmaTitle: CLAIM,
                      },
                    },
                  }),
                ],
              },
            },
          },
        },
      },
    },
    body: html`<main role="main"><div class="thread"><div role="grid" aria-label="Messages">
${message('chat.seller', html`<div role="button"><span dir="auto">shared.shop</span>${img('Preview of a post')}<span dir="auto">${CLAIM}</span></div>`)}
${message('chat.seller', html`<div role="button"><div dir="auto">Your bangle is here</div><div dir="auto">Open</div></div>`)}</div></div></main>`,
  },
  'floating-chat': {
    at: '/?floating-chat',
    body: html`<main role="main">${article('morning.cup', 'Csurface011', 'Slow Sunday, second coffee')}</main>
<div data-pagelet="IGDChatTabsRootContentOffMsys" class="floating"><div role="grid">${message('chat.seller', html`<div dir="auto">${CLAIM} ${out('amzn.to/3standin')}</div>`)}</div><div role="textbox" contenteditable="true"></div></div>`,
  },
  channel: {
    at: '/channel/AbStandIn0Channel/',
    body: html`<main role="main"><div class="thread"><div role="grid">${message('channel.host', html`<div dir="auto">${CLAIM} ${out('amzn.to/3standin')}</div>`)}</div></div></main>`,
  },
  unknown: {
    at: '/?unknown',
    ask: {
      how: 'fetch',
      address: '/graphql/query?unknown',
      answer: { data: { xdt_api__v9__feed__timeline: { edges: [{ caption: { body: 'private words' } }] } } },
    },
    body: html`<main role="main">${article('morning.cup', 'Csurface012', 'Slow Sunday, second coffee')}<article><div>${img('Photo of nothing in particular')}</div><p>private words</p></article></main>`,
  },
  sponsored: {
    at: '/?sponsored',
    body: html`<main role="main">${article('paid.friend', 'Csurface013', 'My new Cartier ring, shop through the link', {
      head: html`<div>${name('paid.friend')}</div><div>Bezahlte Werbepartnerschaft mit ${name('cartier')}</div>`,
      link: html`<div class="more">${out('link')}</div>`,
    })}${article('unpaid.friend', 'Csurface014', 'My new Cartier ring, shop through the link', { link: html`<div class="more">${out('link')}</div>` })}</main>`,
  },
};

/** Draws what the page holds back until what it asks for is there. */
const ASK = new Html(`
const draw = () => { for (const template of document.querySelectorAll('template')) template.replaceWith(template.content); };
const { how, address } = document.body.dataset;
if (how === 'fetch') fetch(address, { method: 'POST' }).then((answer) => answer.json()).then(draw);
else if (how === 'xhr') { const request = new XMLHttpRequest(); request.open('POST', address); request.onload = draw; request.send('x'); }
`);

const STYLE = new Html(`
.dialog { position: fixed; inset: 40px; margin: auto; max-inline-size: 620px; max-block-size: 560px; overflow: auto; background: var(--ground); border: 1px solid var(--line); border-radius: 12px; padding: 12px; }
.floating { position: fixed; inset-block-end: 0; inset-inline-end: 24px; inline-size: 320px; padding: 12px; background: var(--ground); border: 1px solid var(--line); border-radius: 12px 12px 0 0; }
.tile { position: relative; } .reel { position: relative; }
h1 { font-size: 14px; font-weight: 400; }
`);

export function surfaceFile(url: URL): { type: string; body: string } | undefined {
  if (url.pathname === '/static/ask.js') return { type: 'text/javascript', body: ASK.text };
  if (url.pathname === '/static/surfaces.css') return { type: 'text/css', body: STYLE.text };
  const here = url.pathname + url.search;
  for (const [title, { at, body, ask, embedded }] of Object.entries(SURFACES)) {
    if (ask !== undefined && ask.address === here)
      return { type: 'application/json', body: JSON.stringify(ask.answer) };
    if (here !== at) continue;
    const carried =
      embedded === undefined
        ? ''
        : new Html(
            `<script type="application/json" data-sjs>${JSON.stringify(embedded).replaceAll('<', '\\u003c')}</script>`,
          );
    const content = html`${carried}<link rel="stylesheet" href="/static/surfaces.css">${ask === undefined ? body : html`<template>${body}</template>`}`;
    const text = page(title, content);
    if (ask === undefined) return { type: 'text/html', body: text };
    return {
      type: 'text/html',
      body: text.replace(
        '<body>',
        `<body data-how="${ask.how}" data-address="${ask.address}"><script defer src="/static/ask.js"></script>`,
      ),
    };
  }
  return undefined;
}
