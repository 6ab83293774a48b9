import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { browserMessages, parameters, readMessage } from '../../src/surfaces/catalogue';
import { LABELS, LANGUAGE } from '../../src/surfaces/labels';
import { lineOf } from '../../src/surfaces/reasons';
import type { SentenceKey } from '../../src/surfaces/types';
import { SENTENCES } from '../../src/surfaces/types';
import { Words } from '../../src/surfaces/words';

const folder = new URL('../../src/locales/', import.meta.url);
const languages = Object.fromEntries(
  readdirSync(folder).map((name) => [
    name.replace('.json', ''),
    JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Record<string, string>,
  ]),
);
const wordsOf = (language: string) =>
  new Words((key, substitutions) => readMessage(languages[language] ?? {}, key, substitutions), language);
const english = languages.en as Record<string, string>;
const keys = [...Object.keys(SENTENCES), ...Object.keys(LABELS), ...LANGUAGE];
const plural = /_(?:zero|one|two|few|many)$/;
const named = (text: string) => [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] as string))];

/** What browser.i18n.getMessage makes of a message: `$NAME$` becomes its placeholder's `$1`, which becomes the substitution. */
function browserReads(
  messages: ReturnType<typeof browserMessages>,
  key: string,
  substitutions: readonly string[] = [],
) {
  const { message = '', placeholders = {} } = messages[key] ?? {};
  return message
    .replace(/\$(\w+)\$/g, (_, name: string) => {
      const index = Number((placeholders[name.toLowerCase()]?.content ?? '').slice(1));
      return substitutions[index - 1] ?? '';
    })
    .replaceAll('$$', '$');
}

test('there are at least eight languages', () => {
  expect(Object.keys(languages)).toEqual(expect.arrayContaining(['ar', 'de', 'en', 'es', 'fr', 'it', 'ja', 'pt']));
});

describe.each(Object.keys(languages))('the words in %s', (language) => {
  const messages = languages[language] as Record<string, string>;

  test('are all there, and none is left over', () => {
    const forms = Object.keys(messages).map((key) => (keys.includes(key) ? key : key.replace(plural, '')));
    expect([...new Set(forms)].sort()).toEqual([...new Set(keys)].sort());
    for (const [key, text] of Object.entries(messages)) expect(text, key).not.toBe('');
  });

  test('use only parameters that the code gives, and every name of a brand, a quote or an account', () => {
    for (const [key, text] of Object.entries(messages)) {
      const given = [...parameters(key), 'post'];
      for (const name of named(text)) expect(given, key).toContain(name);
      for (const name of parameters(key)) {
        // A plural form may say its number in a word; a picture's quote is the brand already.
        if (key === 'reason_alt_text' && name === 'brand') continue;
        if (!(name === 'count' && (plural.test(key) || key === 'popup_warnings')))
          expect(named(text), key).toContain(name);
      }
    }
  });

  test('never call anything fake, counterfeit, a scam or dangerous', () => {
    const forbidden =
      /fake|counterfeit|scam|dangerous|fälsch|betrug|gefährlich|plagiat|falso|falsific|estafa|peligros|contrefa|arnaque|dangereu|contraffa|truffa|pericolos|golpe|perigos|مزي|مقلد|احتيال|خطير|偽物|詐欺|危険|模造/i;
    for (const [key, text] of Object.entries(messages)) expect(text, key).not.toMatch(forbidden);
  });

  test('read the same through the browser as from the translator', () => {
    const built = browserMessages(messages);
    const substitutions = Array.from({ length: 9 }, (_, index) => `<${index}>`);
    for (const key of Object.keys(messages)) {
      expect(browserReads(built, key, substitutions)).toBe(readMessage(messages, key, substitutions));
    }
  });

  test('fit a badge', () => {
    const words = wordsOf(language);
    for (const key of Object.keys(SENTENCES).filter((name) => name.startsWith('badge_')) as SentenceKey[]) {
      for (const brand of ['Cartier', 'Louis Vuitton', 'Van Cleef & Arpels']) {
        const text = words.badgeText({ key, params: SENTENCES[key].map(() => brand) });
        expect([...text].length, text).toBeLessThanOrEqual(language === 'en' ? 32 : 47);
      }
    }
  });
});

