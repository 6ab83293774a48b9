// Scores the judgement on labelled cases: per verdict, row, language and kind of disguise; prints the misses; compares with a saved
// baseline. Unlabelled lines are ranked by what would alert, for a person to look through.

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

const ROOT = join(import.meta.dirname, '..');
const HELP = `scripts/evaluate [--misses] [--report FILE] [--baseline FILE] [--save FILE] CASES.jsonl…
scripts/evaluate --unlabelled [--top N] POSTS.jsonl…

CASES.jsonl   {"id","request","expect":{"verdict","row","brands","relation"},"lang"?,"disguise"?} a line
--misses      prints every case that came out otherwise
--report      writes the tables as Markdown
--save        keeps this run's results; --baseline compares with such a file, case by case
--unlabelled  takes request lines (or {"text": …} lines), prints those that would alert, most serious first
`;

interface Expect {
  verdict: string;
  row?: number;
  brands?: string[];
  relation?: string;
}
interface Case {
  id: string;
  request: { id: string; promotion: { text: string }; listing?: { title?: string; brand?: string } | null };
  expect: Expect;
  lang?: string;
  disguise?: string;
  note?: string;
}
interface Claim {
  name: string;
  role: string;
  matched: string;
  form: string;
}
interface Response {
  id: string;
  verdict: string;
  score: number;
  relation: string;
  row: number;
  claims: Claim[];
  cues: { id: string; strength: string; lang: string }[];
  pack: string;
  error?: { message: string };
}

const LEVELS = ['clear', 'check', 'caution', 'warn'];
const args = process.argv.slice(2);
const files: string[] = [];
const options = new Map<string, string>();
for (let at = 0; at < args.length; at += 1) {
  const word = args[at] as string;
  if (word === '--misses' || word === '--unlabelled') options.set(word, '');
  else if (['--report', '--baseline', '--save', '--top'].includes(word)) {
    at += 1;
    options.set(word, args[at] ?? '');
  } else if (word.startsWith('-')) {
    process.stdout.write(HELP);
    process.exit(word === '--help' || word === '-h' ? 0 : 2);
  } else files.push(word);
}
if (files.length === 0) {
  process.stdout.write(HELP);
  process.exit(2);
}

function lines(file: string): unknown[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line, index) => {
      try {
        return JSON.parse(line);
      } catch {
        throw new Error(`${file}, line ${index + 1} is not JSON; one object a line is wanted.`);
      }
    });
}

function inspect(requests: readonly unknown[]): Response[] {
  const tool = join(ROOT, 'build/native/touchstone');
  if (!existsSync(tool))
    throw new Error('build/native/touchstone is missing; run scripts/start or build the preset native first.');
  const run = spawnSync(tool, ['inspect'], {
    input: requests.map((request) => JSON.stringify(request)).join('\n'),
    maxBuffer: 1 << 30,
    encoding: 'utf8',
  });
  if (run.status !== 0) throw new Error(run.stderr || 'touchstone inspect failed.');
  return run.stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Response);
}

const fold = (name: string) =>
  name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]/gu, '');
