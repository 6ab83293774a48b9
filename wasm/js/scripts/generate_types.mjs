// Writes src/generated/contract.ts from shared/schema. With --check it writes nothing and fails when the file has drifted.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { compile } from 'json-schema-to-typescript';

const schemas = new URL('../../../shared/schema/', import.meta.url);
const target = new URL('../src/generated/contract.ts', import.meta.url);

/** Every top-level schema as one document's definitions, so that each shape is written once, under its title. */
async function oneDocument() {
  const names = (await readdir(schemas)).filter((name) => name.endsWith('.schema.json')).sort();
  const $defs = {};
  for (const name of names) {
    const { $schema, $id, ...schema } = JSON.parse(await readFile(new URL(name, schemas), 'utf8'));
    const room = name.replace('.schema.json', '');
    $defs[room] = rerooted(schema, room);
  }
  return { $defs, title: 'Contract', type: 'object', properties: {}, additionalProperties: false };
}

/** `other.schema.json#/x` and `#/x` become paths into the one document. */
function rerooted(node, room) {
  if (Array.isArray(node)) return node.map((item) => rerooted(item, room));
  if (node === null || typeof node !== 'object') return node;
  const copy = {};
  for (const [key, value] of Object.entries(node)) copy[key] = rerooted(value, room);
  if (typeof copy.$ref === 'string') {
    const [file, path = ''] = copy.$ref.split('#');
    copy.$ref = `#/$defs/${file ? file.replace('.schema.json', '') : room}${path}`;
  }
  return copy;
}

const source = await compile(await oneDocument(), 'Contract', {
  bannerComment: '// Generated from shared/schema by `npm run generate -w wasm/js`; edit the schemas instead.',
  additionalProperties: false,
  unreachableDefinitions: true,
  unknownAny: true,
  format: false,
});
/** The generator prints neither indentation nor semicolons, and says of every shape that this document refers to it. */
function tidy(text) {
  let depth = 0;
  return text
    .replace(/export interface Contract \{\s*\}\n/, '')
    .replace(/\n \* ?\n \* This interface was referenced by `\w+`'s JSON-Schema\n \* via the `definition` "\w+"\./g, '')
    .replace(
      /\/\*\*\n \* This interface was referenced by `\w+`'s JSON-Schema\n \* via the `definition` "\w+"\.\n \*\/\n/g,
      '',
    )
    .split('\n')
    .map((line) => line.trimEnd())
    .map((line) => {
      if (line.startsWith('}')) depth -= 1;
      const indented = line === '' ? '' : '  '.repeat(depth) + line;
      if (line.endsWith('{')) depth += 1;
      const statement = /^(export type|\w+\??:|\[k: string\]|\})/.test(line) && !line.endsWith('{');
      return statement && (depth > 0 || line.startsWith('export type')) ? `${indented};` : indented;
    })
    .join('\n')
    .replace(/\n{3,}/g, '\n\n');
}
const text = tidy(source);

if (process.argv.includes('--check')) {
  if ((await readFile(target, 'utf8').catch(() => '')) !== text) {
    console.error('wasm/js/src/generated/contract.ts does not fit shared/schema; run `npm run generate -w wasm/js`.');
    process.exit(1);
  }
} else {
  await writeFile(target, text);
}
