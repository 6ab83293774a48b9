// Light or dark, as the page around the surface is: a site's own dark mode need not be the system's.

export type Theme = 'light' | 'dark';

const DARK = '(prefers-color-scheme: dark)';

/** The relative lightness, 0 to 1, of a computed colour; undefined when it is (nearly) transparent or in a form not known. */
function lightness(color: string): number | undefined {
  const numbers = /^rgba?\(([^)]*)\)$/
    .exec(color)?.[1]
    ?.split(/[\s,/]+/)
    .map(Number.parseFloat);
  if (!numbers || numbers.length < 3) return undefined;
  const [red = 0, green = 0, blue = 0, alpha = 1] = numbers;
  return alpha < 0.5 ? undefined : (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
}

export function currentTheme(): Theme {
  for (const element of [document.body, document.documentElement]) {
    if (!element) continue;
    const light = lightness(getComputedStyle(element).backgroundColor);
    if (light !== undefined) return light < 0.45 ? 'dark' : 'light';
  }
  // A page without a ground of its own is white unless it says that it can be dark.
  const canBeDark = /\bdark\b/.test(getComputedStyle(document.documentElement).colorScheme);
  return canBeDark && matchMedia(DARK).matches ? 'dark' : 'light';
}

const watchers = new Set<(theme: Theme) => void>();
let told: Theme | undefined;
let observer: MutationObserver | undefined;

function tell(): void {
  const theme = currentTheme();
  if (theme === told) return;
  told = theme;
  for (const watcher of watchers) watcher(theme);
}

/** Calls back when the theme changes: the system's setting, or the page's own switch, which is an attribute of its root or body. */
export function watchTheme(watcher: (theme: Theme) => void): () => void {
  if (watchers.size === 0) {
    told = currentTheme();
    matchMedia(DARK).addEventListener('change', tell);
    observer = new MutationObserver(tell);
    for (const element of [document.documentElement, document.body]) {
      if (element)
        observer.observe(element, {
          attributes: true,
          attributeFilter: ['class', 'style', 'data-theme', 'data-color-mode'],
        });
    }
  }
  watchers.add(watcher);
  return () => {
    watchers.delete(watcher);
    if (watchers.size > 0) return;
    matchMedia(DARK).removeEventListener('change', tell);
    observer?.disconnect();
  };
}
