// The self-check tells names and numbers, and nothing that anybody wrote.

import * as v from 'valibot';
import { expect, it } from 'vitest';
import { type SelfCheck, selfCheckSchema } from '../src/protocol';
import { selfCheckText } from '../src/views/self_check';

const VERSIONS = { extension: '0.1.0', pack: '2026.11.0', browser: 'Mozilla/5.0' };

it('says what was read by which source, and which shapes did not fit', () => {
  const check: SelfCheck = {
    page: 'feed',
    read: [
      { name: 'response', count: 3 },
      { name: 'post.response', count: 12 },
    ],
    unread: 1,
    unfit: [{ name: 'xdt_api__v2__feed__home', count: 2 }],
  };
  expect(v.is(selfCheckSchema, check)).toBe(true);
  expect(selfCheckText(check, VERSIONS)).toBe(
    [
      'Touchstone 0.1.0, rules 2026.11.0',
      'Mozilla/5.0',
      'Page: feed',
      'Places that could not be read: 1',
      'Read, by kind and source:',
      '  post.response 12',
      '  response 3',
      'Shapes that did not fit:',
      '  xdt_api__v2__feed__home 2',
    ].join('\n'),
  );
});

it('leaves out whatever is no name of ours', () => {
  const named = [{ name: 'Love bracelet, hidden link', count: 1 }];
  const text = selfCheckText({ page: 'thread', read: named, unread: 0, unfit: named }, VERSIONS);
  expect(text).not.toContain('bracelet');
  expect(text.match(/none/g)).toHaveLength(2);
});

it('is refused where it is more than that', () => {
  const check = { page: 'feed', read: [], unread: 0, unfit: [] };
  expect(v.is(selfCheckSchema, { ...check, page: 'https://www.instagram.com/direct/t/1/' })).toBe(false);
  expect(v.is(selfCheckSchema, { ...check, read: Array(100).fill({ name: 'a', count: 1 }) })).toBe(false);
  expect(v.is(selfCheckSchema, undefined)).toBe(false);
});
