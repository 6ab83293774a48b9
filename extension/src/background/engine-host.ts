// The engine, started when it is first needed and kept for as long as the background lives.

import type { Link, ListingPage, Request, Response } from '../contract';

/** What @touchstone/engine gives. */
export interface Engine {
  inspect(requests: readonly Request[]): Response[];
  listing(url: string, html: string): ListingPage;
  link(text: string): Link[];
  readonly version: string;
}

export interface Versions {
  engine: string;
  pack: string;
}

export class EngineHost {
  private starting: Promise<Engine> | undefined;

  constructor(
    private readonly start: () => Promise<Engine>,
    private readonly packVersion: (engine: Engine) => string = () => '',
  ) {}

  /** A start that failed is tried again by the next caller. */
  engine(): Promise<Engine> {
    this.starting ??= this.start().catch((error: unknown) => {
      this.starting = undefined;
      throw error;
    });
    return this.starting;
  }

  async inspect(requests: readonly Request[]): Promise<Response[]> {
    return requests.length === 0 ? [] : (await this.engine()).inspect(requests);
  }

  /** The listing on a page, or undefined where the page is none. */
  async listing(url: string, html: string): Promise<ListingPage | undefined> {
    const engine = await this.engine();
    try {
      const page = engine.listing(url, html);
      return page.title === '' ? undefined : page;
    } catch {
      // "not_a_listing": a search page, a login wall, a captcha.
      return undefined;
    }
  }

  async links(text: string): Promise<Link[]> {
    return (await this.engine()).link(text);
  }

  async versions(): Promise<Versions> {
    const engine = await this.engine();
    return { engine: engine.version, pack: this.packVersion(engine) };
  }
}
