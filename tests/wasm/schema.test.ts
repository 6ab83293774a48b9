// What comes out fits the schemas: the project's own, and the official ones of XARF v4.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { globSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv2020, type AnySchema } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Engine, Evidence, ReportRequest, Response } from '../../wasm/js/src/index.ts';
import { startEngine } from './module.ts';
import { randomFrom, randomRequest } from './random.ts';

const schemas = new URL('../../shared/schema/', import.meta.url);
const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true });
for (const name of readdirSync(schemas)) {
  if (name.endsWith('.schema.json')) ajv.addSchema(JSON.parse(readFileSync(new URL(name, schemas), 'utf8')));
}

/** Names what does not fit. */
function expectFits(schema: string, value: unknown): void {
  const fits = ajv.getSchema(schema);
  if (fits === undefined) throw new Error(`There is no ${schema}.`);
  const good = fits(value);
  expect(good ? '' : `${ajv.errorsText(fits.errors)} in ${JSON.stringify(value)}`).toBe('');
}

let engine: Engine;
beforeAll(async () => {
  engine = await startEngine();
});

test('requests and responses fit their schemas', () => {
  const random = randomFrom(3);
  for (let id = 0; id < 300; id += 1) {
    const request = JSON.parse(JSON.stringify(randomRequest(random, id)));
    expectFits('request.schema.json', request);
    expectFits('response.schema.json', engine.inspect([request])[0]);
  }
});

test('errors, links and listings fit their schemas', () => {
  expectFits('error.schema.json', JSON.parse(engine.inspectLines('{')));
  for (const link of engine.link('https://amzn.to/3xyz and https://www.cartier.com/x'))
    expectFits('link.schema.json', link);
  const page = readFileSync(new URL('../vectors/listing/amazon.html', import.meta.url), 'utf8');
  expectFits('listing.schema.json', engine.listing('https://www.amazon.com/dp/B08XYZ1234', page));
});

test('the types that TypeScript sees are those of the schemas', () => {
  const script = fileURLToPath(new URL('../../wasm/js/scripts/generate_types.mjs', import.meta.url));
  execFileSync(process.execPath, [script, '--check']);
});

/** RFC 8785 for what evidence holds: names are ASCII and numbers are short. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, inner]) => `${JSON.stringify(name)}:${canonical(inner)}`).join(',')}}`;
}

function evidence(): Evidence {
  const request = {
    id: 'r',
    promotion: {
      platform: 'instagram',
      kind: 'post' as const,
      author: 'some.handle',
      text: 'Cartier Love bracelet, hidden link 😀 https://amzn.to/3xyz',
    },
    listing: { url: 'https://www.amazon.com/dp/B08XYZ1234', title: 'Screw Bangle "x"', brand: 'YFXF', seller: 'YFXF' },
  };
  const frozen = {
    evidence_version: 1 as const,
    id: '123e4567-e89b-42d3-a456-426614174000',
    captured_at: '2026-11-22T10:00:00.123Z',
    promotion: request.promotion,
    promotion_url: 'https://www.instagram.com/p/Cx/',
    listing: request.listing,
    link_chain: [{ url: 'https://amzn.to/3xyz', kind: 'shortener' as const }],
    verdict: engine.inspect([request])[0] as Response,
    legitimate_site: 'https://www.cartier.com/',
    versions: { touchstone: engine.version.touchstone, pack: engine.version.pack, browser: 'Chromium 156' },
  };
  return { ...frozen, sha256: createHash('sha256').update(canonical(frozen)).digest('hex') };
}

describe('reports', () => {
  const reporter = { org: 'Maison', contact: 'ip@maison.example', domain: 'maison.example' };
  const folder = globSync(
    fileURLToPath(new URL('../../.deps/venv/lib/python3*/site-packages/xarf/schemas', import.meta.url)),
  )[0];

  test('evidence and the request for a report fit their schemas', () => {
    expectFits('evidence.schema.json', evidence());
    expectFits('report_request.schema.json', { format: 'xarf', evidence: evidence(), reporter });
  });

  test('XARF is accepted by the official schemas', () => {
    if (folder === undefined) throw new Error('The official XARF schemas are missing; run scripts/lib/setup.sh.');
    const official = new Ajv2020({ strict: false, allErrors: true });
    (addFormats as unknown as (to: Ajv2020) => void)(official);
    const read = (path: string): AnySchema => JSON.parse(readFileSync(`${folder}/${path}`, 'utf8'));
    official.addSchema(read('xarf-core.json'));
    official.addSchema(read('types/content-base.json'));
    const fits = official.compile(read('types/content-brand_infringement.json'));
    const requests: ReportRequest[] = [
      { format: 'xarf', evidence: evidence(), reporter },
      { format: 'xarf', evidence: evidence(), reporter, infringement_type: 'counterfeit' },
    ];
    for (const request of requests) {
      const report = JSON.parse(engine.report(request));
      expect(fits(report) ? '' : official.errorsText(fits.errors)).toBe('');
      expect(report.infringement_type).toBe(request.infringement_type ?? 'other');
      const [item] = report.evidence;
      const payload = Buffer.from(item.payload, 'base64');
      expect(item.hash).toBe(`sha256:${createHash('sha256').update(payload).digest('hex')}`);
      expect(JSON.parse(payload.toString('utf8'))).toEqual(request.evidence);
    }
    // The near-miss: without what the schema demands it is refused, so the check above means something.
    const report = JSON.parse(engine.report({ format: 'xarf', evidence: evidence(), reporter }));
    delete report.legitimate_site;
    expect(fits(report)).toBe(false);
  });

  test('evidence that was changed is refused', () => {
    const changed = evidence();
    changed.promotion.text += '!';
    expect(() => engine.report({ format: 'text', evidence: changed })).toThrow('SHA-256');
    expect(engine.report({ format: 'text', evidence: evidence() })).toContain('some.handle');
  });
});
