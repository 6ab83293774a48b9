// Words in the reader's language: sentences with their parameters set apart, so that each can stand in its own `bdi`.

import { SUBJECT } from './catalogue';
import type { LabelKey, LanguageKey } from './labels';
import { LABELS } from './labels';
import type { Line, PromotionKind, SentenceKey } from './types';
import { SENTENCES } from './types';

/** browser.i18n.getMessage, or what stands for it: empty for a key that it does not have. */
export type GetMessage = (key: string, substitutions?: string[]) => string;

/** A piece of a sentence. `value` is page text or a name (to be isolated), `quote` is page text in quotation marks. */
export interface Piece {
  type: 'text' | 'value' | 'quote';
  text: string;
}

// Private-use characters stand for the parameters while the browser puts the sentence together.
const FIRST_SIGN = 0xe000;
const SIGNS = /[\ue000-\ue008]/;
const signs = Array.from({ length: SUBJECT }, (_, index) => String.fromCharCode(FIRST_SIGN + index));

/** Parameters that are the page's own words rather than a name. */
const QUOTED = new Set(['quote', 'byline']);

const RIGHT_TO_LEFT = new Set(['ar', 'fa', 'he', 'ur', 'yi', 'ps', 'sd', 'ug', 'dv']);

const RIGHT_TO_LEFT_TEXT = /[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc]/;

export class Words {
  /** The language that the messages are in, which need not be the browser's. */
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  /** What stands between two sentences. */
  readonly gap: ' ' | '';
  readonly open: string;
  readonly close: string;
  private readonly numbers: Intl.NumberFormat;
  private readonly dates: Intl.DateTimeFormat;
  private readonly plurals: Intl.PluralRules;

  /** `region`: the browser's language tag; it decides the digits and the form of dates if it is of the messages' language. */
  constructor(
    private readonly get: GetMessage,
    region?: string,
  ) {
    this.language = this.plain('locale').replace('_', '-') || 'en';
    const base = this.language.split('-')[0] as string;
    this.direction = RIGHT_TO_LEFT.has(base) ? 'rtl' : 'ltr';
    this.gap = base === 'ja' || base === 'zh' ? '' : ' ';
    const tag = region?.split('-')[0] === base ? region : this.language;
    this.numbers = new Intl.NumberFormat(tag);
    this.dates = new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'short' });
    this.plurals = new Intl.PluralRules(this.language);
    this.open = this.plain('quote_open');
    this.close = this.plain('quote_close');
  }

  /** A fact about the language. */
  plain(key: LanguageKey): string {
    return this.get(key);
  }

  number(value: number): string {
    return this.numbers.format(value);
  }

  date(iso: string): string {
    const time = new Date(iso);
    return Number.isNaN(time.getTime()) ? iso : this.dates.format(time);
  }

  /** A sentence in pieces. An unknown key falls back to nothing but its parameters: never to an empty line. */
  pieces(line: Line, kind: PromotionKind = 'post'): Piece[] {
    if ('text' in line) return [{ type: 'value', text: line.text }];
    return this.compose(line.key, SENTENCES[line.key], line.params, kind);
  }

  /** A sentence as plain text, a parameter of the other direction between isolates: for labels that hold no elements. */
  sentence(line: Line, kind: PromotionKind = 'post'): string {
    return this.flat(this.pieces(line, kind));
  }

  labelPieces(key: LabelKey, params: readonly string[] = [], kind: PromotionKind = 'post'): Piece[] {
    return this.compose(key, LABELS[key], params, kind);
  }

  label(key: LabelKey, params: readonly string[] = [], kind: PromotionKind = 'post'): string {
    return this.flat(this.labelPieces(key, params, kind));
  }

  /** A badge's words: the sentence, or its short form where the brand's name makes it too long for a pill. */
  badge(line: Line): Piece[] {
    const said = this.pieces(line);
    // 32 characters in English; translations may be 40 % longer.
    const most = this.language === 'en' ? 32 : 45;
    if ('text' in line || [...said.map((piece) => piece.text).join('')].length <= most) return said;
    const short = this.get(`${line.key}_short`);
    return short ? [{ type: 'text', text: short }] : said;
  }

  /** The same words as plain text: what the badge is called has to hold what it shows. */
  badgeText(line: Line): string {
    return this.flat(this.badge(line));
  }

  /** Whether a parameter could turn the words around it: it is (in part) written in the other direction. */
  private mixes(text: string): boolean {
    return this.direction === 'rtl' || RIGHT_TO_LEFT_TEXT.test(text);
  }

  private flat(pieces: readonly Piece[]): string {
    return pieces
      .map(({ type, text }) => {
        if (type === 'text') return text;
        const isolated = this.mixes(text) ? `\u2068${text}\u2069` : text;
        return type === 'quote' ? this.open + isolated + this.close : isolated;
      })
      .join('');
  }

  private compose(
    key: SentenceKey | LabelKey,
    names: readonly string[],
    params: readonly string[],
    kind: PromotionKind,
  ) {
    const counted = names.indexOf('count');
    let template = '';
    if (counted >= 0) template = this.get(`${key}_${this.plurals.select(Number(params[counted]))}`, signs);
    if (template === '') template = this.get(key, signs);
    const out: Piece[] = [];
    const push = (piece: Piece) => {
      const last = out.at(-1);
      if (piece.text === '') return;
      if (piece.type === 'text' && last?.type === 'text') last.text += piece.text;
      else out.push(piece);
    };
    let text = template;
    if (text === '') text = names.map((_, index) => signs[index]).join(' ');
    for (let at = text.search(SIGNS); at >= 0; at = text.search(SIGNS)) {
      push({ type: 'text', text: text.slice(0, at) });
      const index = text.charCodeAt(at) - FIRST_SIGN;
      const name = names[index];
      const value = params[index] ?? '';
      if (index === SUBJECT - 1) push({ type: 'text', text: this.get(`subject_${kind}`) });
      else if (name === 'count') push({ type: 'text', text: this.number(Number(value)) });
      else push({ type: name !== undefined && QUOTED.has(name) ? 'quote' : 'value', text: value });
      text = text.slice(at + 1);
    }
    push({ type: 'text', text });
    return out;
  }
}
