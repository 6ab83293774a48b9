// The learned weights: the same facts give the committed bytes, and a doubt never speaks for a ruling.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');

test('learning again gives the committed bytes', () => {
  const run = spawnSync(join(ROOT, 'scripts/learn_weights'), ['--check'], { encoding: 'utf8' });
  expect(run.stderr).toBe('');
  expect(run.status).toBe(0);
});

test('held out, the model is surer of right rulings than the base rates are', () => {
  const run = spawnSync(join(ROOT, 'scripts/learn_weights'), ['--validate'], { encoding: 'utf8' });
  const scores = [...run.stdout.matchAll(/^\| ([^|]+) \| (0\.\d+) \|$/gm)].map(([, name, score]) => ({
    name,
    score: Number(score),
  }));
  expect(scores).toHaveLength(4);
  const model = scores.find(({ name }) => name === 'the model');
  for (const other of scores) if (other !== model) expect(model?.score).toBeLessThan(other.score);
});

test("a doubt's weight is never above 0, and thresholds are percent", () => {
  const model = JSON.parse(readFileSync(join(ROOT, 'shared/rules/model.json'), 'utf8'));
  const weights = Object.values(model.doubts) as number[];
  expect(weights.length).toBeGreaterThan(10);
  for (const weight of weights) expect(weight).toBeLessThanOrEqual(0);
  for (const percent of Object.values(model.thresholds)) {
    expect(percent).toBeGreaterThanOrEqual(0);
    expect(percent).toBeLessThanOrEqual(100);
  }
});
