// One table of all figures, with ratios to the native judgement of the first kind of captions. Run by scripts/bench:
//
//   node tests/bench/table.ts cases FILE                 writes the cases for the native benchmark
//   node tests/bench/table.ts MODULE PACK NATIVE_JSON    measures the rest and prints the table
import { readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { cases } from './cases.ts';
import { measureInChromium } from './chromium.ts';
import { type Figure, measureEngine } from './measure.ts';
import { measurePeers } from './peers.ts';

const UNITS: Record<string, number> = { ns: 0.001, us: 1, ms: 1000, s: 1_000_000 };

/** Google Benchmark's medians, in microseconds of the processor's time. */
function nativeFigures(path: string): Figure[] {
  const report = JSON.parse(readFileSync(path, 'utf8'));
  return report.benchmarks
    .filter((run: { aggregate_name?: string }) => run.aggregate_name === 'median')
    .map((run: { run_name: string; cpu_time: number; time_unit: string }) => ({
      name: run.run_name,
      microseconds: run.cpu_time * (UNITS[run.time_unit] ?? 1),
    }));
}

const [first, second, third] = process.argv.slice(2);
if (first === 'cases' && second) {
  writeFileSync(second, JSON.stringify(cases()));
} else if (first && second && third) {
  const texts = cases();
  const kind = Object.keys(texts).includes('ordinary') ? 'ordinary' : 'lures and dupes';
  const groups: [string, Figure[]][] = [
    ['native', nativeFigures(third)],
    ['WebAssembly in Node, with JSON', await measureEngine(readBytes(first), readBytes(second), texts)],
    ['WebAssembly in Chromium, with JSON', await measureInChromium(first, second, texts)],
    ['JavaScript peers, names only', measurePeers(texts[kind] ?? [])],
  ];
  const base = groups[0]?.[1].find((figure) => figure.name === `judge/${kind}`)?.microseconds ?? Number.NaN;
  for (const [group, figures] of groups) {
    process.stdout.write(`\n${group}\n`);
    for (const { name, microseconds } of figures) {
      const ratio = (microseconds / base).toPrecision(3);
      process.stdout.write(`  ${name.padEnd(40)} ${microseconds.toFixed(2).padStart(12)} µs ${ratio.padStart(10)} ×\n`);
    }
  }
} else {
  process.stderr.write('usage: node tests/bench/table.ts cases FILE | MODULE PACK NATIVE_JSON\n');
  process.exit(2);
}

function readBytes(path: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(path));
}
