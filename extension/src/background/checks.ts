// Checking a link before the click: on request, or by itself where the person allowed that for the marketplace. One check a finding at a
// time; asking again joins the one that is under way. What is wanted is written down first, so that a killed background goes on with it.

import type { LinkStep, Listing, Promotion } from '../contract';
import { compareVerdicts } from '../contract';
import { hostOf, siteOf } from '../sites/marketplaces';
import type { Allowed } from './access';
import { type Area, Cell } from './area';
import type { EngineHost } from './engine-host';
import { type Finding, isCheckable } from './finding';
import type { Findings } from './findings';
import type { Step } from './page-fetch';
import type { ReadListings } from './read-listings';
import { type End, goTo, type Underway } from './way';

export interface ChecksOutside {
  allowed(): Promise<Allowed>;
  ask(url: URL, stop: AbortSignal): Promise<Step>;
  now(): number;
  /** The check is at another step. */
  underway(tabId: number, finding: Finding, at: Underway): void;
  /** A listing was read for a link of this finding. */
  read(finding: Finding, link: string, key: string, listing: Listing): Promise<void>;
  /** A check that nobody waits for has ended. */
  ended(tabId: number, finding: Finding): Promise<void>;
}

/** asked: goes on once the permission is there that it waits for. */
interface Wanted {
  tabId: number;
  key: string;
  why: 'asked' | 'auto';
  at: number;
}

interface Waiting {
  wanted: Wanted[];
  /** When pages were read by themselves in the last hour. */
  spent: number[];
}

interface Running {
  at?: Underway;
  stop: AbortController;
  done: Promise<Finding>;
}

const TIME = 20_000;
const MOST_LINKS = 3;
const MOST_WANTED = 40;
const HOUR = 60 * 60_000;
/** A permission that was asked for is waited for this long. */
const PATIENCE = HOUR;
const MOST_AN_HOUR = 60;

export class Checks {
  private readonly running = new Map<string, Running>();
  private readonly waiting: Cell<Waiting>;
  private draining: Promise<void> | undefined;

  constructor(
    private readonly engine: EngineHost,
    private readonly findings: Findings,
    private readonly listings: ReadListings,
    private readonly outside: ChecksOutside,
    session: Area,
  ) {
    this.waiting = new Cell(session, 'checks', () => ({ wanted: [], spent: [] }));
  }

  underway(tabId: number, key: string): Underway | undefined {
    return this.running.get(nameOf(tabId, key))?.at;
  }

  /** Resolves with the finding as it is after the check. */
  async check(tabId: number, key: string): Promise<Finding> {
    const name = nameOf(tabId, key);
    const before = this.running.get(name);
    if (before !== undefined) return before.done;
    const stop = new AbortController();
    const running: Running = { stop, done: this.run(tabId, key, stop.signal, (at) => (running.at = at)) };
    this.running.set(name, running);
    try {
      return await running.done;
    } finally {
      this.running.delete(name);
    }
  }

  stop(tabId: number, key: string): void {
    this.running.get(nameOf(tabId, key))?.stop.abort();
  }

  /** Writes down what is to be checked. */
  async want(tabId: number, keys: readonly string[], why: Wanted['why']): Promise<void> {
    if (keys.length === 0) return;
    const at = this.outside.now();
    await this.waiting.update((state) => {
      const rest = state.wanted.filter((one) => one.tabId !== tabId || !keys.includes(one.key));
      state.wanted = [...rest, ...keys.map((key) => ({ tabId, key, why, at }))].slice(-MOST_WANTED);
    });
  }

  /** Checks what was written down, one after the other. */
  drain(): Promise<void> {
    this.draining ??= this.drainAll().finally(() => {
      this.draining = undefined;
    });
    return this.draining;
  }

