// Instagram's stand-in: pages written by us with the structure that the field notes document, and none of its code.

import { Html, html } from './html.ts';
import { FEED, type Message, type Post, type Profile, type Reel, type Story, THREAD } from './posts.ts';

const STYLE = new Html(`
:root { color-scheme: light dark; --line: #dbdbdb; --soft: #737373; --ground: #fff; --ink: #0f1419; --bubble: #efefef; }
@media (prefers-color-scheme: dark) { :root { --line: #262626; --soft: #a8a8a8; --ground: #000; --ink: #f5f5f5; --bubble: #262626; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 14px/18px system-ui, sans-serif; }
main { max-width: 470px; margin: 24px auto; padding: 0 8px; }
article { border-bottom: 1px solid var(--line); margin-bottom: 16px; padding-bottom: 12px; }
header { display: flex; align-items: center; gap: 10px; padding: 8px 4px; }
header a, .by { font-weight: 600; color: inherit; text-decoration: none; }
.face { inline-size: 32px; block-size: 32px; border-radius: 50%; background: linear-gradient(45deg, #f9ce34, #ee2a7b, #6228d7); }
time { color: var(--soft); font-size: 12px; }
img { display: block; inline-size: 100%; aspect-ratio: 5 / 4; object-fit: cover; border-radius: 4px; }
.caption { padding: 8px 4px 0; overflow-wrap: anywhere; }
.more { padding: 4px; }
.more a { color: #0095f6; }
.thread { max-width: 620px; margin: 0 auto; padding: 16px; display: flex; flex-direction: column; gap: 10px; }
.row { display: flex; } .row.me { justify-content: flex-end; }
.bubble { background: var(--bubble); border-radius: 18px; padding: 8px 12px; max-width: 70%; overflow-wrap: anywhere; }
.me .bubble { background: #3797f0; color: #fff; }
.row { margin-block-end: 8px; gap: 8px; } .row .face { inline-size: 28px; block-size: 28px; }
.story { position: relative; inline-size: min(420px, 100%); margin: 12px auto; }
.story img { aspect-ratio: 9 / 14; } .story header { position: absolute; inset: 8px auto auto 8px; color: #fff; }
.sticker { position: absolute; inset-block-end: 18%; inset-inline-start: 50%; translate: -50%; background: #fff; color: #0064e0; padding: 10px 18px; border-radius: 10px; font-weight: 600; text-decoration: none; }
.clip { display: block; inline-size: 100%; aspect-ratio: 9 / 13; background: linear-gradient(160deg, #2b2140, #b0643c); border-radius: 6px; }
.under { padding: 8px 4px; display: grid; gap: 4px; } .under a { color: inherit; font-weight: 600; text-decoration: none; }
.profile { gap: 24px; align-items: flex-start; } .profile ul { display: flex; gap: 20px; padding: 0; list-style: none; } .profile h2 { margin: 0; font-size: 20px; font-weight: 400; }
.large { inline-size: 88px; block-size: 88px; flex: none; } .grid { display: grid; grid-template-columns: repeat(3, 1fr); gap: 4px; }
`);

/** The same wrapper that Instagram puts around every link that leaves it. */
export function wrapped(target: string): string {
  return `https://l.instagram.com/?u=${encodeURIComponent(`${target}${target.includes('?') ? '&' : '?'}fbclid=PAZXh0bgNhZW0_aem_standin`)}&e=AT0standin`;
}

/** A whole page around a body. */
export function page(title: string, body: Html): string {
  return html`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="stylesheet" href="/static/style.css">
</head><body><div id="mount_0_0">${body}</div></body></html>`.text;
}

function picture(post: Post): Html {
  return html`<img alt="${post.alt}" src="/static/${post.picture}.svg" decoding="auto">`;
}

function header(post: Post): Html {
  return html`<header><a href="/${post.author}/" tabindex="-1"><div class="face"></div></a><div>
<span class="by"><a href="/${post.author}/">${post.author}</a></span>
<a href="/${post.author}/p/${post.code}/"><time datetime="2026-11-20T10:00:00.000Z" title="Nov 20, 2026">2d</time></a></div></header>`;
}

function caption(post: Post): Html {
  const link =
    post.link === undefined
      ? ''
      : html`<div class="more"><a href="${wrapped(post.link)}" target="_blank" rel="me nofollow noopener noreferrer">${post.linkText ?? post.link}</a></div>`;
  return html`<div class="caption"><span><a class="by" href="/${post.author}/">${post.author}</a></span> <span dir="auto">${post.caption}</span></div>${link}`;
}

export function feedPage(): string {
  return page(
    'Instagram',
    html`<main role="main">${FEED.map((post) => html`<article>${header(post)}<div>${picture(post)}</div>${caption(post)}</article>`)}</main>`,
  );
}

/** The newer post page: no article, a rule under the name. */
export function postPage(post: Post): string {
  return page(
    `${post.author} on Instagram`,
    html`<section><main role="main"><div><div>${header(post)}<hr><div>${picture(post)}</div>${caption(post)}</div></div></main></section>`,
  );
}

