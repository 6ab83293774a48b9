import { describe, expect, test } from 'vitest';
import { cutQuote, pieces, tidyMarks } from '../../src/surfaces/quote';

const at = (text: string, word: string, from = 0) => {
  const start = text.indexOf(word, from);
  return { start, end: start + word.length };
};
const marked = (text: string, ...words: string[]) =>
  cutQuote(
    text,
    words.map((word) => at(text, word)),
  );
const marks = (quote: ReturnType<typeof cutQuote>) =>
  pieces(quote)
    .filter((piece) => piece.marked)
    .map((piece) => piece.text);

describe('a quote', () => {
  test('that is short stays whole, without the white space around it', () => {
    const quote = marked('  Love bracelet is back!! hidden l!nk in bio \n', 'Love bracelet', 'hidden l!nk');
    expect(quote.text).toBe('Love bracelet is back!! hidden l!nk in bio');
    expect(quote).toMatchObject({ cutStart: false, cutEnd: false });
    expect(marks(quote)).toEqual(['Love bracelet', 'hidden l!nk']);
  });

  test('that is long is cut at word boundaries around the match', () => {
    const text = `${'before '.repeat(60)}the Love bracelet is here ${'after '.repeat(60)}`;
    const quote = marked(text, 'Love bracelet');
    expect(quote).toMatchObject({ cutStart: true, cutEnd: true });
    expect(quote.text.length).toBeLessThan(180);
    expect(marks(quote)).toEqual(['Love bracelet']);
    for (const word of quote.text.split(' ')) {
      expect(['before', 'the', 'Love', 'bracelet', 'is', 'here', 'after']).toContain(word);
    }
  });

  test('with matches far apart shows each with an ellipsis between them', () => {
    const text = `Love bracelet ${'and more words '.repeat(40)}hidden link here`;
    const quote = marked(text, 'Love bracelet', 'hidden link');
    expect(marks(quote)).toEqual(['Love bracelet', 'hidden link']);
    expect(quote.text).toContain(' … ');
    expect(quote).toMatchObject({ cutStart: false, cutEnd: false });
  });

  test('without matches shows its beginning', () => {
    const quote = cutQuote('word '.repeat(200));
    expect(quote.text.startsWith('word word')).toBe(true);
    expect(quote.text.endsWith('word')).toBe(true);
    expect(quote).toMatchObject({ cutStart: false, cutEnd: true });
  });

  test('in a script without spaces is cut between words, and never inside a character', () => {
    const text = `${'今日は新しい鞄を買いました。'.repeat(30)}カルティエ${'とても素敵な腕輪です。'.repeat(30)}`;
    const quote = marked(text, 'カルティエ');
    expect(marks(quote)).toEqual(['カルティエ']);
    expect(text).toContain(quote.text);
    const family = '👩‍👩‍👧‍👦'.repeat(80);
    const emoji = cutQuote(family, []);
    expect(emoji.text.length % '👩‍👩‍👧‍👦'.length).toBe(0);
  });

  test('of one long word without a boundary is still cut', () => {
    const text = `${'x'.repeat(5000)} Cartier`;
    const quote = marked(text, 'Cartier');
    expect(marks(quote)).toEqual(['Cartier']);
    expect(quote.text.length).toBeLessThan(250);
  });

  test('of a caption of ten million characters takes no longer than a short one', () => {
    const text = `${'word '.repeat(2_000_000)}Cartier`;
    const start = performance.now();
    expect(marks(marked(text, 'Cartier'))).toEqual(['Cartier']);
    expect(performance.now() - start).toBeLessThan(500);
  });

  test('bears spans that lie outside, overlap or are empty', () => {
    expect(
      tidyMarks(10, [
        { start: 8, end: 20 },
        { start: -5, end: 2 },
        { start: 1, end: 4 },
        { start: 5, end: 5 },
        { start: 30, end: 40 },
      ]),
    ).toEqual([
      { start: 0, end: 4 },
      { start: 8, end: 10 },
    ]);
    expect(cutQuote('')).toEqual({ text: '', marks: [], cutStart: false, cutEnd: false });
    expect(cutQuote('   ')).toMatchObject({ text: '', marks: [] });
  });

  test('whose match itself is too long keeps the beginning of it', () => {
    const text = 'a '.repeat(2000);
    const quote = cutQuote(text, [{ start: 0, end: text.length }]);
    expect(quote.text.length).toBeLessThan(400);
    expect(quote.cutEnd).toBe(true);
  });
});
