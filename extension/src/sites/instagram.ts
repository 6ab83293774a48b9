// Instagram, as the rest of the extension sees it. What is known of the site stands in instagram-facts.ts; how it is applied, beside it:
// addresses, JSON, and the DOM, in that order of trust. Responses as they arrive come first, JSON embedded in the page second, the DOM
// last; no request is ever made.

export { codeOf, isWorthReading, keys, leavesInstagram, type Page, pageOf, userOf } from './instagram-addresses';
export { type Known, Memory, type Place, type Reading, readDocument, readUnit, textOf, unitsIn } from './instagram-dom';
export { EMBEDDED } from './instagram-facts';
export { contextOf, hashOf, mergeItems } from './instagram-items';
export {
  itemInMeta,
  itemsInJson,
  itemsInScript,
  JsonWalk,
  mayHoldPromotions,
  parseResponse,
  parseScript,
} from './instagram-json';
