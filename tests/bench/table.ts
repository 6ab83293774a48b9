// One table of all figures, with ratios to the native judgement of the first kind of captions. Run by scripts/bench:
//
//   node tests/bench/table.ts cases FILE                 writes the cases for the native benchmark
//   node tests/bench/table.ts pages FOLDER               writes the listing pages, likewise
//   node tests/bench/table.ts MODULE PACK NATIVE_JSON LISTING_JSON    measures the rest and prints the tables
import { readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { cases } from './cases.ts';
import { measureInChromium } from './chromium.ts';
import { type Figure, measureEngine, measurePages, type Page } from './measure.ts';
import { MADE_URL, madePage, SIZES, writePages } from './pages.ts';
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

/** The made pages, and one of one's own. */
function pagesToRead(): Page[] {
  const made = SIZES.map((size) => ({ name: `a page of ${size / 1024} MB`, url: MADE_URL, html: madePage(size) }));
  const { TOUCHSTONE_PAGE: file, TOUCHSTONE_PAGE_URL: url = '' } = process.env;
  return file === undefined ? made : [...made, { name: 'a page of your own', url, html: readFileSync(file, 'utf8') }];
}

function print(groups: [string, Figure[]][], base: number): void {
  for (const [group, figures] of groups) {
    process.stdout.write(`\n${group}\n`);
    for (const { name, microseconds } of figures) {
      const ratio = (microseconds / base).toPrecision(3);
      process.stdout.write(`  ${name.padEnd(44)} ${microseconds.toFixed(2).padStart(12)} µs ${ratio.padStart(10)} ×\n`);
    }
  }
}

const [first, second, third, fourth] = process.argv.slice(2);
if (first === 'cases' && second) {
  writeFileSync(second, JSON.stringify(cases()));
} else if (first === 'pages' && second) {
  writePages(second);
} else if (first && second && third && fourth) {
  const texts = cases();
  const pages = pagesToRead();
  const kind = Object.keys(texts).includes('ordinary') ? 'ordinary' : 'lures and dupes';
  const native = nativeFigures(third);
  const inChromium = await measureInChromium(first, second, texts, pages);
  const judged: [string, Figure[]][] = [
    ['native', native],
    ['WebAssembly in Node, with JSON', await measureEngine(readBytes(first), readBytes(second), texts)],
    ['WebAssembly in Chromium, with JSON', inChromium.judged],
    ['JavaScript peers, names only', measurePeers(texts[kind] ?? [])],
  ];
  print(judged, native.find((figure) => figure.name === `judge/${kind}`)?.microseconds ?? Number.NaN);

  // Natively the page's bytes are there already; the others begin with the string that a browser has, and end with the listing's object.
  const read = nativeFigures(fourth);
  const readings: [string, Figure[]][] = [
    ['a listing page, native: bytes to listing', read],
    [
      'a listing page, WebAssembly in Node: string to object',
      await measurePages(readBytes(first), readBytes(second), pages),
    ],
    ['a listing page, WebAssembly in Chromium: string to object', inChromium.read],
  ];
  print(readings, read.find((figure) => figure.name.includes('/3072'))?.microseconds ?? Number.NaN);
} else {
  process.stderr.write(
    'usage: node tests/bench/table.ts cases FILE | pages FOLDER | MODULE PACK NATIVE_JSON LISTING_JSON\n',
  );
  process.exit(2);
}

function readBytes(path: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(path));
}
