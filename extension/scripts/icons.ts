// Draws every icon from assets/mark.svg: the extension's sizes, the favicon, and what the stores ask for. `--check` compares only.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Resvg } from '@resvg/resvg-js';

const at = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const mark = readFileSync(at('assets/mark.svg'), 'utf8');
const drawing = mark.slice(mark.indexOf('>') + 1).replace('</svg>', '');

/** The mark as a PNG of `size` pixels; `art` is the part of the width that it fills (the stores want air around it). */
function png(size: number, art = 1): Buffer {
  const box = 24 / art;
  const low = (24 - box) / 2;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${low} ${low} ${box} ${box}">${drawing}</svg>`;
  return Buffer.from(new Resvg(svg, { fitTo: { mode: 'width', value: size } }).render().asPng());
}

/** A wide picture with the mark in its middle. */
function tile(width: number, height: number, art: number): Buffer {
  const x = (width - art) / 2;
  const y = (height - art) / 2;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}">
    <rect width="${width}" height="${height}" fill="#FAFAFA"/>
    <svg x="${x}" y="${y}" width="${art}" height="${art}" viewBox="0 0 24 24">${drawing}</svg></svg>`;
  return Buffer.from(new Resvg(svg, { fitTo: { mode: 'width', value: width } }).render().asPng());
}

/** An ICO file of PNG pictures: a header of 6 bytes, an entry of 16 bytes for each, then the pictures. */
function ico(sizes: readonly number[]): Buffer {
  const pictures = sizes.map((size) => png(size));
  const head = Buffer.alloc(6 + 16 * sizes.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(sizes.length, 4);
  let offset = head.length;
  pictures.forEach((picture, index) => {
    const entry = 6 + 16 * index;
    const size = sizes[index] as number;
    head.writeUInt8(size % 256, entry);
    head.writeUInt8(size % 256, entry + 1);
    head.writeUInt16LE(1, entry + 4);
    head.writeUInt16LE(32, entry + 6);
    head.writeUInt32LE(picture.length, entry + 8);
    head.writeUInt32LE(offset, entry + 12);
    offset += picture.length;
  });
  return Buffer.concat([head, ...pictures]);
}

const files: Record<string, Buffer> = {
  'public/favicon.ico': ico([16, 32, 48]),
  // The Chrome Web Store asks for 96 pixels of picture in 128, Firefox's for a square of 512.
  'assets/store/icon-128.png': png(128, 96 / 128),
  'assets/store/icon-512.png': png(512),
  'assets/store/tile-440x280.png': tile(440, 280, 144),
};
for (const size of [16, 32, 48, 64, 96, 128]) files[`public/icon/${size}.png`] = png(size);

const check = process.argv.includes('--check');
for (const [path, content] of Object.entries(files)) {
  if (!check) {
    mkdirSync(dirname(at(path)), { recursive: true });
    writeFileSync(at(path), content);
  } else if (!readFileSync(at(path)).equals(content)) {
    console.error(`${path} is not what assets/mark.svg gives: run \`npm run icons\`.`);
    process.exitCode = 1;
  }
}
