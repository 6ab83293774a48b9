// The page that the scrolling benchmark scrolls: a feed of invented posts at Instagram's address, which asks for twelve more when one nears
// its end and draws them with components, as the real one does. Written for the benchmark; class names are noise, as the real ones are.

const PER_RESPONSE = 12;

const WORDS =
  'morning light over the harbour slow coffee new shoes from the market strap for my watch hidden corner weekend plans silk scarf gold ring studio notes Cartier Nike Dunk link in bio thank you'.split(
    ' ',
  );

function caption(n: number): string {
  const length = 12 + ((n * 7) % 60);
  return Array.from({ length }, (_, at) => WORDS[(n * 13 + at * 7) % WORDS.length]).join(' ');
}

export function codeOf(n: number): string {
  return `Cscroll${String(n).padStart(4, '0')}`;
}

/** One post as the web's timeline gives it: most of it is addresses of pictures. */
function media(n: number): unknown {
  const address = (width: number) =>
    `https://scontent.cdn.example/v/t51.2885-15/${n}_${width}_n.jpg?stp=dst-jpg_e35_p${width}x${width}&_nc_ht=scontent.cdn.example&_nc_cat=1&_nc_oc=${'Q6cZ2QE'.repeat(12)}&_nc_ohc=${'x7kNvgG'.repeat(4)}&edm=${'AP'.repeat(6)}&ccb=7-5&oh=00_${'Af'.repeat(20)}&oe=66763EA8&_nc_sid=cf751b`;
  const picture = (id: number) => ({
    id: `${id}`,
    image_versions2: {
      candidates: [1080, 720, 640, 480, 320, 240, 150].map((width) => ({ url: address(width), width, height: width })),
    },
    accessibility_caption: `Photo by Account ${n} on November 20, 2026. May be an image of ${WORDS[n % WORDS.length]} and text that says '${WORDS[(n * 3) % WORDS.length]}'.`,
    usertags: { in: [] },
    video_dash_manifest: null,
  });
  return {
    ...picture(3_000_000_000 + n),
    pk: `${3_000_000_000 + n}`,
    code: codeOf(n),
    taken_at: 1_790_000_000 + n,
    caption: {
      pk: `${17_900_000_000_000 + n}`,
      text: caption(n),
      has_translation: false,
      created_at: 1_790_000_000 + n,
    },
    user: {
      pk: `${500 + (n % 90)}`,
      id: `${500 + (n % 90)}`,
      username: `account.${n % 90}`,
      full_name: `Account ${n % 90}`,
      profile_pic_url: address(150),
      friendship_status: { following: true, is_bestie: false, is_feed_favorite: false },
    },
    owner: { pk: `${500 + (n % 90)}`, username: `account.${n % 90}` },
    product_type: n % 3 === 0 ? 'carousel_container' : 'feed',
    carousel_media: n % 3 === 0 ? Array.from({ length: 4 }, (_, at) => picture(4_000_000_000 + n * 10 + at)) : null,
    coauthor_producers: [],
    sponsor_tags: null,
    like_count: n,
    comment_count: n % 40,
    top_likers: [],
    facepile_top_likers: [],
    organic_tracking_token: 'eyJ2ZXJzaW9uIjo1LCJwYXlsb2FkIjp7'.repeat(12),
  };
}

/** What `/graphql/query?after=N` answers. */
export function response(after: number): string {
  return JSON.stringify({
    data: {
      xdt_api__v1__feed__timeline__connection: {
        edges: Array.from({ length: PER_RESPONSE }, (_, at) => ({
          node: { media: media(after + at), ad: null, explore_story: null, __typename: 'XDTFeedItem' },
          cursor: `${after + at}`,
        })),
        page_info: { end_cursor: `${after + PER_RESPONSE}`, has_next_page: true },
      },
    },
    extensions: { is_final: true },
  });
}

