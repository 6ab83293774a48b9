// What an evaluation counts: labelled cases beside the verdicts that they got, as tables, misses and a comparison.

export interface Case {
  id: string;
  request: { id: string; promotion: { text: string }; listing?: { title?: string; brand?: string } | null };
  expect: { verdict: string; row?: number; brands?: string[]; relation?: string };
  lang?: string;
  disguise?: string;
}
export interface Response {
  id: string;
  verdict: string;
  score: number;
  relation: string;
  row: number;
  claims: { name: string; role: string; matched: string; form: string }[];
  cues: { id: string; strength: string; lang: string }[];
  pack: string;
}
export interface Result {
  one: Case;
  answer: Response;
  verdict: boolean;
  brands: boolean;
  relation: boolean;
  row: boolean;
}

export const LEVELS = ['clear', 'check', 'caution', 'warn'];
const isAlert = (level: string) => level === 'warn' || level === 'caution';
const count = (all: readonly Result[], test: (result: Result) => boolean) => all.filter(test).length;
const percent = (part: number, whole: number) => (whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`);
const flat = (text: string) => text.replace(/\s+/g, ' ').trim();

/** A name without case, accents, spaces and punctuation; "& Co" may be left out. */
export function plainName(name: string): string {
  const letters = name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]/gu, '');
  return letters.replace(/(?<=...)co$/, '');
}

function presented(answer: Response): string {
  const names = answer.claims.filter(({ role }) => role === 'claim' || role === 'lookalike');
  return [...new Set(names.map(({ name }) => plainName(name)))].sort().join();
}

export function compare(one: Case, answer: Response): Result {
  const { verdict, row, brands, relation } = one.expect;
  return {
    one,
    answer,
    verdict: answer.verdict === verdict,
    brands: brands === undefined || presented(answer) === brands.map(plainName).sort().join(),
    relation: relation === undefined || answer.relation === relation,
    row: row === undefined || answer.row === row,
  };
}

/** Markdown: the measures, then the shares per verdict, row, language and kind of disguise. */
export function tables(results: readonly Result[]): string {
  const out = ['| measure | cases | share |', '| --- | --- | --- |'];
  const share = (name: string, all: readonly Result[], test: (result: Result) => boolean) =>
    out.push(`| ${name} | ${count(all, test)} of ${all.length} | ${percent(count(all, test), all.length)} |`);
  const wanted = (test: (level: string) => boolean) => results.filter((r) => test(r.one.expect.verdict));
  share('verdict right', results, (r) => r.verdict);
  share(
    'warn recall',
    wanted((level) => level === 'warn'),
    (r) => r.answer.verdict === 'warn',
  );
  share('alert recall', wanted(isAlert), (r) => isAlert(r.answer.verdict));
  share(
    'false alerts on clear and check',
    wanted((level) => !isAlert(level)),
    (r) => isAlert(r.answer.verdict),
  );
  share('brands right', results, (r) => r.brands);
  share('relation right', results, (r) => r.relation);
  share('row right', results, (r) => r.row);

  const by = (title: string, key: (result: Result) => string | undefined) => {
    const groups = new Map<string, Result[]>();
    for (const result of results) {
      const name = key(result);
      if (name !== undefined) groups.set(name, [...(groups.get(name) ?? []), result]);
    }
    if (groups.size < 2) return;
    out.push(
      '',
      `| ${title} | cases | verdict right | brands right | relation right |`,
      '| --- | --- | --- | --- | --- |',
    );
    for (const [name, all] of [...groups].sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }))) {
      const part = (test: (result: Result) => boolean) => percent(count(all, test), all.length);
      out.push(
        `| ${name} | ${all.length} | ${part((r) => r.verdict)} | ${part((r) => r.brands)} | ${part((r) => r.relation)} |`,
      );
    }
  };
  by('verdict', (r) => r.one.expect.verdict);
  by('row', (r) => r.one.expect.row?.toString());
  by('language', (r) => r.one.lang);
  by('disguise', (r) => r.one.disguise);
  return out.join('\n');
}

export function isMiss(result: Result): boolean {
  return !(result.verdict && result.brands && result.relation);
}

/** What a person needs to see why a case came out otherwise. */
export function describeMiss({ one, answer, verdict, brands, relation }: Result): string {
  const { expect, request } = one;
  const row = (number: number | undefined) => (number === undefined ? '' : ` (row ${number})`);
  const differences = [
    verdict ? '' : `${answer.verdict}${row(answer.row)} instead of ${expect.verdict}${row(expect.row)}`,
    brands ? '' : `brands wanted: ${expect.brands?.join(', ') || 'none'}`,
    relation ? '' : `relation ${answer.relation} instead of ${expect.relation}`,
  ].filter((part) => part !== '');
  const names = answer.claims.map(({ name, role, form, matched }) => `${name}:${role}:${form}[${matched}]`);
  const cues = answer.cues.map(({ id, strength, lang }) => `${id}:${strength}/${lang}`);
  const { listing } = request;
  return [
    `${one.id}: ${differences.join('; ')}`,
    `    ${flat(request.promotion.text)}`,
    `    names: ${names.join(' ') || 'none'}; cues: ${cues.join(' ') || 'none'}`,
    `    listing: ${listing ? `${listing.title ?? '–'} / ${listing.brand ?? '–'}` : 'not read'}`,
  ].join('\n');
}

/** What a baseline keeps of a case. */
export interface Kept {
  verdict: string;
  right: boolean;
}

export function toBaseline(results: readonly Result[]): Record<string, Kept> {
  return Object.fromEntries(
    results.map((result) => [result.one.id, { verdict: result.answer.verdict, right: !isMiss(result) }]),
  );
}

export interface Changes {
  better: Result[];
  worse: Result[];
  fresh: number;
}

/** Which cases are right now and were not, and the other way round; `fresh` are those that the baseline lacks. */
export function changesFrom(baseline: Record<string, Kept>, results: readonly Result[]): Changes {
  const was = (result: Result) => baseline[result.one.id]?.right;
  return {
    better: results.filter((result) => was(result) === false && !isMiss(result)),
    worse: results.filter((result) => was(result) === true && isMiss(result)),
    fresh: count(results, (result) => was(result) === undefined),
  };
}

/** Unlabelled answers that would alert, the most serious first, each as two lines. */
export function alerts(answers: readonly Response[], texts: readonly string[]): string[] {
  return answers
    .map((answer, index) => ({ answer, text: texts[index] ?? '' }))
    .filter(({ answer }) => isAlert(answer.verdict))
    .sort((a, b) => b.answer.score - a.answer.score)
    .map(({ answer, text }) => {
      const names = answer.claims.map(
        ({ name, matched, role }) => `${name}[${matched}]${role === 'claim' ? '' : `:${role}`}`,
      );
      const cues = answer.cues.filter(({ strength }) => strength !== 'soft').map(({ id, lang }) => `${id}/${lang}`);
      const found = [...names, ...cues].join(' ');
      return `${answer.verdict} row ${answer.row} ${answer.score.toFixed(2)}  ${answer.id}  ${found}\n    ${flat(text).slice(0, 300)}`;
    });
}
