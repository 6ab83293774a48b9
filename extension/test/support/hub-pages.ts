// Pages of links, written by us after the documented structure of each kind.

export interface HubPage {
  address: string;
  html: string;
  /** What has to be read: words, link. */
  entries: readonly { label: RegExp; link: string; alt?: string; unplaced?: boolean }[];
  author?: string;
  about?: RegExp;
  /** No public source says how such a page is built: this only shows that a plain page at this address is read. */
  unverified?: true;
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
  'Linktree: entries within groups, drawn without an address': {
    address: 'https://linktr.ee/arm.candy',
    html: `<html><body><div id="__next"><h1>arm.candy</h1><div role="button" tabindex="0"><img alt="Gold bangle with screws" src="/a.png"><span>The one I wear</span></div></div>
<script id="__NEXT_DATA__" type="application/json" crossorigin="anonymous">{"props":{"pageProps":{"account":{"username":"arm.candy","links":[
{"type":"GROUP","title":"Jewellery","url":null,"links":[{"type":"CLASSIC","title":"The one I wear","url":"https://a.co/d/1"},{"type":"CLASSIC","title":"","url":"https://a.co/d/2"}]}]}}}}</script></body></html>`,
    entries: [{ label: /^The one I wear$/, link: 'https://a.co/d/1', alt: 'Gold bangle with screws' }],
    author: 'arm.candy',
  },
  'Beacons: blocks in the data of its queries, and links that carry their target beside a redirect': {
    address: 'https://beacons.ai/bag.notes',
    html: `<html><head><meta property="og:title" content="Bag notes | Beacons"></head><body><div><h1>Bag notes</h1><div class="card"><a href="/out?b=1" data-href="https://www.dhgate.com/product/tote/1.html"><img alt="A quilted tote" src="/t.jpg"><p>the tote</p></a></div></div>
<script id="__NEXT_DATA__" type="application/json">{"props":{"pageProps":{"dehydratedState":{"queries":[{"state":{"data":{"page":{"links":[
{"linkUrl":"https://www.dhgate.com/product/tote/1.html","title":"the tote"},{"href":"https://temu.com/g-601.html","label":"the purse"}]}}}}]}}}}</script></body></html>`,
    entries: [
      { label: /^the tote$/, link: 'https://www.dhgate.com/product/tote/1.html', alt: 'A quilted tote' },
      { label: /^the purse$/, link: 'https://temu.com/g-601.html', unplaced: true },
    ],
    author: 'bag.notes',
  },
  'Carrd: an icon row and a picture that is a link, under a host of its own': {
    address: 'https://arm-candy.crd.co/#shop',
    html: `<html><body><div id="main"><section id="shop"><p>everything I wear</p><ul class="icons"><li><a class="n01" href="https://t.me/armcandy"><svg></svg><span class="label">Telegram</span></a></li></ul>
<div class="image"><a href="https://www.amazon.com/dp/B0STANDIN1" class="frame"><img src="/i.jpg" alt="Screw bangle"></a></div><a href="#home">back</a></section></div></body></html>`,
    entries: [
      { label: /^Telegram$/, link: 'https://t.me/armcandy' },
      { label: /everything I wear|^$/, link: 'https://www.amazon.com/dp/B0STANDIN1', alt: 'Screw bangle' },
    ],
    author: 'arm-candy',
  },
  'Lnk.bio: boxes with a title of their own, and icons': {
    address: 'https://lnk.bio/arm.candy',
    html: `<html><head><meta property="og:title" content="@arm.candy Lnk.Bio - link in bio"></head><body><div class="public-container"><a class="pb-username" href="https://lnk.bio/arm.candy" data-type="TYPE_PROFILEPIC">@arm.candy</a>
<div class="pb-links row"><a rel="external nofollow ugc" class="d-block pb-linkbox" href="https://amzn.to/3x" data-type="TYPE_BUTTON" title="Shop my bangle"><div class="pb-linkbox-inner"><img src="/b.png" alt="Bangle with screws"></div></a></div>
<div class="icons"><a class="lb-icon-pub" href="/go?id=7" data-network="SOCIAL_FB" data-url="https://facebook.com/armcandy"><i class="ibio-facebook" title="Facebook"></i></a></div></div></body></html>`,
    entries: [
      { label: /^Shop my bangle$/, link: 'https://amzn.to/3x', alt: 'Bangle with screws' },
      { label: /^Facebook$/, link: 'https://facebook.com/armcandy' },
    ],
    author: 'arm.candy',
  },
  'Stan: goods that the page sells itself, and others that only its data leads to': {
    address: 'https://stan.store/goldie.finds',
    html: `<html><head><title>Goldie | Stan</title></head><body><div id="__next"><h1>Goldie</h1><div class="site-block"><a href="/goldie.finds/p/my-bangle-guide-4821"><img alt="A hand with a gold bangle" src="/g.webp"><div>My bangle guide</div><div>$9</div></a></div>
<div class="site-block" role="button"><span>The bangle itself</span></div><a href="/login">Log in</a></div>
<script id="__NEXT_DATA__" type="application/json">{"props":{"pageProps":{"store":{"name":"Goldie","description":"All my gold","products":[{"title":"My bangle guide","externalUrl":null},{"title":"The bangle itself","externalUrl":"https://www.amazon.com/dp/B0STANDIN1"}]}}}}</script></body></html>`,
    entries: [
      {
        label: /^My bangle guide \$9$/,
        link: 'https://stan.store/goldie.finds/p/my-bangle-guide-4821',
        alt: 'A hand with a gold bangle',
      },
      { label: /^The bangle itself$/, link: 'https://www.amazon.com/dp/B0STANDIN1' },
    ],
    author: 'goldie.finds',
  },
  'Taplink: the page’s data in a script of its own, buttons without an address': {
    address: 'https://taplink.cc/wrist.diary',
    html: `<html><head><title>wrist.diary</title></head><body><div class="page"><div class="block-item"><div class="btn" role="button">Моя подвеска</div></div><div class="block-item"><a href="/wrist.diary/o/c5f46e/"><img alt="Часы на руке" src="/w.jpg"><span>Часы</span></a></div>
<div class="block-item"><a href="/wrist.diary/p/1b2c/">Отзывы</a></div></div>
<script>window.account = {"language_code":"ru","nickname":"wrist.diary"};
window.data = {"fields":[{"items":[{"block_type_name":"text","options":{"text":"<b>Всё \\"моё\\"</b>; window.data = {"}},{"block_type_name":"link","options":{"type":"link","title":"Моя подвеска","value":"https://www.wildberries.ru/catalog/1/detail.aspx"}},{"block_type_name":"link","options":{"type":"page","title":"Отзывы","value":"1b2c"}}]}]};</script></body></html>`,
    entries: [
      { label: /^Часы$/, link: 'https://taplink.cc/wrist.diary/o/c5f46e/', alt: 'Часы на руке' },
      { label: /^Моя подвеска$/, link: 'https://www.wildberries.ru/catalog/1/detail.aspx' },
    ],
    author: 'wrist.diary',
  },
  'LTK: a creator’s posts, each a picture whose alt text is what the post says': {
    address: 'https://www.shopltk.com/explore/bag.notes',
    html: `<html><body><div id="app"><h1>bag.notes</h1><div class="grid"><div><a href="/explore/bag.notes/posts/0f9e"><div class="c-image"><img class="c-image" alt="My favourite quilted bag, half the price" src="https://product-images-cdn.liketoknow.it/1"></div></a></div>
<div><a href="/explore/bag.notes/posts/1a2b"><img class="c-image" alt="Cosy socks" src="https://product-images-cdn.liketoknow.it/2"></a></div></div><a href="/explore/bag.notes/collections">Collections</a><a href="/login">Log in</a></div></body></html>`,
    entries: [
      {
        label: /^$/,
        link: 'https://www.shopltk.com/explore/bag.notes/posts/0f9e',
        alt: 'My favourite quilted bag, half the price',
      },
      { label: /^$/, link: 'https://www.shopltk.com/explore/bag.notes/posts/1a2b', alt: 'Cosy socks' },
    ],
    author: 'bag.notes',
  },
  'LTK: one post, with the goods that it links': {
    address: 'https://www.shopltk.com/explore/bag.notes/posts/0f9e',
    html: `<html><head><meta property="og:description" content="My favourite quilted bag"></head><body><a class="ltk-black" href="/explore/bag.notes">bag.notes</a><div class="ltk-caption">My favourite quilted bag #LTKbag</div>
<div class="slider"><div class="block"><a href="https://rstyle.me/+AbC-1?ltk=1"><img alt="Quilted bag" src="https://product-images-cdn.liketoknow.it/3"></a></div><div class="block"><a href="https://rstyle.me/+dEf-2"><img src="https://product-images-cdn.liketoknow.it/4"></a></div></div></body></html>`,
    entries: [
      { label: /^$/, link: 'https://rstyle.me/+AbC-1?ltk=1', alt: 'Quilted bag' },
      { label: /^$/, link: 'https://rstyle.me/+dEf-2' },
    ],
    author: 'bag.notes',
    about: /My favourite quilted bag/,
  },
  'ShopMy: a creator’s page, with lists and short links of the page itself': {
    address: 'https://shopmy.us/goldie.finds',
    html: `<html><body><h1>Goldie</h1><div class="grid"><div class="tile"><a href="/collections/2799513"><img alt="Everything gold" src="/c.jpg"></a><p>My gold</p></div>
<div class="tile"><a href="/p-16986008"><img alt="Screw bangle" src="/d.jpg"></a><p>Cartier</p></div></div><a href="/apply">Join</a></body></html>`,
    entries: [
      { label: /^My gold$/, link: 'https://shopmy.us/collections/2799513', alt: 'Everything gold' },
      { label: /^Cartier$/, link: 'https://shopmy.us/p-16986008', alt: 'Screw bangle' },
    ],
    author: 'goldie.finds',
  },
  'Amazon: a storefront’s lists': {
    address: 'https://www.amazon.ca/shop/influencer-7d1a8a49',
    html: `<html><body><h1>Goldie</h1><div class="lists"><div><a href="/shop/influencer-7d1a8a49/list/ZY4SIJ6VID67?ref_=x"><img alt="Rings and bangles" src="/l.jpg"></a><h3>The Cartier ones</h3></div></div><a href="/shop/influencer-7d1a8a49/photo/1">Photo</a><a href="/shop/influencer-7d1a8a49">All</a></body></html>`,
    entries: [
      {
        label: /^The Cartier ones$/,
        link: 'https://www.amazon.ca/shop/influencer-7d1a8a49/list/ZY4SIJ6VID67?ref_=x',
        alt: 'Rings and bangles',
      },
    ],
    author: 'influencer-7d1a8a49',
  },
  'Amazon: an idea list': {
    address: 'https://www.amazon.de/shop/goldie.finds/list/ZY4SIJ6VID67',
    html: `<html><head><title>Die Schraubarmreife</title></head><body><h1>Die Schraubarmreife</h1><div class="items"><div data-asin="B0STANDIN1"><a href="/-/en/Plain/dp/B0STANDIN1/ref=x"><img alt="Plain bangle" src="/i.jpg"></a><p>nur 29 €</p></div>
<div data-asin="B0STANDIN2"><a href="/gp/product/B0STANDIN2"><img alt="Sneaker" src="/j.jpg"></a></div></div><a href="/shop/goldie.finds/list/ZY4SIJ6VID67">Liste</a></body></html>`,
    entries: [
      { label: /^nur 29 €$/, link: 'https://www.amazon.de/-/en/Plain/dp/B0STANDIN1/ref=x', alt: 'Plain bangle' },
      { label: /^$/, link: 'https://www.amazon.de/gp/product/B0STANDIN2', alt: 'Sneaker' },
    ],
    author: 'goldie.finds',
    about: /Schraubarmreife/,
  },
  'AllMyLinks: the page’s redirect, which alone knows the target': {
    address: 'https://allmylinks.com/arm.candy',
    html: `<html><body><h1>Arm candy</h1><div class="links"><div><a href="/link/out?id=kdib4s-nu8b-1e19god"><span>My bangle</span><span>amazon.com/dp/B0STANDIN1</span></a></div>
<div><a href="https://allmylinks.com/link/out?id=2jf0lz-1vg6i"><span>me@example.com</span></a></div></div><a href="/link/report">Report</a></body></html>`,
    entries: [
      {
        label: /^My bangle amazon\.com\/dp\/B0STANDIN1$/,
        link: 'https://allmylinks.com/link/out?id=kdib4s-nu8b-1e19god',
      },
      { label: /^me@example\.com$/, link: 'https://allmylinks.com/link/out?id=2jf0lz-1vg6i' },
    ],
    author: 'arm.candy',
  },
  'Link.me: data that is no JSON beside links that are drawn': {
    address: 'https://link.me/arm.candy',
    html: `<html><body><div><h1>Arm candy</h1><div><a href="https://amzn.to/3x" target="_blank"><img alt="Bangle" src="/b.webp"><span>the bangle</span></a></div><a href="https://about.link.me/terms">Terms</a></div>
<script class="$tsr">$R[0]={profile:$R[1]={username:"arm.candy",isPrivate:!1},featuredLinks:$R[2]={list:[{title:"hidden",url:"https://hidden.example/"}]}}</script></body></html>`,
    entries: [
      { label: /^the bangle$/, link: 'https://amzn.to/3x', alt: 'Bangle' },
      { label: /^Terms$/, link: 'https://about.link.me/terms' },
    ],
    author: 'arm.candy',
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

/** Sites whose pages no public source describes: a plain page at each of these addresses is read. */
const UNVERIFIED = [
  'https://arm-candy.komi.io/',
  'https://snipfeed.co/arm.candy',
  'https://campsite.bio/arm.candy',
  'https://bio.site/arm.candy',
  'https://linkin.bio/arm.candy',
  'https://hoo.be/arm.candy',
  'https://msha.ke/arm.candy',
  'https://solo.to/arm.candy',
  'https://flow.page/arm.candy',
  'https://withkoji.com/@arm.candy',
  'https://linkfly.to/arm.candy',
  'https://pillar.io/arm.candy',
  'https://bio.link/arm.candy',
];

for (const address of UNVERIFIED) {
  const { hostname } = new URL(address);
  HUB_PAGES[hostname] = {
    address,
    html: `<html><head><title>Arm candy</title></head><body><div id="root"><h1>Arm candy</h1><div class="css-1"><div class="css-2"><a href="https://amzn.to/3x" target="_blank" rel="noopener"><div><img alt="Bangle with screws" src="/b.webp"></div><p>the bangle</p></a></div>
<div class="css-2"><a href="https://example.com/podcast" aria-label="my podcast"><svg></svg></a></div></div><footer><a href="https://${hostname}/terms">Terms</a><a href="/privacy">Privacy</a></footer></div></body></html>`,
    entries: [
      { label: /^the bangle$/, link: 'https://amzn.to/3x', alt: 'Bangle with screws' },
      { label: /^my podcast$/, link: 'https://example.com/podcast' },
    ],
    author: address.includes('arm-candy') ? 'arm-candy' : 'arm.candy',
    unverified: true,
  };
}
