// Which link a person follows or copies: the beginning of a journey.

export interface FollowedLink {
  /** The element that was pressed; undefined for copied text. */
  element: Element | undefined;
  href: string;
  how: 'opened' | 'copied';
}

/** Something that looks like a web address, with or without its scheme. */
const ADDRESS = /^\s*(?:https?:\/\/)?[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+(?:\/\S*)?\s*$/u;
const MAX_ADDRESS = 4_096;

export function watchLinks(
  document: Document,
  leaves: (href: string) => boolean,
  onLink: (link: FollowedLink) => void,
): void {
  const report = (event: Event, how: FollowedLink['how']) => {
    const element = (event.target as Element | null)?.closest?.('a[href]');
    const href = element?.getAttribute('href') ?? '';
    if (element && href.length <= MAX_ADDRESS && leaves(href)) onLink({ element, href, how });
  };
  // In the capture phase, before the page's own handlers can stop the event or go away with it.
  document.addEventListener('click', (event) => report(event, 'opened'), true);
  document.addEventListener(
    'auxclick',
    (event) => {
      if (event.button === 1) report(event, 'opened');
    },
    true,
  );
  document.addEventListener('contextmenu', (event) => report(event, 'copied'), true);
  document.addEventListener(
    'copy',
    () => {
      const selection = document.getSelection();
      const text = selection?.toString() ?? '';
      if (text.length > MAX_ADDRESS || !ADDRESS.test(text)) return;
      const node = selection?.anchorNode ?? null;
      const element =
        node === null ? undefined : node.nodeType === 1 ? (node as Element) : (node.parentElement ?? undefined);
      onLink({ element, href: text.trim(), how: 'copied' });
    },
    true,
  );
}
