// Writes the stand-in's posts as request lines of the contract, each with the listing that its link leads to.

import { FEED, GOODS } from '../tests/e2e/stand_in/posts.ts';

for (const post of FEED) {
  const goods = GOODS.find(({ asin }) => post.link?.includes(asin));
  const request = {
    id: post.code,
    promotion: {
      platform: 'instagram',
      kind: 'post',
      author: post.author,
      text: post.caption,
      alt_text: [post.alt],
      links: post.link === undefined ? [] : [post.link],
    },
    listing:
      goods === undefined
        ? null
        : {
            url: `https://www.amazon.com/dp/${goods.asin}`,
            title: goods.title,
            brand: goods.brand,
            seller: goods.seller,
            bullets: goods.bullets,
          },
  };
  process.stdout.write(`${JSON.stringify(request)}\n`);
}
