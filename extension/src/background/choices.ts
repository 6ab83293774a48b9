// What the person decided: items that were marked wrongly, accounts that are not to be marked, and where not to be stopped on the way
// out. Kept on the device.

import type { Area } from './area';
import { Cell } from './area';

interface State {
  wrong: string[];
  trusted: string[];
  /** Accounts whose links are followed without being stopped; everyone's, if `neverStop`. */
  unstopped: string[];
  neverStop: boolean;
  /** Marketplaces whose links are checked without being asked to, by id. */
  auto?: string[];
}

/** What was decided, as the options page shows it. */
export interface Chosen {
  trusted: string[];
  unstopped: string[];
  neverStop: boolean;
  auto: string[];
  wrong: number;
}

/** What the choices mean for one item. */
export interface Ruling {
  hides(key: string, author: string | undefined): boolean;
  stops(author: string | undefined): boolean;
}

const MAX = 2000;

export class Choices {
  private readonly cell: Cell<State>;

  constructor(area: Area) {
    this.cell = new Cell(area, 'choices', () => ({ wrong: [], trusted: [], unstopped: [], neverStop: false }));
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

  /** Also takes back what the boxes of that notice said. */
  async setStopping(stop: boolean): Promise<void> {
    await this.cell.update((state) => {
      state.neverStop = !stop;
    });
  }

  async stopAgain(handle: string): Promise<void> {
    await this.cell.update((state) => {
      state.unstopped = toggled(state.unstopped, handle.toLowerCase(), true);
    });
  }

  async setAuto(marketplace: string, on: boolean): Promise<void> {
    await this.cell.update((state) => {
      state.auto = toggled(state.auto ?? [], marketplace, !on);
    });
  }

  /** Forgets which items were marked wrongly. */
  async forgetWrong(): Promise<void> {
    await this.cell.update((state) => {
      state.wrong = [];
    });
  }

  async forgetAll(): Promise<void> {
    await this.cell.clear();
  }

  async chosen(): Promise<Chosen> {
    const { trusted, unstopped, neverStop, auto = [], wrong } = await this.cell.read();
    return { trusted, unstopped, neverStop, auto, wrong: wrong.length };
  }

  /** The boxes of the notice on the way out. */
  async setWayOut(handle: string | undefined, always: boolean): Promise<void> {
    await this.cell.update((state) => {
      if (handle !== undefined) state.unstopped = toggled(state.unstopped, handle.toLowerCase(), false);
      if (always) state.neverStop = true;
    });
  }

  async ruling(): Promise<Ruling> {
    const state = await this.cell.read();
    const wrong = new Set(state.wrong);
    const trusted = new Set(state.trusted);
    const unstopped = new Set(state.unstopped);
    return {
      hides: (key, author) => wrong.has(key) || (author !== undefined && trusted.has(author.toLowerCase())),
      stops: (author) => !state.neverStop && (author === undefined || !unstopped.has(author.toLowerCase())),
    };
  }
}

function toggled(list: readonly string[], value: string, undo: boolean): string[] {
  const rest = list.filter((entry) => entry !== value);
  return undo ? rest : [...rest, value].slice(-MAX);
}