function message(entry: Message): Html {
  const link =
    entry.link === undefined
      ? ''
      : html` <a href="${wrapped(entry.link)}" target="_blank" rel="nofollow noopener noreferrer">${entry.link}</a>`;
  const face =
    entry.from === 'me'
      ? ''
      : html`<a href="/${entry.from}/" role="link" aria-label="Open the profile page of ${entry.from}"><div class="face"></div></a>`;
  return html`<div role="row" class="row ${entry.from === 'me' ? 'me' : 'them'}">${face}<div role="gridcell"><div class="bubble"><div dir="auto">${entry.text}${link}</div></div></div></div>`;
}

export function threadPage(): string {
  return page(
    'Instagram • Chats',
    html`<section><main role="main"><div class="thread"><header><a href="/goldie.finds/">goldie.finds</a></header>
<div role="grid" aria-label="Messages in conversation with goldie.finds">${THREAD.map(message)}</div></div></main></section>`,
  );
}

/** A story: a picture from edge to edge, and a sticker that is a link. */
export function storyPage(story: Story): string {
  return page(
    `${story.author} • Story`,
    html`<div><section class="story"><div><header><a href="/${story.author}/"><div class="face"></div></a>
<a href="/${story.author}/">${story.author}</a><time datetime="2026-11-22T08:00:00.000Z">2h</time></header>
<div><img alt="${story.alt}" src="/static/${story.picture}.svg"></div>
<a class="sticker" href="${wrapped(story.link)}" target="_blank" rel="nofollow noopener noreferrer">LINK</a></div></section></div>`,
  );
}

export function reelPage(reel: Reel): string {
  return page(
    'Instagram',
    html`<main role="main"><div><div class="reel"><div><video class="clip"></video></div><div class="under">
<a href="/${reel.author}/reels/"><span dir="auto">${reel.author}</span></a><div role="button">Follow</div>
<div><span dir="auto">${reel.caption}</span></div><a href="/reels/audio/300100200/">Original audio</a></div></div></div></main>`,
  );
}

export function profilePage(profile: Profile): string {
  return page(
    `${profile.user} • Instagram`,
    html`<main role="main"><div><header class="profile"><div class="face large"></div><section><div><h2><span dir="auto">${profile.user}</span></h2></div>
<ul><li><span>3</span> posts</li><li><span>48.1K</span> followers</li></ul>
<div><span dir="auto">${profile.bio}</span>
<div><a href="${wrapped(profile.link)}" rel="me nofollow noopener noreferrer" target="_blank">${profile.link.replace('https://', '')}</a></div></div></section></header>
<div class="grid">${FEED.filter(({ author }) => author === profile.user).map(
      (post) =>
        html`<a href="/${post.author}/p/${post.code}/"><div><img alt="${post.alt}" src="/static/${post.picture}.svg"></div></a>`,
    )}</div></div></main>`,
  );
}

const PICTURES: Record<Post['picture'], string> = {
  bangle:
    '<ellipse cx="250" cy="200" rx="130" ry="92" fill="none" stroke="#d6a94a" stroke-width="34"/><ellipse cx="250" cy="200" rx="130" ry="92" fill="none" stroke="#f0d28a" stroke-width="8"/><circle cx="130" cy="200" r="9" fill="#8a6a24"/><circle cx="370" cy="200" r="9" fill="#8a6a24"/>',
  coffee: '<circle cx="250" cy="200" r="110" fill="#fff"/><circle cx="250" cy="200" r="84" fill="#6b4226"/>',
  shoes:
    '<path d="M110 240q60-90 140-60l60 40q70 10 80 40l-2 20H120z" fill="#222"/><path d="M112 270h280v16H112z" fill="#fff"/>',
  bag: '<rect x="150" y="170" width="200" height="130" rx="14" fill="#8c5a3c"/><path d="M190 170q60-110 120 0" fill="none" stroke="#5c3823" stroke-width="12"/>',
  hike: '<path d="M60 320 200 110l70 110 50-60 120 160z" fill="#5f7f6a"/><path d="M236 170h18v150h-18z" fill="#dff1ff"/>',
};

export function staticFile(path: string): { type: string; body: string } | undefined {
  if (path === '/static/style.css') return { type: 'text/css', body: STYLE.text };
  const name = /^\/static\/(\w+)\.svg$/.exec(path)?.[1] as Post['picture'] | undefined;
  if (name === undefined || !(name in PICTURES)) return undefined;
  return {
    type: 'image/svg+xml',
    body: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 500 400"><defs><linearGradient id="g" x1="0" y1="0" x2="1" y2="1"><stop stop-color="#efe4d2"/><stop offset="1" stop-color="#bda37a"/></linearGradient></defs><rect width="500" height="400" fill="url(#g)"/>${PICTURES[name]}</svg>`,
  };
}
