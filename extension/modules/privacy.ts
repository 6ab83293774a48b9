// Packages PRIVACY.md as privacy.html, so that what is promised can be read without asking the network for anything.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineWxtModule } from 'wxt/modules';

const STYLE =
  ':root{color-scheme:light dark}body{max-width:640px;margin:40px auto;padding:0 24px;font:16px/25px system-ui,sans-serif}h1{font-size:24px;line-height:30px}li{margin-block:10px}code{overflow-wrap:anywhere}';

function inline(text: string): string {
  return text
    .replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`)
    .replace(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>')
    .replace(/`([^`]+)`/g, '<code>$1</code>');
}

/** The little of Markdown that the file uses: headings, paragraphs, lists, bold, code. */
export function pageOf(markdown: string): string {
  const blocks = markdown
    .trim()
    .split(/\n{2,}/)
    .map((block) => {
      const heading = /^(#{1,2}) (.*)$/.exec(block);
      if (heading !== null) return `<h${heading[1]?.length}>${inline(heading[2] ?? '')}</h${heading[1]?.length}>`;
      if (!block.startsWith('- ')) return `<p>${inline(block.replaceAll('\n', ' '))}</p>`;
      const points = block.split(/\n(?=- )/).map((point) => inline(point.slice(2).replace(/\n\s*/g, ' ')));
      return `<ul>${points.map((point) => `<li>${point}</li>`).join('')}</ul>`;
    });
  return `<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Privacy · Touchstone</title><style>${STYLE}</style></head><body><main>\n${blocks.join('\n')}\n</main></body></html>\n`;
}

export default defineWxtModule((wxt) => {
  wxt.hook('build:publicAssets', (_, files) => {
    const contents = pageOf(readFileSync(join(wxt.config.root, '../PRIVACY.md'), 'utf8'));
    files.push({ relativeDest: 'privacy.html', contents });
  });
});
