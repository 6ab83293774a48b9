// What an address of Instagram leads to. Pure functions of strings, over the facts.

import { CODE, HOST, NO_CODE, OWN_SEGMENTS, STORY, USER, WALLS, WAY_OUT, WORTH_READING } from './instagram-facts';

/** What a page of Instagram is, by its address alone. */
export type Page =
  | { kind: 'feed' }
  | { kind: 'post'; code: string; user?: string }
  | { kind: 'reels'; code?: string }
  | { kind: 'story'; user: string; id?: string }
  | { kind: 'thread'; id: string }
  | { kind: 'profile'; user: string }
  | { kind: 'grid' }
  | { kind: 'blocked' }
  | { kind: 'other' };

/** Names of items: the same whatever read them. */
export const keys = {
  post: (code: string) => `ig:post:${code}`,
  story: (id: string) => `ig:story:${id}`,
  bio: (user: string) => `ig:bio:${user.toLowerCase()}`,
  comment: (id: string) => `ig:comment:${id}`,
  message: (thread: string, hash: string) => `ig:dm:${thread}:${hash}`,
};

/** Of a thread's name in the address; the rest says nothing more. */
const MAX_ID = 64;

export function segmentsOf(path: string): string[] {
  return path.split('/').filter((part) => part !== '');
}

/** The path of a link within Instagram, or undefined for a link out of it. */
export function pathOf(href: string): string | undefined {
  if (href.startsWith('/') && !href.startsWith('//')) return href.split(/[?#]/, 1)[0];
  if (!/^https?:/i.test(href)) return undefined;
  try {
    const url = new URL(href);
    return url.hostname === HOST || url.hostname === 'instagram.com' ? url.pathname : undefined;
  } catch {
    return undefined;
  }
}

/** The post that an address leads to; `/<user>/p/<code>/` and `/p/<code>/` name the same one. */
export function codeOf(href: string): string | undefined {
  const code = CODE.exec(href)?.[1];
  return code === undefined || NO_CODE.has(code) ? undefined : code;
}

/** The story that an address leads to. */
export function storyOf(href: string): { user: string; id: string } | undefined {
  const [, user, id] = STORY.exec(href) ?? [];
  return user === undefined || id === undefined ? undefined : { user, id };
}

/** The account that a link inside the page leads to, or undefined if it leads elsewhere. */
export function userOf(href: string): string | undefined {
  const path = pathOf(href);
  if (path === undefined) return undefined;
  const [user, rest, ...more] = segmentsOf(path);
  if (user === undefined || more.length > 0 || !USER.test(user) || OWN_SEGMENTS.has(user.toLowerCase()))
    return undefined;
  return rest === undefined || rest === 'reels' || rest === 'tagged' ? user : undefined;
}

/** True for a link that leaves Instagram, through its redirect host or directly. */
export function leavesInstagram(href: string): boolean {
  if (!/^https?:\/\//i.test(href)) return false;
  try {
    const { hostname } = new URL(href);
    return hostname === WAY_OUT || !(hostname === 'instagram.com' || hostname.endsWith('.instagram.com'));
  } catch {
    return false;
  }
}

export function absolute(href: string): string {
  return href.startsWith('/') ? `https://${HOST}${href}` : href;
}

export function pageOf(address: string): Page {
  const path = pathOf(address);
  if (path === undefined) return { kind: 'other' };
  const segments = segmentsOf(path);
  const [first, second, third] = segments;
  if (first === undefined) return { kind: 'feed' };
  if (first === 'challenge' || (first === 'accounts' && WALLS.has(second ?? ''))) return { kind: 'blocked' };
  if (first === 'stories' && second !== undefined) {
    if (second === 'highlights') return { kind: 'story', user: '', id: third };
    return USER.test(second) ? { kind: 'story', user: second, id: third } : { kind: 'other' };
  }
  if (first === 'reels') {
    const code = codeOf(path);
    return code === undefined ? { kind: 'reels' } : { kind: 'reels', code };
  }
  if (first === 'direct')
    return second === 't' && third !== undefined ? { kind: 'thread', id: third.slice(0, MAX_ID) } : { kind: 'other' };
  // A broadcast channel, by its invitation.
  if (first === 'channel' && second !== undefined) return { kind: 'thread', id: second.slice(0, MAX_ID) };
  const code = codeOf(path);
  if (code !== undefined) return OWN_SEGMENTS.has(first) ? { kind: 'post', code } : { kind: 'post', code, user: first };
  if (first === 'explore' || first === 'popular' || first === 'saved') return { kind: 'grid' };
  if (USER.test(first) && !OWN_SEGMENTS.has(first.toLowerCase())) return { kind: 'profile', user: first };
  return { kind: 'other' };
}

/** True for the page's own requests whose responses may hold promotions. Used by the observer, which must decide in no time. */
export function isWorthReading(address: string): boolean {
  return WORTH_READING.test(address);
}
