// Scores the judgement on labelled cases, compares it with a baseline, and ranks what would alert in unlabelled text.

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import * as evaluation from './lib/evaluation.ts';

const ROOT = join(import.meta.dirname, '..');
const HELP = `scripts/evaluate [--misses] [--baseline FILE] [--save-baseline FILE] [--report FILE] CASES.jsonl…
scripts/evaluate --unlabelled [--top N] POSTS.jsonl…

Scores the judgement on labelled cases: per verdict, row, language and kind of disguise.

CASES.jsonl           one {"id", "request", "expect": {"verdict", "row"?, "brands"?, "relation"?}, "lang"?, "disguise"?} a line
--misses              print every case that came out otherwise, with what was found
--baseline FILE       say what got better and worse since FILE was saved; the status is 1 when anything got worse
--save-baseline FILE  keep how every case came out
--report FILE         write the tables, and how far the score can be trusted, as Markdown
--unlabelled          take request lines, or {"text": …} lines, and print what would alert, the most serious first
--top N               so many of them; 100 by default

The status is 2 when the arguments or the files cannot be used.
`;

class Unusable extends Error {}

function lines(file: string): unknown[] {
  if (!existsSync(file)) throw new Unusable(`${file} is not there; name a file of JSON lines.`);
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line, index) => {
      if (line.trim() === '') return [];
      try {
        return [JSON.parse(line)];
      } catch {
        throw new Unusable(`${file}, line ${index + 1} is not JSON; write one object a line.`);
      }
    });
}

function labelled(file: string): evaluation.Case[] {
  const cases = lines(file) as Partial<evaluation.Case>[];
  const wrong = cases.find(({ id, request, expect }) => !id || !request || !expect?.verdict);
  if (wrong)
    throw new Unusable(
      `${file} holds an entry without "id", "request" or "expect.verdict": ${JSON.stringify(wrong).slice(0, 80)}`,
    );
  return cases as evaluation.Case[];
}

function inspect(requests: readonly unknown[]): evaluation.Response[] {
  const tool = join(ROOT, 'build/native/touchstone');
  if (!existsSync(tool)) throw new Unusable('build/native/touchstone is missing; run scripts/start first.');
  const input = requests.map((request) => JSON.stringify(request)).join('\n');
  const run = spawnSync(tool, ['inspect'], { input, maxBuffer: 1 << 30, encoding: 'utf8' });
  if (run.status !== 0) throw new Unusable(run.stderr.trim() || 'touchstone inspect failed.');
  return run.stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line, index) => {
      const answer = JSON.parse(line) as evaluation.Response & { error?: { message: string } };
      if (answer.error)
        throw new Unusable(`The request of entry ${index + 1} cannot be judged: ${answer.error.message}`);
      return answer;
    });
}

function rankUnlabelled(files: readonly string[], top: number): void {
  const requests = files.flatMap(lines).map((line, index) => {
    const post = line as { promotion?: { text: string }; text?: string; id?: string };
    return post.promotion
      ? { ...post, id: post.id ?? String(index + 1), promotion: post.promotion }
      : { id: post.id ?? String(index + 1), promotion: { kind: 'post', text: post.text ?? '' } };
  });
  const answers = inspect(requests);
  const found = evaluation.alerts(
    answers,
    requests.map(({ promotion }) => promotion.text),
  );
  const counts = evaluation.LEVELS.map(
    (level) => `${answers.filter(({ verdict }) => verdict === level).length} ${level}`,
  );
  process.stdout.write(`${[...found.slice(0, top), ''].join('\n')}${answers.length} lines: ${counts.join(', ')}\n`);
}

/** How far the score can be trusted, by the learner's own held-out folds. */
function reliability(): string {
  const run = spawnSync(join(ROOT, 'scripts/learn_weights'), ['--validate'], { encoding: 'utf8' });
  if (run.status !== 0) throw new Unusable(run.stderr.trim() || 'scripts/learn_weights failed.');
  return run.stdout.trimEnd();
}

