// Pages of links, written by us after the documented structure of each kind.

export interface HubPage {
  address: string;
  html: string;
  /** What has to be read: words, link. */
  entries: readonly { label: RegExp; link: string; alt?: string; unplaced?: boolean }[];
  author?: string;
  about?: RegExp;
}

const LISTING = 'https://www.amazon.com/dp/B0STANDIN2?tag=standin-20';

export const HUB_PAGES: Record<string, HubPage> = {
  'Linktree: anchors, and the same entries as JSON': {
    address: 'https://linktr.ee/sole.archive',
    html: `<html><head><title>sole.archive | Linktree</title><meta name="description" content="Shoes that I wear"></head><body>
<div id="__next"><h1>@sole.archive</h1><div>Shoes that I wear</div>
<div id="links"><div><a data-testid="LinkButton" href="${LISTING}"><div><img src="/t.png" alt=""></div><p>The panda ones</p></a><button aria-label="Share link: The panda ones"></button></div>
<div><a data-testid="LinkButton" href="https://amzn.to/3x"><div><img src="/u.png" alt="A gold bangle with screws"></div></a></div></div>
<footer><a href="https://linktr.ee/s/about">Cookie preferences</a></footer></div>
<script id="__NEXT_DATA__" type="application/json">{"props":{"pageProps":{"account":{"username":"sole.archive"},"links":[
{"id":1,"type":"CLASSIC","title":"The panda ones","url":"${LISTING}","thumbnailUrl":"https://ugc.example/x.png"},
{"id":2,"type":"CLASSIC","title":"My bangle","url":"https://amzn.to/3x"}]}}}</script></body></html>`,
    entries: [
      { label: /^The panda ones$/, link: LISTING },
      { label: /My bangle/, link: 'https://amzn.to/3x', alt: 'A gold bangle with screws' },
    ],
    author: 'sole.archive',
    about: /Shoes that I wear/,
  },
  'Beacons: buttons without an address, which only the JSON has': {
    address: 'https://beacons.ai/goldie.finds',
    html: `<html><head><title>goldie.finds</title></head><body><main><h1>Goldie</h1>
<div class="block"><div role="button" tabindex="0"><span>Screw bangle</span></div></div><div class="block"><div role="button"><span>Newsletter</span></div></div></main>
<script type="application/json">{"blocks":[{"links":[{"title":"Screw bangle","url":"https://www.amazon.com/dp/B0STANDIN1","image":{"url":"https://cdn.beacons.ai/a.jpg","name":"a.jpg"}},
{"title":"Only in the data","url":"https://www.etsy.com/listing/1"}]}]}</script></body></html>`,
    entries: [
      { label: /^Screw bangle$/, link: 'https://www.amazon.com/dp/B0STANDIN1' },
      { label: /^Only in the data$/, link: 'https://www.etsy.com/listing/1', unplaced: true },
    ],
    author: 'goldie.finds',
  },
  'Carrd: a list of links under an own subdomain': {
    address: 'https://bag-notes.carrd.co/',
    html: `<html><head><title>Bag notes</title></head><body><div id="main"><div class="inner"><h1>Bag notes</h1>
<ul class="buttons"><li><a href="https://www.dhgate.com/product/tote/1.html" class="button">the tote</a></li><li><a href="https://example.com/blog">blog</a></li></ul></div></div></body></html>`,
    entries: [
      { label: /^the tote$/, link: 'https://www.dhgate.com/product/tote/1.html' },
      { label: /^blog$/, link: 'https://example.com/blog' },
    ],
    author: 'bag-notes',
  },
  'Lnk.bio: the page’s own redirect carries the target': {
    address: 'https://lnk.bio/wrist.diary',
    html: `<html><body><h1>wrist.diary</h1><div class="pb-links"><a href="/go?d=${encodeURIComponent('https://a.co/d/1')}&hash=x" title="My bracelet"></a><a href="/">Lnk.Bio</a></div></body></html>`,
    entries: [{ label: /^My bracelet$/, link: 'https://a.co/d/1' }],
    author: 'wrist.diary',
  },
  'ShopMy: a grid of tiles, each with a picture, a brand and two anchors': {
    address: 'https://shopmy.us/collections/123',
    html: `<html><body><h2>Fall</h2><div class="grid">
<div class="tile"><a href="https://go.shopmy.us/p-1"><img alt="Quilted bag" src="/1.jpg"></a><div><span>Chanel</span><a href="https://go.shopmy.us/p-1">Quilted bag</a><span>$49</span></div></div>
<div class="tile"><a href="https://go.shopmy.us/p-2"><img alt="Socks" src="/2.jpg"></a><div><span>Plain</span><a href="https://go.shopmy.us/p-2">Socks</a></div></div></div></body></html>`,
    entries: [
      { label: /Chanel.*Quilted bag.*\$49/, link: 'https://go.shopmy.us/p-1' },
      { label: /Plain.*Socks/, link: 'https://go.shopmy.us/p-2' },
    ],
  },
  'Amazon: a storefront, whose entries are listings of the same host': {
    address: 'https://www.amazon.com/shop/goldie.finds',
    html: `<html><head><title>Goldie's Amazon Page</title></head><body><a href="/gp/cart">Cart</a><h1>Goldie</h1><div class="items">
<div class="item"><a href="/dp/B0STANDIN1?ref=cm_sw_r"><img alt="Screw Bangle" src="/i.jpg"></a><p>The Cartier one</p></div>
<div class="item"><a href="/dp/B0STANDIN2/"><img alt="Sneakers" src="/j.jpg"></a></div></div></body></html>`,
    entries: [
      { label: /^The Cartier one$/, link: 'https://www.amazon.com/dp/B0STANDIN1?ref=cm_sw_r', alt: 'Screw Bangle' },
      { label: /^$/, link: 'https://www.amazon.com/dp/B0STANDIN2/', alt: 'Sneakers' },
    ],
    author: 'goldie.finds',
  },
  'one that nobody has seen before': {
    address: 'https://links.example/@someone/shop',
    html: `<html><head><meta property="og:description" content="All my favourites"></head><body><div class="x1"><section><div class="x2"><h3>Jewellery</h3>
<div class="x3"><a target="_blank" href="https://temu.com/g-601.html"><span class="x4">Love</span> <span>bangle</span></a><small>29 dollars</small></div>
<div class="x3"><a href="mailto:me@example.com">write to me</a></div><div class="x3"><a href="tel:123">call</a></div></div></section></div></body></html>`,
    entries: [{ label: /Love bangle 29 dollars/, link: 'https://temu.com/g-601.html' }],
    about: /All my favourites/,
  },
};
