// Writes HTML with everything that is data escaped.

export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
  toString(): string {
    return this.text;
  }
}

export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** Template tag: interpolated strings are escaped, Html is kept, arrays are joined. */
export function html(
  parts: TemplateStringsArray,
  ...values: readonly (string | number | Html | readonly Html[])[]
): Html {
  let text = parts[0] ?? '';
  values.forEach((value, index) => {
    text += value instanceof Html ? value.text : Array.isArray(value) ? value.join('') : escaped(String(value));
    text += parts[index + 1] ?? '';
  });
  return new Html(text);
}