function report(file: string, files: readonly string[], results: readonly evaluation.Result[]): void {
  const named = [...new Set(files.map((name) => relative(ROOT, resolve(name)).replace(/[^/]*\.jsonl$/, '*.jsonl')))];
  const misses = results.filter(evaluation.isMiss).map(({ one }) => `- ${one.id}`);
  writeFileSync(
    file,
    `# Evaluation

Made by \`scripts/evaluate --report ${relative(ROOT, resolve(file))} ${named.join(' ')}\`, rules ${results[0]?.answer.pack}. The cases are written
for this project (tests/vectors/cases/README.md): they say whether a change does harm, not how text that nobody here has seen fares.

${evaluation.tables(results)}

## How sure a ruling is

The score's place within its level is the model's confidence in the ruling (shared/rules/README.md). These figures are held out:
ten folds of cases that belong together, each judged by weights learned from the other nine. Besides the cases as they stand
they count four copies of each in which 15 % of the words are misspelt and the label stays, so that errors such as unseen text
brings are among them.

${reliability()}

## Missed

${misses.length > 0 ? misses.join('\n') : 'None.'}
`,
  );
}

function score(files: readonly string[], options: Options): void {
  const cases = files.flatMap(labelled);
  if (cases.length === 0) throw new Unusable('The files hold no case.');
  const answers = inspect(cases.map(({ request }) => request));
  const results = cases.map((one, index) => evaluation.compare(one, answers[index] as evaluation.Response));
  process.stdout.write(`${evaluation.tables(results)}\n`);
  if (options.misses) {
    for (const miss of results.filter(evaluation.isMiss)) process.stdout.write(`\n${evaluation.describeMiss(miss)}\n`);
  }
  if (options.baseline) {
    if (!existsSync(options.baseline))
      throw new Unusable(`${options.baseline} is not there; --save-baseline makes it.`);
    const before = JSON.parse(readFileSync(options.baseline, 'utf8')) as Record<string, evaluation.Kept>;
    const { better, worse, fresh } = evaluation.changesFrom(before, results);
    process.stdout.write(
      `\nSince ${options.baseline}: ${better.length} better, ${worse.length} worse, ${fresh} not in it.\n`,
    );
    for (const { one } of better) process.stdout.write(`better: ${one.id}\n`);
    for (const result of worse) process.stdout.write(`worse: ${evaluation.describeMiss(result)}\n`);
    if (worse.length > 0) process.exitCode = 1;
  }
  if (options['save-baseline']) {
    writeFileSync(options['save-baseline'], `${JSON.stringify(evaluation.toBaseline(results), null, 1)}\n`);
  }
  if (options.report) report(options.report, files, results);
}

const FLAGS = {
  help: { type: 'boolean', short: 'h' },
  misses: { type: 'boolean' },
  baseline: { type: 'string' },
  'save-baseline': { type: 'string' },
  report: { type: 'string' },
  unlabelled: { type: 'boolean' },
  top: { type: 'string' },
} as const;
type Options = ReturnType<typeof parseArgs<{ options: typeof FLAGS; allowPositionals: true }>>['values'];

function main(): void {
  let options: Options;
  let files: string[];
  try {
    ({ values: options, positionals: files } = parseArgs({ options: FLAGS, allowPositionals: true }));
  } catch (error) {
    throw new Unusable(`${(error as Error).message.split('. ')[0]}; scripts/evaluate --help lists the options.`);
  }
  if (options.help) {
    process.stdout.write(HELP);
    return;
  }
  if (files.length === 0) throw new Unusable('No file is named; scripts/evaluate --help explains.');
  const top = Number(options.top ?? 100);
  if (!Number.isInteger(top) || top < 1) throw new Unusable('--top wants a whole number from 1 on.');
  if (options.unlabelled) rankUnlabelled(files, top);
  else score(files, options);
}

try {
  main();
} catch (error) {
  if (!(error instanceof Unusable)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
