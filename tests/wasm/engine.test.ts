// The engine: how it starts, what it refuses, and that it keeps nothing.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createEngine, EngineError, type Request } from '../../wasm/js/src/index.ts';
import { ABI } from '../../wasm/js/src/load.ts';
import { pack, startEngine, wasm } from './module.ts';

const post = (id: string, text: string): Request => ({ id, promotion: { kind: 'post', text } });

describe('starting', () => {
  test('from bytes, a compiled module, and a response that arrives', async () => {
    const bytes = wasm();
    const sources = [
      bytes,
      new WebAssembly.Module(bytes),
      Promise.resolve(new Response(bytes, { headers: { 'content-type': 'application/wasm' } })),
      new Response(bytes),
    ];
    for (const source of sources) {
      const engine = await createEngine({ wasm: source, pack: pack() });
      expect(engine.version).toEqual({ touchstone: expect.any(String), pack: expect.stringMatching(/^\d/), abi: ABI });
      engine.close();
    }
  });

  test('a response that failed says so', async () => {
    await expect(createEngine({ wasm: new Response('', { status: 404 }), pack: pack() })).rejects.toThrow('404');
  });

  test('a wrong pack is refused with a sentence, and every cut of it', async () => {
    const whole = pack();
    const module = new WebAssembly.Module(wasm());
    for (const bytes of [
      new Uint8Array(0),
      new Uint8Array(100),
      whole.subarray(0, 1000),
      whole.subarray(0, whole.length - 1),
    ]) {
      const refusal = await createEngine({ wasm: module, pack: bytes }).catch((error: unknown) => error);
      expect(refusal).toBeInstanceOf(EngineError);
      expect(refusal).toMatchObject({ code: 'invalid_pack', message: expect.stringMatching(/\.$/) });
    }
  });

  test('a module of another ABI is refused', async () => {
    // (module (func (export "touchstone_abi") (result i32) i32.const 99))
    const other = new Uint8Array([
      ...[0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 127, 3, 2, 1, 0, 7, 18, 1, 14],
      ...new TextEncoder().encode('touchstone_abi'),
      ...[0, 0, 10, 7, 1, 5, 0, 65, 227, 0, 11],
    ]);
    await expect(createEngine({ wasm: other, pack: pack() })).rejects.toThrow('ABI 99');
  });

  test('the module exports what exports.txt lists', () => {
    const listed = readFileSync(new URL('../../wasm/bindings/exports.txt', import.meta.url), 'utf8')
      .trim()
      .split('\n');
    const exported = WebAssembly.Module.exports(new WebAssembly.Module(wasm())).map(({ name }) => name);
    for (const name of listed) expect(exported).toContain(name.slice(1));
    expect(exported.filter((name) => name.startsWith('touchstone_')).sort()).toEqual(
      listed.map((name) => name.slice(1)).sort(),
    );
  });

  test('the module asks its host for nothing that leaves it', () => {
    const asked = WebAssembly.Module.imports(new WebAssembly.Module(wasm())).map(
      ({ module, name }) => `${module}.${name}`,
    );
    for (const name of asked)
      expect(name).toMatch(/^(env\.emscripten_notify_memory_growth|wasi_snapshot_preview1\.\w+)$/);
  });
});

describe('asking', () => {
  test('answers come in the order of the requests', async () => {
    const engine = await startEngine();
    const answers = engine.inspect([
      post('1', 'hello'),
      post('2', 'Cartier Love bracelet, hidden link in bio'),
      post('3', ''),
    ]);
    expect(answers.map((answer) => ('id' in answer ? answer.id : null))).toEqual(['1', '2', '3']);
    expect(answers[1]).toMatchObject({ verdict: 'warn' });
    expect(engine.inspect([])).toEqual([]);
    engine.close();
  });

  test('offsets count UTF-16 code units of the original, half a pair included', async () => {
    const engine = await startEngine();
    const text = '\ud83d 😀 Cartier Love bracelet';
    const [answer] = engine.inspect([post('1', text)]);
    if (answer === undefined || !('claims' in answer)) throw new Error('no response');
    expect(answer.claims.length).toBeGreaterThan(0);
    for (const claim of answer.claims) expect(text.slice(claim.start, claim.end)).toBe(claim.matched);
    engine.close();
  });

  test('a bad request has its error in its place', async () => {
    const engine = await startEngine();
    const bad = { id: '2', promotion: { kind: 'tweet', text: 'x' } } as unknown as Request;
    const answers = engine.inspect([post('1', 'x'), bad, post('3', 'x')]);
    expect(answers[1]).toMatchObject({ error: { line: 2, code: 'invalid_request' } });
    expect(answers[2]).toMatchObject({ id: '3' });
    engine.close();
  });

  test('a page that is no listing throws a sentence', async () => {
    const engine = await startEngine();
    expect(() => engine.listing('https://www.amazon.com/dp/B08XYZ1234', '')).toThrow(EngineError);
    engine.close();
  });

  test('a closed engine throws, and closing twice is harmless', async () => {
    const engine = await startEngine();
    engine.close();
    engine.close();
    expect(() => engine.inspect([post('1', 'x')])).toThrow('closed');
  });
});

test('no block outlives its call, and memory does not grow with the calls', async () => {
  const module = new WebAssembly.Module(wasm());
  const engine = await createEngine({ wasm: module, pack: pack() });
  const requests = Array.from({ length: 20 }, (_, i) =>
    post(String(i), `Cartier hidden link ${i} https://amzn.to/${i}`),
  );
  const ask = (): void => {
    engine.inspect(requests);
    engine.link('see https://amzn.to/3xyz');
    expect(() => engine.listing('https://a.example/', '<p>')).toThrow(EngineError);
    expect(() => engine.report({ format: 'text' } as never)).toThrow(EngineError);
    expect(engine.live).toBe(0);
  };
  for (let i = 0; i < 20; i += 1) ask();
  const before = engine.memoryBytes;
  for (let i = 0; i < 100; i += 1) ask();
  expect(engine.memoryBytes).toBe(before);
  engine.close();
  expect(engine.live).toBe(0);
});
