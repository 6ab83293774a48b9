// Text on a surface: sentences whose page words stand in a `bdi`, and quotes in the reader's quotation marks.

import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { LabelKey } from './labels';
import { pieces } from './quote';
import type { Line, PromotionKind, Quote } from './types';
import type { Piece, Words } from './words';

const WordsContext = createContext<Words | undefined>(undefined);
export const WordsProvider = WordsContext.Provider;

export function useWords(): Words {
  const words = useContext(WordsContext);
  if (!words) throw new Error('a surface is drawn without words');
  return words;
}

/** Inside a sentence the quotation marks belong to the sentence, whose direction they take; only what is between them is isolated. */
export function Pieces({ of }: { of: readonly Piece[] }) {
  const words = useWords();
  return (
    <>
      {of.map(({ type, text }) => {
        if (type === 'text') return text;
        if (type === 'value') return <bdi>{text}</bdi>;
        return [words.open, <bdi>{text}</bdi>, words.close];
      })}
    </>
  );
}

export function Said({ line, kind }: { line: Line; kind?: PromotionKind | undefined }) {
  return <Pieces of={useWords().pieces(line, kind)} />;
}

export function Label({
  of,
  with: params,
  kind,
}: {
  of: LabelKey;
  with?: readonly string[];
  kind?: PromotionKind | undefined;
}) {
  return <Pieces of={useWords().labelPieces(of, params, kind)} />;
}

/**
 * A quote by itself runs in its own direction, and so do the marks around it: in a paragraph of the other direction they would
 * land on the wrong ends of its lines. Without marks (a listing's title) it is the words alone.
 */
export function QuoteText({ quote, marks = true }: { quote: Quote; marks?: boolean }) {
  const words = useWords();
  return (
    <p class="quote" dir="auto">
      {marks && words.open}
      {quote.cutStart && '…'}
      {pieces(quote).map(({ text, marked }) => (marked ? <mark>{text}</mark> : text))}
      {quote.cutEnd && '…'}
      {marks && words.close}
    </p>
  );
}
