// Amazon's stand-in: a product page with the elements that the field notes name, written by us.

import { Html, html } from './html.ts';
import { GOODS, type Goods } from './posts.ts';

const STYLE = `
:root { color-scheme: light; } body { margin: 0; font: 14px/20px Arial, sans-serif; color: #0f1111; background: #fff; }
#nav { background: #131921; color: #fff; padding: 14px 18px; font-weight: bold; font-size: 18px; }
#dp { max-width: 1100px; margin: 12px auto; padding: 0 16px; }
#cols { display: flex; flex-wrap: wrap; gap: 24px; } #left { flex: 1 1 280px; } #center { flex: 2 1 300px; } #right { flex: 0 1 220px; border: 1px solid #d5d9d9; border-radius: 8px; padding: 14px; }
h1 { font-size: 22px; line-height: 28px; font-weight: 400; margin: 0 0 4px; } a { color: #007185; text-decoration: none; }
#landingImage { width: 100%; background: #f3ede3; border-radius: 6px; aspect-ratio: 1; } .a-price { font-size: 26px; }
#add { background: #ffd814; border: 0; border-radius: 20px; padding: 10px; inline-size: 100%; margin-top: 10px; }
.crumbs { color: #565959; font-size: 12px; list-style: none; display: flex; gap: 6px; padding: 0; }`;

export function productPage(asin: string): string | undefined {
  const goods = GOODS.find((one) => one.asin === asin);
  return goods && page(goods);
}

function page(goods: Goods): string {
  return html`<!doctype html><html lang="en-us"><head><meta charset="utf-8"><title>Amazon.com: ${goods.title}</title>
<meta name="viewport" content="width=device-width"><link rel="canonical" href="https://www.amazon.com/dp/${goods.asin}">
<link rel="stylesheet" href="/stand-in.css"></head>
<body><div id="nav">stand-in marketplace</div><div id="dp"><div id="wayfinding-breadcrumbs_feature_div"><ul class="crumbs">
<li><span class="a-list-item"><a class="a-link-normal" href="/b?node=1">Clothing, Shoes &amp; Jewelry</a></span></li><li>›</li>
<li><span class="a-list-item"><a class="a-link-normal" href="/b?node=2">Women</a></span></li></ul></div>
<div id="cols"><div id="left"><img id="landingImage" alt="${goods.title}" src="/stand-in.svg"></div>
<div id="center"><div id="titleSection"><h1 id="title"><span id="productTitle" class="a-size-large">        ${goods.title}       </span></h1></div>
<div id="bylineInfo_feature_div"><a id="bylineInfo" class="a-link-normal" href="/stores/${goods.brand}/page/0A0A0A0A?ref_=ast_bln">Visit the ${goods.brand} Store</a></div>
<div id="feature-bullets"><ul>${goods.bullets.map((bullet) => html`<li><span class="a-list-item">${bullet}</span></li>`)}</ul></div></div>
<div id="right"><span class="a-price"><span class="a-offscreen">$${goods.price}</span></span>
<div id="merchantInfoFeature_feature_div">Sold by <a id="sellerProfileTriggerId" href="/gp/help/seller/at-a-glance.html?seller=A1STANDIN&amp;asin=${goods.asin}">${goods.seller}</a></div>
<input type="hidden" id="ASIN" name="ASIN" value="${goods.asin}"><button id="add">Add to cart</button></div></div></div></body></html>`
    .text;
}

/** What stands in place of a listing for whom Amazon takes for a robot. */
export function robotPage(): string {
  return html`<!doctype html><html lang="en-us"><head><meta charset="utf-8"><title>Robot Check</title><link rel="stylesheet" href="/stand-in.css"></head>
<body><div id="nav">stand-in marketplace</div><h4>Enter the characters you see below</h4><p>Sorry, we just need to make sure you're not a robot.</p>
<form method="get" action="/errors/validateCaptcha"><input id="captchacharacters" name="field-keywords"><button>Continue shopping</button></form></body></html>`
    .text;
}

/** A shop of nobody's, which describes its goods as schema.org says. */
export function shopPage(): string {
  const [goods] = GOODS;
  const offers = { '@type': 'Offer', price: goods?.price, priceCurrency: 'USD' };
  const product = {
    '@context': 'https://schema.org',
    '@type': 'Product',
    name: goods?.title,
    brand: goods?.brand,
    offers,
  };
  return html`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${goods?.title ?? ''}</title></head>
<body><h1>${goods?.title ?? ''}</h1>${new Html(`<script type="application/ld+json">${JSON.stringify(product)}</script>`)}</body></html>`
    .text;
}

export function amazonFile(path: string): { type: string; body: string } | undefined {
  if (path === '/stand-in.css') return { type: 'text/css', body: STYLE };
  if (path === '/stand-in.svg') {
    return {
      type: 'image/svg+xml',
      body: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 300"><rect width="300" height="300" fill="#f3ede3"/><ellipse cx="150" cy="150" rx="86" ry="62" fill="none" stroke="#d6a94a" stroke-width="22"/></svg>',
    };
  }
  return undefined;
}