const presented = (response: Response) => [
  ...new Set(
    (response.claims ?? [])
      .filter(({ role }) => role === 'claim' || role === 'lookalike')
      .map(({ name }) => fold(name)),
  ),
];
const percent = (part: number, whole: number) => (whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`);

if (options.has('--unlabelled')) rankUnlabelled();
else score();

function rankUnlabelled(): void {
  const requests = files.flatMap(lines).map((line, index) => {
    const post = line as { promotion?: unknown; text?: string; id?: string };
    return post.promotion === undefined
      ? { id: post.id ?? String(index), promotion: { kind: 'post', text: post.text ?? '' } }
      : post;
  }) as Case['request'][];
  const started = performance.now();
  const answers = inspect(requests);
  const took = performance.now() - started;
  const counts = Object.fromEntries(
    LEVELS.map((level) => [level, answers.filter(({ verdict }) => verdict === level).length]),
  );
  const alerts = answers
    .map((answer, index) => ({ answer, text: requests[index]?.promotion.text ?? '' }))
    .filter(({ answer }) => answer.verdict === 'warn' || answer.verdict === 'caution')
    .sort((a, b) => b.answer.score - a.answer.score);
  for (const { answer, text } of alerts.slice(0, Number(options.get('--top') ?? 100))) {
    const names = answer.claims.map(
      ({ name, matched, role }) => `${name}[${matched}]${role === 'claim' ? '' : `:${role}`}`,
    );
    const cues = answer.cues.filter(({ strength }) => strength !== 'soft').map(({ id, lang }) => `${id}/${lang}`);
    process.stdout.write(
      `${answer.verdict} row ${answer.row} ${answer.score}  ${names.join(' ')}  ${cues.join(' ')}\n    ${text.replace(/\s+/g, ' ').slice(0, 300)}\n`,
    );
  }
  process.stdout.write(`\n${requests.length} lines in ${(took / 1000).toFixed(1)} s: ${JSON.stringify(counts)}\n`);
}

function score(): void {
  const cases = files.flatMap(lines) as Case[];
  const answers = inspect(cases.map(({ request }) => request));
  interface Result {
    one: Case;
    answer: Response;
    verdict: boolean;
    brands: boolean;
    relation: boolean;
    row: boolean;
  }
  const results: Result[] = cases.map((one, index) => {
    const answer = answers[index] as Response;
    const wanted = one.expect.brands?.map(fold).sort().join() ?? '';
    const close = (a: string, b: string) => a === b || a.replace(/co$/, '') === b.replace(/co$/, '');
    const got = presented(answer).sort().join();
    return {
      one,
      answer,
      verdict: answer.verdict === one.expect.verdict,
      brands: one.expect.brands === undefined || close(got, wanted),
      relation: one.expect.relation === undefined || answer.relation === one.expect.relation,
      row: one.expect.row === undefined || answer.row === one.expect.row,
    };
  });

  const out: string[] = [];
  const count = (all: readonly Result[], test: (result: Result) => boolean) => all.filter(test).length;
  const alert = (level: string) => level === 'warn' || level === 'caution';
  const share = (name: string, all: readonly Result[], test: (result: Result) => boolean) =>
    out.push(`| ${name} | ${count(all, test)} of ${all.length} | ${percent(count(all, test), all.length)} |`);
  out.push('| measure | cases | share |', '| --- | --- | --- |');
  share('verdict right', results, (r) => r.verdict);
  const warns = results.filter((r) => r.one.expect.verdict === 'warn');
  share('warn recall', warns, (r) => r.answer.verdict === 'warn');
  const alerts = results.filter((r) => alert(r.one.expect.verdict));
  share('alert recall', alerts, (r) => alert(r.answer.verdict));
  const quiet = results.filter((r) => !alert(r.one.expect.verdict));
  share('false alerts on clear and check', quiet, (r) => alert(r.answer.verdict));
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
      out.push(
        `| ${name} | ${all.length} | ${percent(
          count(all, (r) => r.verdict),
          all.length,
        )} | ${percent(
          count(all, (r) => r.brands),
          all.length,
        )} | ${percent(
          count(all, (r) => r.relation),
          all.length,
        )} |`,
      );
    }
  };
  by('verdict', (r) => r.one.expect.verdict);
  by('row', (r) => r.one.expect.row?.toString());
  by('language', (r) => r.one.lang);
  by('disguise', (r) => r.one.disguise);

  // Calibration: of what scored in a tenth, how much was labelled an alert.
  out.push('', '| score | cases | labelled caution or warn |', '| --- | --- | --- |');
  for (let tenth = 0; tenth < 10; tenth += 1) {
    const inside = results.filter((r) => Math.min(9, Math.floor(r.answer.score * 10)) === tenth);
    if (inside.length > 0)
      out.push(
        `| ${tenth / 10}–${(tenth + 1) / 10} | ${inside.length} | ${percent(
          count(inside, (r) => alert(r.one.expect.verdict)),
          inside.length,
        )} |`,
      );
  }
  process.stdout.write(`${out.join('\n')}\n`);

  if (options.has('--misses')) {
    for (const { one, answer, verdict, brands, relation } of results) {
      if (verdict && brands && relation) continue;
      const named = answer.claims
        ?.map(({ name, role, matched, form }) => `${name}:${role}:${form}[${matched}]`)
        .join(' ');
      const cues = answer.cues?.map(({ id, strength, lang }) => `${id}:${strength}/${lang}`).join(' ');
      process.stdout.write(
        `\n${one.id}: ${answer.verdict} (row ${answer.row}), wanted ${one.expect.verdict} (row ${one.expect.row})${brands ? '' : `; brands wanted ${one.expect.brands}`}${relation ? '' : `; relation ${answer.relation}, wanted ${one.expect.relation}`}\n    ${one.request.promotion.text.replace(/\s+/g, ' ')}\n    names: ${named}  cues: ${cues}\n    listing: ${one.request.listing?.title ?? '–'} / ${one.request.listing?.brand ?? '–'}\n`,
      );
    }
  }
  const flat = Object.fromEntries(results.map((r) => [r.one.id, r.answer.verdict]));
  const save = options.get('--save');
  if (save) writeFileSync(save, `${JSON.stringify(flat, null, 1)}\n`);
  const baseline = options.get('--baseline');
  if (baseline) {
    const before = JSON.parse(readFileSync(baseline, 'utf8')) as Record<string, string>;
    const better: string[] = [];
    const worse: string[] = [];
    for (const { one, verdict } of results) {
      const was = before[one.id];
      if (was === undefined) continue;
      if (verdict && was !== one.expect.verdict) better.push(one.id);
      if (!verdict && was === one.expect.verdict) worse.push(one.id);
    }
    process.stdout.write(
      `\nagainst ${baseline}: ${better.length} mended ${better.join(' ')}\n${worse.length} broken ${worse.join(' ')}\n`,
    );
    if (worse.length > 0) process.exitCode = 1;
  }
  const report = options.get('--report');
  if (report) {
    const named = [...new Set(files.map((file) => relative(ROOT, resolve(file)).replace(/[^/]*\.jsonl$/, '*.jsonl')))];
    const misses = results.filter((r) => !(r.verdict && r.brands && r.relation)).map(({ one }) => `- ${one.id}`);
    writeFileSync(
      report,
      `# Evaluation\n\nMade by \`scripts/evaluate --report ${relative(ROOT, resolve(report))} ${named.join(' ')}\`, rules ${answers[0]?.pack}. The cases are written
for this project (tests/vectors/cases/README.md): they say whether a change does harm, not how text that nobody here has seen fares.\n\n${out.join('\n')}\n\n## Missed\n\n${misses.join('\n')}\n`,
    );
  }
}
