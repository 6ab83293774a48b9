// What the end-to-end tests and the demonstration need of a browser, the same for Chromium and Firefox. Selectors pierce open shadow roots.

export interface Look {
  width: number;
  height: number;
  dark?: boolean;
}

/** How a link is pressed: plainly, or with the middle button. */
export type Press = 'left' | 'middle';

export interface Saved {
  name: string;
  text: string;
}

export interface Tab {
  goto(url: string): Promise<void>;
  url(): string;
  /** Waits until an element is there and seen; fails after `timeout` milliseconds (15,000 unless told). */
  waitFor(selector: string, timeout?: number): Promise<void>;
  /** Waits until an element is there whose text holds these words. */
  waitForText(selector: string, words: string, timeout?: number): Promise<void>;
  /** Waits until no element matches. */
  waitUntilGone(selector: string, timeout?: number): Promise<void>;
  click(selector: string): Promise<void>;
  /** Chooses an option of a select element by its value. */
  choose(selector: string, value: string): Promise<void>;
  press(key: string): Promise<void>;
  /** The text of the first element that matches. */
  text(selector: string): Promise<string>;
  count(selector: string): Promise<number>;
  /** Clicks what opens a new tab, and gives that tab. */
  clickToNewTab(selector: string, how?: Press): Promise<Tab>;
  /** Clicks what saves a file. */
  clickToSave(selector: string): Promise<Saved>;
  /** Selects the text of an element and copies it, as a person does. */
  copyText(selector: string): Promise<void>;
  back(): Promise<void>;
  /** Brings the tab to the front. */
  show(): Promise<void>;
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
  /** The popup as it stands over a tab, in a tab of its own: no browser lets a test press the toolbar's button. */
  popup(over: Tab): Promise<Tab>;
  /** A page of the extension, by its path. */
  page(path: string): Promise<Tab>;
  /** Forgets what the extension remembers of this session, as a restart of the browser does. */
  forget(): Promise<void>;
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
  /** Firefox only, which cannot change it for one tab. */
  dark?: boolean;
  /** Firefox only: after how many milliseconds of rest it ends the background. */
  rest?: number;
}

/** For evaluation in a page of the extension: the id of the tab that was in front before it. */
export const TAB_BEFORE = `(async () => {
  const own = await chrome.tabs.getCurrent();
  const tabs = (await chrome.tabs.query({})).filter(({ id }) => id !== own.id);
  return tabs.reduce((a, b) => (b.lastAccessed > a.lastAccessed ? b : a)).id;
})()`;

/** For evaluation in a page: chooses an option as a person does, so that the page hears of it. */
export const CHOOSE = `(found, value) => {
  found.value = value;
  found.dispatchEvent(new Event('change', { bubbles: true }));
}`;

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
