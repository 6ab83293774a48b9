// From a translator's file (src/locales/<language>.json, "{post} names {brand}") to the browser's own message format.

import { LABELS } from './labels';
import { SENTENCES } from './types';

/** A language's messages, by key; `{name}` is a parameter, `{post}` the word for the promotion. */
export type Messages = Readonly<Record<string, string>>;

/** What getMessage takes for `{post}`: always the ninth and last substitution. */
export const SUBJECT = 9;

const PLURAL = /_(?:zero|one|two|few|many)$/;

/** The names of a message's parameters in order. A plural form ("…_one") has those of its plain form. */
export function parameters(key: string): readonly string[] {
  const names: Record<string, readonly string[]> = { ...SENTENCES, ...LABELS };
  return names[key] ?? names[key.replace(PLURAL, '')] ?? [];
}

export interface BrowserMessage {
  message: string;
  placeholders?: Record<string, { content: string }>;
}

/** The content of _locales/<language>/messages.json. Throws on a parameter that the code does not give. */
export function browserMessages(messages: Messages): Record<string, BrowserMessage> {
  const out: Record<string, BrowserMessage> = {};
  for (const [key, text] of Object.entries(messages)) {
    const placeholders: Record<string, { content: string }> = {};
    const message = text.replaceAll('$', '$$$$').replace(/\{(\w+)\}/g, (_, name: string) => {
      const index = name === 'post' ? SUBJECT : parameters(key).indexOf(name) + 1;
      if (index === 0) throw new Error(`${key}: the code gives no {${name}}`);
      placeholders[name] = { content: `$${index}` };
      return `$${name.toUpperCase()}$`;
    });
    out[key] = Object.keys(placeholders).length > 0 ? { message, placeholders } : { message };
  }
  return out;
}

/** What browser.i18n.getMessage does, over a translator's file: for tests and the preview page. */
export function readMessage(messages: Messages, key: string, substitutions: readonly string[] = []): string {
  return (messages[key] ?? '').replace(/\{(\w+)\}/g, (_, name: string) => {
    const index = name === 'post' ? SUBJECT : parameters(key).indexOf(name) + 1;
    return substitutions[index - 1] ?? '';
  });
}
