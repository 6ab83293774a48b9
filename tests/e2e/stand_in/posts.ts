// What the stand-in's accounts post and write. All invented; the wording follows what the scheme's sources describe.

export interface Post {
  code: string;
  author: string;
  caption: string;
  alt: string;
  /** Where the post's link goes, before Instagram wraps it. */
  link?: string;
  linkText?: string;
  picture: 'bangle' | 'coffee' | 'shoes' | 'bag' | 'hike';
}

export const HIDDEN_LINK_LISTING = 'https://www.amazon.com/dp/B0STANDIN1';
export const CLAIM_LISTING = 'https://www.amazon.com/dp/B0STANDIN2?tag=standin-20';
export const GENUINE_LISTING = 'https://www.amazon.com/dp/B0STANDIN3';

export const FEED: readonly Post[] = [
  {
    code: 'Cstandin001',
    author: 'goldie.finds',
    caption:
      'The Cartier Love bracelet is back!! 😍 hidden link below, order the plain screw bangle and you get the one in my picture 🤫 #amazonfinds',
    alt: "Photo by Goldie on November 20, 2026. May be an image of jewelry and text that says 'Cartier'.",
    link: HIDDEN_LINK_LISTING,
    linkText: 'amazon.com/dp/B0STANDIN1',
    picture: 'bangle',
  },
  {
    code: 'Cstandin002',
    author: 'morning.cup',
    caption: 'Slow Sunday, second coffee, no plans. What are you reading this week?',
    alt: 'Photo by Morning Cup on November 19, 2026. May be an image of coffee cup.',
    picture: 'coffee',
  },
  {
    code: 'Cstandin003',
    author: 'kicks.daily',
    caption: 'Nike Dunk Low in panda, true to size. These are the exact ones.',
    alt: 'Photo by Kicks Daily on November 19, 2026. May be an image of sneakers.',
    link: CLAIM_LISTING,
    linkText: 'amazon.com/dp/B0STANDIN2',
    picture: 'shoes',
  },
  {
    code: 'Cstandin004',
    author: 'bag.notes',
    caption: 'You all asked for it: hidden link in my bio for the bag, be quick before it is taken down.',
    alt: 'Photo by Bag Notes on November 18, 2026. May be an image of handbag.',
    picture: 'bag',
  },
  {
    code: 'Cstandin005',
    author: 'trail.journal',
    caption: 'Twelve kilometres, one hidden waterfall, zero phone signal.',
    alt: 'Photo by Trail Journal on November 17, 2026. May be an image of waterfall.',
    picture: 'hike',
  },
];

/** Posts that are not in the feed. */
export const ELSEWHERE: readonly Post[] = [
  {
    code: 'Cstandin006',
    author: 'wrist.diary',
    caption: 'My Cartier Love bracelet, a year on. Still the one I wear most.',
    alt: 'Photo by Wrist Diary on November 16, 2026. May be an image of bracelet.',
    link: 'https://amzn.to/3standin',
    linkText: 'amzn.to/3standin',
    picture: 'bangle',
  },
  {
    code: 'Cstandin007',
    author: 'arm.candy',
    caption: 'The Cartier Love bracelet in my last reel, link right here.',
    alt: 'Photo by Arm Candy on November 15, 2026. May be an image of bracelet.',
    link: 'https://amzn.to/3robot',
    linkText: 'amzn.to/3robot',
    picture: 'bangle',
  },
  {
    code: 'Cstandin008',
    author: 'arm.candy',
    caption: 'Cartier Love, the real deal, as worn by me.',
    alt: 'Photo by Arm Candy on November 14, 2026. May be an image of bracelet.',
    link: 'https://amzn.to/3genuine',
    linkText: 'amzn.to/3genuine',
    picture: 'bangle',
  },
  {
    code: 'Cstandin009',
    author: 'arm.candy',
    caption: 'My Cartier bracelet, link as promised.',
    alt: 'Photo by Arm Candy on November 13, 2026. May be an image of bracelet.',
    link: 'https://bit.ly/3ask',
    linkText: 'bit.ly/3ask',
    picture: 'bangle',
  },
  {
    code: 'Cstandin010',
    author: 'arm.candy',
    caption: 'My Cartier bracelet once more, link as promised.',
    alt: 'Photo by Arm Candy on November 12, 2026. May be an image of bracelet.',
    link: 'https://tinyurl.com/4away',
    linkText: 'tinyurl.com/4away',
    picture: 'bangle',
  },
  {
    code: 'Cstandin011',
    author: 'arm.candy',
    caption: 'My Cartier bracelet, a last time, link as promised.',
    alt: 'Photo by Arm Candy on November 11, 2026. May be an image of bracelet.',
    link: 'https://tinyurl.com/4slow',
    linkText: 'tinyurl.com/4slow',
    picture: 'bangle',
  },
  {
    code: 'Cstandin012',
    author: 'arm.candy',
    caption: 'Cartier, from the shop of a friend.',
    alt: 'Photo by Arm Candy on November 10, 2026. May be an image of bracelet.',
    link: 'https://shop.standin.example/p/bangle',
    linkText: 'shop.standin.example/p/bangle',
    picture: 'bangle',
  },
  {
    code: 'Cstandin013',
    author: 'arm.candy',
    caption: 'Cartier again, because you asked.',
    alt: 'Photo by Arm Candy on November 9, 2026. May be an image of bracelet.',
    link: 'https://tinyurl.com/4there',
    linkText: 'tinyurl.com/4there',
    picture: 'bangle',
  },
];

