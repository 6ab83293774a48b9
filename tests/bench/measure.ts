// Measures the engine on the cases, wherever it runs. JSON in and out is part of the figure, as the extension asks in
// batches; what it costs alone is told by captions without a word.
import { createEngine } from '../../wasm/js/src/index.ts';

const ROUNDS = 7;
const MOST_CAPTIONS = 300;

export interface Figure {
  name: string;
  /** A caption, at the median of the rounds. */
  microseconds: number;
}

const median = (numbers: number[]) => numbers.sort((a, b) => a - b)[numbers.length >> 1] ?? 0;

/** Microseconds a text: the median of some rounds over all of them. */
export function measure(texts: number, run: () => unknown): number {
  run();
  const rounds: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = performance.now();
    run();
    rounds.push(((performance.now() - start) * 1000) / texts);
  }
  return median(rounds);
}

export interface Page {
  name: string;
  url: string;
  html: string;
}

/** Each page, from the string that a browser has to the listing's object: encoding, parsing, every fact, and the listing's JSON. */
export async function measurePages(
  wasm: Uint8Array<ArrayBuffer>,
  pack: Uint8Array<ArrayBuffer>,
  pages: readonly Page[],
): Promise<Figure[]> {
  const engine = await createEngine({ wasm, pack });
  const encoder = new TextEncoder();
  const figures = pages.flatMap(({ name, url, html }) => {
    const bytes = new Uint8Array(3 * html.length);
    return [
      { name, microseconds: measure(1, () => engine.listing(url, html)) },
      { name: `${name}, its encoding alone`, microseconds: measure(1, () => encoder.encodeInto(html, bytes)) },
    ];
  });
  engine.close();
  return figures;
}

export async function measureEngine(
  wasm: Uint8Array<ArrayBuffer>,
  pack: Uint8Array<ArrayBuffer>,
  cases: Record<string, string[]>,
): Promise<Figure[]> {
  const engine = await createEngine({ wasm, pack });
  const judge = (texts: readonly string[]) => {
    const lines = texts.map((text, id) => JSON.stringify({ id: String(id), promotion: { kind: 'post', text } }));
    const batch = `${lines.join('\n')}\n`;
    return measure(texts.length, () => engine.inspectLines(batch));
  };
  const figures: Figure[] = [{ name: 'JSON alone', microseconds: judge(Array(MOST_CAPTIONS).fill('')) }];
  for (const [name, texts] of Object.entries(cases)) {
    figures.push({ name, microseconds: judge(texts.slice(0, MOST_CAPTIONS)) });
  }
  engine.close();
  return figures;
}