export const PAGE = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Instagram</title><link rel="stylesheet" href="/static/feed.css">
<script type="module" src="/static/feed.js"></script></head><body><div id="mount_0_0"></div></body></html>`;

export const CSS = `body{margin:0;font:14px/18px system-ui}main{max-width:470px;margin:0 auto}article{border-bottom:1px solid #ddd;padding:12px 0}
header{display:flex;gap:10px;align-items:center;padding:8px}.x1{display:flex;flex-direction:column}.x2{position:relative}.x3{display:flex;justify-content:space-between}
img{display:block;width:100%;aspect-ratio:1;background:#ccc}header img{width:32px;border-radius:50%}svg{width:24px;height:24px}`;

/** Runs in the page: components in Preact, the state of each post, one request for each twelve posts, and what a feed does on every scroll. */
export const SCRIPT = `
import { h, render, Component } from '/static/preact.js';
/** Components in components, as the real page's are: each is an element of its own. */
const Box = ({ level, children }) => h('div', { class: 'x1 x' + level + 'a9zs x78zum5 xdt5ytf x' + (level * 7) + 'iyjqo2' }, children);
const deep = (levels, child) => levels === 0 ? child : h(Box, { level: levels }, deep(levels - 1, child));
const icon = (label) => deep(3, h('div', { role: 'button', tabindex: 0, class: 'x6s0dn4' }, deep(2, h('svg', { 'aria-label': label, viewBox: '0 0 24 24' }, h('title', null, label), h('path', { d: 'M3 12 L21 12 L12 21 Z' })))));
class Post extends Component {
  constructor(props) { super(props); this.state = { slide: 0, seen: false }; }
  componentDidMount() {
    this.observer = new IntersectionObserver((entries) => { if (entries.some((entry) => entry.isIntersecting)) this.setState({ seen: true }); });
    this.observer.observe(this.element);
  }
  render({ media }, { slide, seen }) {
    const user = media.user.username;
    const pictures = media.carousel_media ?? [media];
    const name = () => h('a', { href: '/' + user + '/', role: 'link', class: 'x1i10hfl' }, h('span', { dir: 'auto', class: 'x193iq5w' }, user));
    return h('article', { ref: (element) => { this.element = element; }, class: seen ? 'x1qjc9v5 seen' : 'x1qjc9v5' }, deep(3, [
      h('header', { class: 'x3' }, deep(9, h('a', { href: '/' + user + '/', role: 'link' }, h('img', { alt: user + "'s profile picture", src: '/static/dot.gif?' + media.user.pk }))), deep(9, [h('div', null, name(), h('span', null, ' • '), h('a', { href: '/' + user + '/p/' + media.code + '/', role: 'link' }, h('time', { datetime: new Date(media.taken_at * 1000).toISOString(), title: 'Nov 20, 2026' }, '2 h')))]), icon('More options')),
      h('div', { role: 'presentation', class: 'x2' }, deep(12, h('ul', null, pictures.map((picture, at) => h('li', { style: 'transform: translateX(' + at * 470 + 'px)', hidden: at !== slide }, deep(9, h('img', { alt: picture.accessibility_caption, src: '/static/dot.gif?' + media.code + at, decoding: 'async', style: 'object-fit: cover' }))))))),
      h('section', null, h('div', { class: 'x3' }, icon('Like'), icon('Comment'), icon('Share'), icon('Save'))),
      h('section', null, deep(9, h('span', { dir: 'auto' }, media.like_count + ' likes'))),
      deep(9, h('span', { dir: 'auto' }, name(), ' ', h('span', { dir: 'auto' }, media.caption.text.slice(0, 120)), media.caption.text.length > 120 ? h('span', null, '... ', h('div', { role: 'button', tabindex: 0 }, h('span', { dir: 'auto' }, 'more'))) : null)),
      deep(9, h('a', { href: '/p/' + media.code + '/', role: 'link' }, h('span', { dir: 'auto' }, 'View all ' + media.comment_count + ' comments'))),
      h('section', null, deep(9, h('form', { method: 'POST' }, h('textarea', { 'aria-label': 'Add a comment…', placeholder: 'Add a comment…' })))),
    ]));
  }
}
/** As in the real feed only what is near stands in the tree; what was scrolled past leaves its height behind. */
class Feed extends Component {
  constructor() { super(); this.state = { posts: [], passed: 0 }; this.asking = false; this.count = 0; }
  componentDidMount() {
    this.more();
    addEventListener('scroll', () => { if (scrollY + 4 * innerHeight > document.documentElement.scrollHeight) this.more(); }, { passive: true });
  }
  async more() {
    if (this.asking) return;
    this.asking = true;
    const answer = await fetch('/graphql/query?after=' + this.count, { method: 'POST' });
    const { data } = JSON.parse(await answer.text());
    const fresh = data.xdt_api__v1__feed__timeline__connection.edges.map(({ node }) => node.media);
    this.count += fresh.length;
    const shown = [...document.querySelectorAll('article')];
    const gone = Math.max(0, shown.length - 24);
    const height = shown.slice(0, gone).reduce((sum, article) => sum + article.offsetHeight, 0);
    this.setState({ posts: [...this.state.posts.slice(gone), ...fresh], passed: this.state.passed + height }, () => { document.body.dataset.posts = this.count; });
    this.asking = false;
  }
  render(_, { posts, passed }) { return h('section', null, h('main', { role: 'main' }, deep(4, h('div', null, h('div', { style: 'height: ' + passed + 'px' }), posts.map((media) => h(Post, { key: media.code, media })))))); }
}
render(h(Feed), document.getElementById('mount_0_0'));
`;

/** One grey pixel. */
export const DOT = Buffer.from('R0lGODlhAQABAIAAAMzMzP///yH5BAAAAAAALAAAAAABAAEAAAICRAEAOw==', 'base64');
