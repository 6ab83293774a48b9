// Listing pages of several sizes, in the shape of a large product page: a third scripts with data, a sixth styles, the rest markup with many
// attributes. The native benchmark reads the same pages from files.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** In kilobytes. */
export const SIZES = [512, 1024, 3072, 6144, 12288];
export const MADE_URL = 'https://www.amazon.com/dp/B08XYZ1234';

const HEAD = `<!doctype html><html lang=en><head><meta charset=utf-8><title>Bangle</title><link rel=canonical href="${MADE_URL}"></head><body>\
<span id="productTitle"> Screw Bangle </span><a id="bylineInfo" href="/s?field-brandtextbin=YFXF">Brand: YFXF</a>`;

export function madePage(kilobytes: number): string {
  let page = HEAD;
  for (let n = 0; page.length < kilobytes * 1024; n += 1) page += part(n);
  return `${page}</body></html>`;
}

function part(n: number): string {
  const item = `<li class="a-carousel-card"><a class="a-link-normal" href="/dp/B0${n}?pd_rd_i=x&amp;psc=1"><img alt="Bangle &amp; box" src="https://images.example/${n}.jpg" class="a-dynamic-image"></a><span class="a-size-base">Gold plated steel bangle</span></li>`;
  return `<div id="w${n}" class="a-section a-spacing-${n} celwidget" data-csa-c-type="widget" data-csa-c-content-id="w${n}"><ul>${item.repeat(6)}</ul></div>\
<style>.w${n}{margin:0;padding:4px 8px;display:inline-block;background:url(x.png) no-repeat;color:#0f1111;border-radius:8px;box-shadow:0 2px 5px rgba(213,217,217,.5)}</style>\
<script>P.register('w${n}',function(){return {"asin":"B0${n}","title":"Bangle","prices":[1,2,3],"html":"<div class=\\"x\\">no<\\/div>"};});var later=${'x'.repeat(600)};</script>`;
}

export function writePages(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const size of SIZES) writeFileSync(join(folder, `${size}.html`), madePage(size));
}