export interface Story {
  author: string;
  id: string;
  alt: string;
  link: string;
  picture: Post['picture'];
}

/** What short links lead to, by host and path. */
export const SHORT_LINKS: Record<string, string> = {
  'amzn.to/3standin': HIDDEN_LINK_LISTING,
  'amzn.to/3story': HIDDEN_LINK_LISTING,
  'amzn.to/3robot': 'https://www.amazon.com/dp/B0ROBOT001',
  'amzn.to/3genuine': GENUINE_LISTING,
  'tinyurl.com/4away': 'https://10.0.0.7/router',
  'tinyurl.com/4there': HIDDEN_LINK_LISTING,
  'tinyurl.com/4slow': 'https://tinyurl.com/4slower',
  'tinyurl.com/4slower': HIDDEN_LINK_LISTING,
};

/** Short links that take their time. */
export const SLOW_LINKS = new Set(['tinyurl.com/4slower']);

export const STORIES: readonly Story[] = [
  {
    author: 'goldie.finds',
    id: '3141592653589793238',
    alt: "Photo by Goldie on November 22, 2026. May be an image of jewelry and text that says 'Cartier Love, hidden link'.",
    link: 'https://amzn.to/3story',
    picture: 'bangle',
  },
];

export interface Reel {
  code: string;
  author: string;
  caption: string;
}

export const REELS: readonly Reel[] = [
  { code: 'Creel000001', author: 'sole.archive', caption: 'Nike Dunk Low in panda, on foot. Link in bio!' },
];

export interface Profile {
  user: string;
  bio: string;
  /** The page of links that the profile names. */
  link: string;
  entries: readonly { label: string; link: string }[];
}

export const PROFILES: readonly Profile[] = [
  {
    user: 'sole.archive',
    bio: 'Shoes that I wear. Everything is on the page below.',
    link: 'https://linktr.ee/sole.archive',
    entries: [
      { label: 'My playlist', link: 'https://linktr.ee/sole.archive?playlist' },
      { label: 'The panda ones', link: CLAIM_LISTING },
    ],
  },
  {
    user: 'goldie.finds',
    bio: 'Gold, everyday.',
    link: 'https://linktr.ee/goldie.finds',
    entries: [
      { label: 'My playlist', link: 'https://linktr.ee/goldie.finds?playlist' },
      { label: 'The Cartier Love one, hidden link', link: HIDDEN_LINK_LISTING },
      { label: 'Cartier Love, engraved', link: GENUINE_LISTING },
      { label: 'Nike Dunk Low, the panda ones', link: CLAIM_LISTING },
      { label: 'The mug from my stories', link: 'https://www.amazon.com/dp/B0STANDIN4' },
    ],
  },
];

export interface Message {
  from: string;
  text: string;
  link?: string;
}

/** An open direct-message thread: the claim in one message, the link in a later one. */
export const THREAD: readonly Message[] = [
  { from: 'me', text: 'hi! which bracelet is that in your story?' },
  { from: 'goldie.finds', text: 'Cartier Love, yellow gold, the hidden link version 🤫' },
  { from: 'me', text: 'can you send it?' },
  { from: 'goldie.finds', text: 'here you go', link: HIDDEN_LINK_LISTING },
];

export interface Goods {
  asin: string;
  title: string;
  brand: string;
  seller: string;
  bullets: readonly string[];
  price: string;
}

export const GOODS: readonly Goods[] = [
  {
    asin: 'B0STANDIN1',
    title: 'Women’s Classic Screw Titanium Steel Bracelet, Gold Tone Bangle',
    brand: 'YFXF',
    seller: 'YFXF',
    bullets: ['Hypoallergenic titanium steel', 'Comes with a small screwdriver'],
    price: '29.99',
  },
  {
    asin: 'B0STANDIN2',
    title: 'Men’s Casual Low Top Sneakers, Black and White',
    brand: 'Generic',
    seller: 'Standin Shoes',
    bullets: ['Rubber sole'],
    price: '34.50',
  },
  {
    asin: 'B0STANDIN3',
    title: 'Cartier Love Bracelet, 18K Yellow Gold, Size 17',
    brand: 'Cartier',
    seller: 'Standin Jewellers',
    bullets: ['With box and papers'],
    price: '7350.00',
  },
];