  private async drainAll(): Promise<void> {
    for (const wanted of (await this.waiting.read()).wanted) {
      const finding = await this.findings.finding(wanted.tabId, wanted.key);
      const ready = finding !== undefined && (await this.ready(finding));
      const late = this.outside.now() - wanted.at > PATIENCE;
      if (wanted.why === 'asked' && finding !== undefined && !ready && !late) continue;
      if (ready && (wanted.why === 'asked' || (await this.mayspend()))) {
        const after = await this.check(wanted.tabId, wanted.key).catch(() => undefined);
        if (after !== undefined) await this.outside.ended(wanted.tabId, after);
      }
      await this.waiting.update((state) => {
        state.wanted = state.wanted.filter(
          ({ tabId, key, at }) => tabId !== wanted.tabId || key !== wanted.key || at !== wanted.at,
        );
      });
    }
  }

  /** True if the first address that the check has to ask may be read. */
  private async ready(finding: Finding): Promise<boolean> {
    const link = finding.response.links.find(isCheckable);
    const next = finding.check?.end === 'needs' ? finding.check.url : link?.target;
    return next !== undefined && (await this.outside.allowed()).mayRead(next);
  }

  private mayspend(): Promise<boolean> {
    const now = this.outside.now();
    return this.waiting.update((state) => {
      state.spent = state.spent.filter((at) => now - at < HOUR);
      if (state.spent.length >= MOST_AN_HOUR) return false;
      state.spent.push(now);
      return true;
    });
  }

  private async run(tabId: number, key: string, stop: AbortSignal, tell: (at: Underway) => void): Promise<Finding> {
    const finding = await this.findings.finding(tabId, key);
    if (finding === undefined)
      throw new Error('Touchstone does not remember this item. Reload the page and try again.');
    const signal = AbortSignal.any([stop, AbortSignal.timeout(TIME)]);
    const allowed = await this.outside.allowed();
    let best: Finding | undefined;
    for (const link of finding.response.links.filter(isCheckable).slice(0, MOST_LINKS)) {
      const end = await goTo(link.target, this.engine, this.listings, {
        allowed,
        stop: signal,
        ask: this.outside.ask,
        tell: (at) => {
          tell(at);
          this.outside.underway(tabId, finding, at);
        },
      });
      const met = await this.met(finding, link, end);
      if (end.kind === 'read') await this.outside.read(met, link.target, end.key, end.listing);
      if (best === undefined || compareVerdicts(met.response.verdict, best.response.verdict) > 0) best = met;
      if (end.kind === 'stopped' || met.response.verdict === 'warn' || met.response.verdict === 'caution') break;
    }
    return best ?? finding;
  }

  /** The finding in the light of what its link led to. */
  private async met(finding: Finding, link: { field: string }, end: End): Promise<Finding> {
    const { listing: _, ...bare } = finding;
    const check = { end: end.kind, url: end.url, host: hostOf(end.url) ?? '', site: siteOf(end.url)?.id };
    if (end.kind !== 'read' && end.kind !== 'other') return { ...bare, check };
    const promotion =
      end.kind === 'other' ? withLink(finding.item.promotion, link.field, end.url) : finding.item.promotion;
    const listing = end.kind === 'read' ? end.listing : undefined;
    const [response] = await this.engine.inspect([
      { id: '0', promotion, ...(listing === undefined ? {} : { listing }) },
    ]);
    if (response === undefined) return { ...bare, check };
    const last: LinkStep[] = listing?.url
      ? [{ url: listing.url, kind: 'listing', marketplace: listing.marketplace ?? null }]
      : [];
    const chain = [...end.chain, ...last].filter((step, index, steps) => steps[index + 1]?.url !== step.url);
    return { ...bare, response, chain, check, ...(listing === undefined ? {} : { listing }) };
  }
}

function nameOf(tabId: number, key: string): string {
  return `${tabId} ${key}`;
}

/** The promotion with one of its links replaced by what it leads to. A link in the text stays there, and the target is added. */
function withLink(promotion: Promotion, field: string, url: string): Promotion {
  const index = Number(/^links\[(\d+)\]$/.exec(field)?.[1] ?? Number.NaN);
  const links = [...(promotion.links ?? [])];
  if (Number.isNaN(index)) links.push(url);
  else links[index] = url;
  return { ...promotion, links };
}
