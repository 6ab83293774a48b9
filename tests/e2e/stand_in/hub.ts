// A page of links, of the kind that a profile points to.

import { html } from './html.ts';
import type { Profile } from './posts.ts';

const STYLE = `
body { margin: 0; background: #e8efe9; color: #16302b; font: 16px/22px system-ui, sans-serif; }
main { max-width: 420px; margin: 60px auto; padding: 0 16px; display: grid; gap: 14px; text-align: center; }
a { display: block; background: #fff; color: inherit; border-radius: 14px; padding: 14px; text-decoration: none; }`;

export function hubPage(profile: Profile): string {
  return html`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${profile.user} | links</title>
<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/stand-in.css"></head><body><main><h1>@${profile.user}</h1>
<p>${profile.bio}</p>
${profile.entries.map(({ label, link }) => html`<a href="${link}" rel="noopener">${label}</a>`)}</main></body></html>`
    .text;
}

export function hubFile(path: string): { type: string; body: string } | undefined {
  return path === '/stand-in.css' ? { type: 'text/css', body: STYLE } : undefined;
}
