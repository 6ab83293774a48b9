// The official XARF v4 schema, as the Python package of its authors carries it, to hold exports against.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

const LIB = join(import.meta.dirname, '../../.deps/venv/lib');

/** What the schema does not accept of a report, or of a list of reports. */
export async function xarfFaults(text: string): Promise<string[]> {
  const python = readdirSync(LIB).find((name) => name.startsWith('python3')) ?? '';
  const folder = join(LIB, python, 'site-packages/xarf/schemas');
  const read = (path: string) => JSON.parse(readFileSync(join(folder, path), 'utf8'));
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  formats.default(ajv);
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
    if (file.endsWith('.json') && file !== 'xarf-v4-master.json') ajv.addSchema(read(file));
  const validate = ajv.compile(read('xarf-v4-master.json'));
  const reports: unknown = JSON.parse(text);
  return [reports].flat().flatMap((report) => {
    if (validate(report)) return [];
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  });
}
