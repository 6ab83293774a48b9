// Sees the page's own responses go by. It runs in the page's world, asks for nothing, changes nothing, holds nothing up, and throws
// nothing into the page: what cannot be seen is left for the DOM to tell.

import { isWorthReading, mayHoldPromotions } from '../sites/instagram';

export function observeResponses(window: Window & typeof globalThis, forward: (text: string) => void): void {
  observeRequests(window.XMLHttpRequest, forward);
  observeFetch(window, forward);
}

function observeRequests(Request: typeof XMLHttpRequest, forward: (text: string) => void): void {
  const open = Request.prototype.open;
  const observed = function (this: XMLHttpRequest, ...args: unknown[]) {
    try {
      if (isWorthReading(String(args[1]))) {
        this.addEventListener('load', () => {
          if (this.responseType === '' || this.responseType === 'text') look(this.responseText, forward);
        });
      }
    } catch {
      // The page's request goes on.
    }
    return Reflect.apply(open, this, args);
  };
  Request.prototype.open = observed as typeof open;
}

function observeFetch(window: Window & typeof globalThis, forward: (text: string) => void): void {
  const fetch = window.fetch;
  const observed = function (this: unknown, ...args: Parameters<typeof fetch>) {
    const pending = Reflect.apply(fetch, this, args) as Promise<Response>;
    try {
      const [target] = args;
      const address = typeof target === 'string' ? target : target instanceof URL ? target.href : target.url;
      if (isWorthReading(address)) {
        // The copy is taken in the first turn after the answer, before the page can have read it.
        pending.then((response) => {
          if (response.ok)
            response
              .clone()
              .text()
              .then((text) => look(text, forward), ignore);
        }, ignore);
      }
    } catch {
      // The page's request goes on.
    }
    return pending;
  };
  window.fetch = observed as typeof fetch;
}

function look(text: string, forward: (text: string) => void): void {
  try {
    if (mayHoldPromotions(text)) forward(text);
  } catch {
    // Nothing of ours may end in the page.
  }
}

function ignore(): void {}
