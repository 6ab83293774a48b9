// Which link a person follows or copies: the beginning of a journey.

export interface FollowedLink {
  /** The element that was pressed; undefined for copied text outside of any. */
  element: Element | undefined;
  href: string;
  how: 'opened' | 'copied';
}

/** A link that is being followed, while that can still be stopped. */
export interface Following extends FollowedLink {
  newTab: boolean;
  /** Keeps the page and the browser from following the link. */
  stop(): void;
}

/** Something that looks like a web address, with or without its scheme. */
const ADDRESS = /^\s*(?:https?:\/\/)?[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+(?:\/\S*)?\s*$/u;
const MAX_ADDRESS = 4_096;

export function watchLinks(
  document: Document,
  leaves: (href: string) => boolean,
  on: { follow(link: Following): void; copy(link: FollowedLink): void },
): void {
  const linkOf = (event: Event): { element: Element; href: string } | undefined => {
    const element = (event.target as Element | null)?.closest?.('a[href]');
    const href = element?.getAttribute('href') ?? '';
    return element && href.length <= MAX_ADDRESS && leaves(href) ? { element, href } : undefined;
  };
  const follow = (event: MouseEvent) => {
    const link = linkOf(event);
    if (link === undefined) return;
    const newTab =
      link.element.getAttribute('target') === '_blank' ||
      event.button === 1 ||
      event.ctrlKey ||
      event.metaKey ||
      event.shiftKey;
    const stop = () => {
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    on.follow({ ...link, how: 'opened', newTab, stop });
  };
  // In the capture phase, before the page's own handlers can stop the event or go away with it.
  document.addEventListener('click', follow, true);
  document.addEventListener('auxclick', (event) => event.button === 1 && follow(event), true);
  document.addEventListener(
    'contextmenu',
    (event) => {
      const link = linkOf(event);
      if (link !== undefined) on.copy({ ...link, how: 'copied' });
    },
    true,
  );
  document.addEventListener(
    'copy',
    () => {
      const selection = document.getSelection();
      const text = selection?.toString() ?? '';
      if (text.length > MAX_ADDRESS || !ADDRESS.test(text)) return;
      const node = selection?.anchorNode ?? null;
      const element = node?.nodeType === 1 ? (node as Element) : (node?.parentElement ?? undefined);
      on.copy({ element, href: text.trim(), how: 'copied' });
    },
    true,
  );
}
