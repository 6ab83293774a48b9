// Where the real saved pages are. They are not ours to distribute: tests that read them are left out, and say so, where they are absent.

import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

function find(): string | undefined {
  const named = process.env.TOUCHSTONE_PAGES;
  if (named !== undefined) return existsSync(join(named, 'index.json')) ? named : undefined;
  for (let folder = resolve(import.meta.dirname); ; folder = resolve(folder, '..')) {
    const pages = join(folder, 'shared', 'pages');
    if (existsSync(join(pages, 'index.json'))) return pages;
    if (folder === resolve(folder, '..')) return undefined;
  }
}

export const pages = find();

if (pages === undefined) {
  console.warn(
    'Real saved pages: left out, since no folder holds them (set TOUCHSTONE_PAGES to one with an index.json).',
  );
}

export interface SavedPage {
  file: string;
  url: string | null;
  kind: string;
  expected: { author?: string | null; caption?: string | null; alt_text?: string };
}

export function readPage(file: string): string {
  return readFileSync(join(pages ?? '', file), 'utf8');
}

export function savedPages(folder: string): SavedPage[] {
  if (pages === undefined) return [];
  const index = JSON.parse(readFileSync(join(pages, 'index.json'), 'utf8')) as SavedPage[];
  return index.filter((page) => page.file.startsWith(`${folder}/`));
}
