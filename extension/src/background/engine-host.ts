// The engine, started when it is first needed and kept for as long as the background lives.

import { type Engine, EngineError } from '@touchstone/engine';
import type { Evidence, Link, Listing, Request, Response } from '../contract';

/** The part of the engine that is used. */
export type EnginePart = Pick<Engine, 'inspect' | 'listing' | 'link' | 'report' | 'version'>;

/** Who reports: XARF asks for it. A shopper is asked for nothing, and the recipient sees a reporter that cannot be written to. */
const REPORTER = { org: 'A Touchstone user', contact: 'nobody@touchstone.invalid', domain: 'touchstone.invalid' };

export class EngineHost {
  private starting: Promise<EnginePart> | undefined;

  constructor(private readonly start: () => Promise<EnginePart>) {}

  /** A start that failed is tried again by the next caller. */
  engine(): Promise<EnginePart> {
    this.starting ??= this.start().catch((error: unknown) => {
      this.starting = undefined;
      throw error;
    });
    return this.starting;
  }

  /** One answer a request; undefined for one that the engine could not read. */
  async inspect(requests: readonly Request[]): Promise<(Response | undefined)[]> {
    if (requests.length === 0) return [];
    const answers = (await this.engine()).inspect(requests);
    return answers.map((answer) => ('error' in answer ? undefined : answer));
  }

  /** The listing on a page, or undefined where the page is none: a search page, a login wall, a captcha. */
  async listing(url: string, html: string): Promise<Listing | undefined> {
    const engine = await this.engine();
    try {
      const listing = engine.listing(url, html);
      return listing.title ? listing : undefined;
    } catch (error) {
      if (error instanceof EngineError && error.code === 'not_a_listing') return undefined;
      throw error;
    }
  }

  async links(text: string): Promise<Link[]> {
    return (await this.engine()).link(text);
  }

  /** One XARF v4 document, or undefined where the evidence lacks what XARF demands (a brand with a known site, an address). */
  async xarf(evidence: Evidence): Promise<unknown> {
    const engine = await this.engine();
    try {
      return JSON.parse(engine.report({ format: 'xarf', evidence, reporter: REPORTER }));
    } catch (error) {
      if (error instanceof EngineError) return undefined;
      throw error;
    }
  }

  async packVersion(): Promise<string> {
    return (await this.engine()).version.pack;
  }
}
