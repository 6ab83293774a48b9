// What the person decided: items that were marked wrongly, and accounts that are not to be marked. Kept on the device.

import type { Area } from './area';
import { Cell } from './area';

interface State {
  wrong: string[];
  trusted: string[];
}

const MAX = 2000;

export class Choices {
  private readonly cell: Cell<State>;

  constructor(area: Area) {
    this.cell = new Cell(area, 'choices', () => ({ wrong: [], trusted: [] }));
  }

  async setWrong(key: string, undo: boolean): Promise<void> {
    await this.cell.update((state) => {
      state.wrong = toggled(state.wrong, key, undo);
    });
  }

  async setTrusted(handle: string, undo: boolean): Promise<void> {
    await this.cell.update((state) => {
      state.trusted = toggled(state.trusted, handle.toLowerCase(), undo);
    });
  }

  /** A test for whether an item is to be left unmarked. */
  async hides(): Promise<(key: string, author: string | undefined) => boolean> {
    const state = await this.cell.read();
    const wrong = new Set(state.wrong);
    const trusted = new Set(state.trusted);
    return (key, author) => wrong.has(key) || (author !== undefined && trusted.has(author.toLowerCase()));
  }
}

function toggled(list: readonly string[], value: string, undo: boolean): string[] {
  const rest = list.filter((entry) => entry !== value);
  return undo ? rest : [...rest, value].slice(-MAX);
}
