// The main job, to be looked at: Chromium with the extension on a stand-in Instagram at the real address; a post with a hidden link; the
// click through the redirect to a listing that names no brand. Saves screenshots and verdicts under build/demo and prints what it saw;
// with --docs it also makes the pictures of docs/images again.

import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { launchChromium } from '../tests/e2e/browsers/chromium.ts';
import { FEED } from '../tests/e2e/stand_in/posts.ts';
import { startStandIn } from '../tests/e2e/stand_in/server.ts';

const ROOT = join(import.meta.dirname, '..');
const OUT = join(ROOT, 'build/demo');
const INSTAGRAM = 'https://www.instagram.com';
const open = process.argv.includes('--open');

function print(line = ''): void {
  process.stdout.write(`${line}\n`);
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** The README's pictures, cut out of what was just seen. */
async function keepForDocs(): Promise<void> {
  const folder = join(ROOT, 'docs/images');
  mkdirSync(folder, { recursive: true });
  const page = await browser.context.newPage();
  const cut = async (from: string, to: string, left: number, size: { width: number; height: number }) => {
    await page.setViewportSize(size);
    const data = readFileSync(join(OUT, from)).toString('base64');
    await page.setContent(
      `<body style="margin:0"><img style="margin-inline-start:-${left}px" src="data:image/png;base64,${data}">`,
    );
    await page.screenshot({ path: join(folder, to) });
  };
  await cut('2-card.png', 'card.png', 250, { width: 500, height: 600 });
  await cut('4-listing.png', 'listing.png', 0, { width: 1000, height: 480 });
  await page.close();
}

function table(rows: readonly (readonly string[])[]): void {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  for (const row of rows)
    print(
      `  ${row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('   ')
        .trimEnd()}`,
    );
}

rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT, { recursive: true });
const standIn = await startStandIn();
const browser = await launchChromium({
  extension: join(ROOT, 'extension/.output/chrome-mv3-e2e'),
  port: standIn.port,
  proxyPort: standIn.proxyPort,
  headless: !open,
});

const seen: string[][] = [['where', 'what Touchstone says', 'screenshot']];
try {
  const feed = await browser.newTab();
  await feed.look({ width: 1000, height: 900 });
  await feed.goto(`${INSTAGRAM}/`);
  const warn = '.badge[data-level="warn"]';
  await feed.waitFor(warn);
  await feed.screenshot(join(OUT, '1-post.png'));
  seen.push(['the post', await feed.text(warn), '1-post.png']);
  await feed.click(warn);
  await feed.waitFor('.card');
  await feed.screenshot(join(OUT, '2-card.png'));
  seen.push(['its card', oneLine(await feed.text('.card h2')), '2-card.png']);
  await feed.press('Escape');

  await feed.click('a[href*="l.instagram.com"][href*="B0STANDIN1"]');
  await feed.waitFor('.way .actions');
  await feed.screenshot(join(OUT, '3-way-out.png'));
  seen.push(['on the way out', oneLine(await feed.text('.way p')).split('. ')[0] ?? '', '3-way-out.png']);
  const listing = await feed.clickToNewTab('.way .button:not(.filled)');
  await listing.look({ width: 1000, height: 900 });
  await listing.waitFor('.banner h2');
  await listing.screenshot(join(OUT, '4-listing.png'));
  seen.push(['the listing', oneLine(await listing.text('.banner h2')), '4-listing.png']);

  const thread = await browser.newTab();
  await thread.look({ width: 1000, height: 700 });
  await thread.goto(`${INSTAGRAM}/direct/t/17842000000000001/`);
  await thread.waitFor(warn);
  await thread.screenshot(join(OUT, '5-thread.png'));
  seen.push(['a message', await thread.text(warn), '5-thread.png']);

  const popup = await browser.popup(feed);
  await popup.waitFor('.counts');
  await popup.screenshot(join(OUT, '6-popup.png'));
  seen.push(['the popup', oneLine(await popup.text('.counts')), '6-popup.png']);
  await popup.close();

  const verdicts = join(OUT, 'verdicts.jsonl');
  writeFileSync(verdicts, readFileSync(join(ROOT, 'build/demo-verdicts.jsonl')));

  if (process.argv.includes('--docs')) await keepForDocs();

  print();
  print(
    `What Chromium showed on a stand-in Instagram (${FEED.length} posts in the feed), with the extension as it is built:`,
  );
  print();
  table(seen);
  print();
  print('  Pictures: build/demo/*.png    Verdicts: build/demo/verdicts.jsonl');

  if (open) {
    print('  The window stays open to play with; close it to end.');
    await new Promise<void>((resolve) => browser.context.on('close', () => resolve()));
  }
} finally {
  await browser.close().catch(() => undefined);
  await standIn.close();
}