describe('a sentence', () => {
  test('keeps its parameters apart', () => {
    const line = { key: 'reason_line', params: ['Love bracelet', 'Cartier'] } as const;
    expect(wordsOf('en').pieces(line)).toEqual([
      { type: 'quote', text: 'Love bracelet' },
      { type: 'text', text: ' is a ' },
      { type: 'value', text: 'Cartier' },
      { type: 'text', text: ' product line.' },
    ]);
    expect(wordsOf('de').sentence(line)).toBe('„Love bracelet“ ist eine Produktlinie von Cartier.');
    expect(wordsOf('fr').sentence(line)).toBe('«\u202fLove bracelet\u202f» est une ligne de produits de Cartier.');
    expect(wordsOf('ar').sentence(line)).toBe('«\u2068Love bracelet\u2069» من خطوط منتجات \u2068Cartier\u2069.');
  });

  test('says what it speaks of', () => {
    const line = { key: 'title_link_not_read', params: ['Nike'] } as const;
    expect(wordsOf('en').sentence(line, 'dm')).toBe('The message names Nike. Its link has not been read yet.');
    expect(wordsOf('de').sentence(line, 'story')).toBe('Die Story nennt Nike. Der Link wurde noch nicht gelesen.');
  });

  test('is not broken by what a page writes', () => {
    const line = { key: 'reason_line', params: ['$1 $BRAND$ {brand} \ue000', 'Cartier'] } as const;
    expect(wordsOf('en').sentence(line)).toBe('“$1 $BRAND$ {brand} \ue000” is a Cartier product line.');
    const arabic = { key: 'reason_alt_text', params: ['كارتييه'] } as const;
    expect(wordsOf('en').sentence(arabic)).toBe('The picture shows “\u2068كارتييه\u2069”.');
  });

  test('counts as the language does', () => {
    const saved = (language: string, count: number) =>
      wordsOf(language).sentence({ key: 'toast_report_saved', params: [String(count)] });
    expect(saved('en', 1)).toBe('Report saved on this device.');
    expect(saved('en', 1200)).toBe('Report saved on this device, 1,200 in all.');
    expect(saved('de', 1200)).toBe('Meldung auf diesem Gerät gespeichert, 1.200 insgesamt.');
    expect(saved('ar', 2)).toBe('حُفظ البلاغ على هذا الجهاز، ولديك بلاغان.');
  });

  test('of an unknown key still says its parameters', () => {
    const words = new Words((key) => (key === 'locale' ? 'en' : ''), 'en');
    expect(words.sentence({ key: 'reason_line', params: ['Love', 'Cartier'] })).toContain('Cartier');
  });

  test('reads right to left where the language does', () => {
    expect(wordsOf('ar').direction).toBe('rtl');
    expect(wordsOf('ja').direction).toBe('ltr');
  });
});

describe("an engine's reason", () => {
  const say = (code: string, params: Record<string, string>) =>
    wordsOf('en').sentence(lineOf({ code, message: 'M', params }));

  test.each([
    ['claim_line', { matched: 'Love bracelet', brand: 'Cartier' }, '“Love bracelet” is a Cartier product line.'],
    ['claim_other_brand', { brand: 'Cartier', other: 'Fossil' }, 'The listing offers Fossil.'],
    ['lure_explicit', { matched: 'hidden l!nk' }, '“hidden l!nk” asks you to order something that looks different.'],
    ['listing_unread', { kind: 'hub' }, 'The link opens a page of more links. None of them has been read.'],
    ['listing_unread', { kind: 'carrier pigeon' }, 'What is behind the link has not been read.'],
    ['several_items', { brand: 'Gucci' }, 'Several items share one link. It may not lead to the Gucci item.'],
  ])('%s', (code, params, text) => {
    expect(say(code, params)).toBe(text);
  });

  test('has words for every code of the engine', () => {
    const params = { brand: 'Cartier', other: 'Fossil', matched: 'x', kind: 'hub' };
    for (const code of [
      'claim_not_on_listing',
      'claim_other_brand',
      'claim_line',
      'claim_shown_in_image',
      'claim_obfuscated',
      'lookalike',
      'lure_explicit',
      'lure_grade',
      'listing_unread',
      'lure_same_brand',
      'several_items',
      'sale_grade',
      'fit',
      'negated',
      'news',
      'own_account',
      'same_brand',
      'nothing_found',
    ]) {
      expect(lineOf({ code, message: 'M', params }), code).toHaveProperty('key');
    }
  });

  test('falls back to its own message where a parameter is missing or the code is new', () => {
    expect(say('claim_line', {})).toBe('M');
    expect(say('something_new', { brand: 'Cartier' })).toBe('M');
  });
});

test('the English words are what the contract of the surfaces says', () => {
  expect(english.card_note).toBe(
    'Checked on your device. Nothing was sent. Touchstone compares two texts; it has not seen the goods.',
  );
  expect(english.hint_which_of_two).toBe('Ask yourself which of the two you would receive.');
});
