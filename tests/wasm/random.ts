// Random text that is the same on every run, made of what the judgement looks for.

/** Mulberry32: a small generator with a seed. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const PARTS = [
  ...[
    'Cartier',
    'C@rt1er',
    'Love bracelet',
    'LV',
    '卡地亚',
    'Ｇｕｃｃｉ',
    '𝓡𝓸𝓵𝓮𝔁',
    'N i k e',
    'R0lex',
    '#cartierdupe',
    '@nike',
    'Картье',
    'كارتييه',
  ],
  ...[
    'hidden link',
    'hidden l!nk in bio',
    'order this ➡️ get this',
    '1:1',
    'AAA',
    'mirror quality',
    'DM for link',
    'link in bio',
    '高仿',
  ],
  ...[
    'strap for my',
    'dupe of',
    'inspired by',
    'not',
    'is this real?',
    'fake',
    'sold',
    'the plain one',
    'guess what',
    'my coach',
  ],
  ...[
    'https://amzn.to/3xyz',
    'www.amazon.com/dp/B08XYZ1234',
    'linktr.ee/x',
    'https://l.instagram.com/?u=https%3A%2F%2Fbit.ly%2Fa&e=1',
    'wa.me/1',
  ],
  ...[
    '👟',
    '😀',
    '\u200d',
    '\u0301',
    'é',
    '\n',
    '\t',
    '"',
    '\\',
    '<b>',
    '\u0000',
    '\ufffd',
    'ﷺ',
    '한국',
    'ß',
    'İ',
    '١٢',
    '…',
  ],
];

export function randomText(random: () => number): string {
  const count = Math.floor(random() * 14);
  const separators = [' ', ' ', ' ', '', '\n', '. '];
  let text = '';
  for (let i = 0; i < count; i += 1) {
    text += PARTS[Math.floor(random() * PARTS.length)];
    text += separators[Math.floor(random() * separators.length)];
    // Now and then any character at all, half surrogate pairs too.
    if (random() < 0.1) text += String.fromCharCode(Math.floor(random() * 0x10000));
  }
  return text;
}

export function randomRequest(random: () => number, id: number): unknown {
  const kinds = ['post', 'reel', 'story', 'comment', 'bio', 'dm', 'hub'];
  const some = <T>(value: T): T | undefined => (random() < 0.4 ? value : undefined);
  return {
    id: String(id),
    explain: some(true),
    promotion: {
      kind: kinds[Math.floor(random() * kinds.length)],
      author: some(randomText(random).slice(0, 20)),
      text: randomText(random),
      alt_text: some([randomText(random)]),
      links: some(['https://www.amazon.com/dp/B08XYZ1234?tag=x-20', randomText(random)]),
      coauthors: some(['cartier', 'some.friend']),
      paid_partnership: some({ sponsor: 'cartier' }),
      context: some([{ text: randomText(random), links: ['https://amzn.to/1'] }]),
    },
    listing: some({
      url: 'https://www.amazon.com/dp/B08XYZ1234',
      title: randomText(random),
      brand: some(randomText(random).slice(0, 12)),
      seller: some('YFXF'),
      categories: some(['Jewelry']),
    }),
  };
}
