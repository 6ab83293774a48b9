// What the end-to-end tests and the demonstration need of a browser, the same for Chromium and Firefox. Selectors pierce open shadow roots.

export interface Look {
  width: number;
  height: number;
  dark?: boolean;
}

export interface Tab {
  goto(url: string): Promise<void>;
  url(): string;
  /** Waits until an element is there and seen; fails after `timeout` milliseconds (15,000 unless told). */
  waitFor(selector: string, timeout?: number): Promise<void>;
  /** Waits until no element matches. */
  waitUntilGone(selector: string, timeout?: number): Promise<void>;
  click(selector: string): Promise<void>;
  press(key: string): Promise<void>;
  /** The text of the first element that matches. */
  text(selector: string): Promise<string>;
  count(selector: string): Promise<number>;
  /** Clicks what opens a new tab, and gives that tab. */
  clickToNewTab(selector: string): Promise<Tab>;
  evaluate<T>(source: string): Promise<T>;
  look(look: Look): Promise<void>;
  screenshot(path: string): Promise<void>;
  close(): Promise<void>;
}

export interface Browser {
  name: 'chromium' | 'firefox';
  /** "chrome-extension://…" or "moz-extension://…", without a slash at the end. */
  extension: string;
  newTab(): Promise<Tab>;
  /** Ends the background as the browser does after half a minute of rest. */
  stopBackground(): Promise<void>;
  close(): Promise<void>;
}

export interface Launch {
  /** Folder of the built extension. */
  extension: string;
  /** Ports of the stand-in. */
  port: number;
  proxyPort: number;
  headless: boolean;
  /** BCP 47, "en-US" unless told. */
  language?: string;
}

/** Finds an element through open shadow roots; text for evaluation in a page. */
export const DEEP_QUERY = `(selector) => {
  const search = (root) => {
    const found = root.querySelector(selector);
    if (found) return found;
    for (const element of root.querySelectorAll('*')) {
      const inside = element.shadowRoot && search(element.shadowRoot);
      if (inside) return inside;
    }
    return null;
  };
  return search(document);
}`;
