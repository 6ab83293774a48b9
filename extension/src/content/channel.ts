// From the page's own world to ours: the text of a response, as a string, by an event on the document. One way only. A page can send
// such an event too; all it gains is that its text is read as a response of Instagram's, which it could serve anyway.

const EVENT = 'touchstone:response';
/** The longest response that is looked at: it is parsed in one go, in well under a frame. A screenful of the home feed is a few 100 KB. */
export const MAX_LENGTH = 3_000_000;

/** In the page's world. */
export function send(text: string): void {
  if (text.length <= MAX_LENGTH) document.dispatchEvent(new CustomEvent(EVENT, { detail: text }));
}

/** In ours. What arrives is a string of bounded length, or nothing. */
export function receive(onText: (text: string) => void): void {
  document.addEventListener(EVENT, (event) => {
    const detail: unknown = (event as CustomEvent).detail;
    if (typeof detail === 'string' && detail.length <= MAX_LENGTH) onText(detail);
  });
}
