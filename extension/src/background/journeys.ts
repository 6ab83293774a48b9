// Journeys: which claim led to which listing. The extension sees no address of a host it has no permission for, so a journey through a
// redirect or a shortener is known by its ends: the link that was followed, and the tab in which a listing then appears.
//
//   claim ──followed in tab 1──► (l.instagram.com, amzn.to: unseen) ──► listing in tab 1, or in a tab that tab 1 opened
//   claim ──► page of links in tab 2 ──its own entry followed──► listing: the second link remembers the first one
//
// Everything is in session storage: the background may die at any arrow.

import type { Area } from './area';
import { Cell } from './area';
import { type Finding, leadingClaim, listingKeyOf } from './finding';

/** A link that a person followed, or copied. */
export interface Follow {
  id: number;
  tabId: number;
  at: number;
  /** The item the link stood in, if it stood in one that was read. */
  key?: string;
  author?: string;
  /** What the page of links calls it. */
  entry?: string;
  href: string;
  /** What the link unwraps to. */
  target: string;
  /** `amazon:B08XYZ1234`, where the link itself names the listing. */
  listing?: string;
  /** The marketplace it leads to, where the link tells. */
  marketplace?: string;
  how: 'opened' | 'copied';
  /** It hides where it leads: a shortener, a page of links. */
  hidden?: boolean;
  /** The link went to a tab of its own. */
  moved?: boolean;
  /** The link that led to the page on which this one was followed. */
  before?: number;
}

/** `at`: when the tab came to be where it is; `opener`: the tab whose page opened it, until it is known by which link. */
interface TabOnTheWay {
  follow?: number;
  at: number;
  opener?: number;
}

interface State {
  next: number;
  /** Claims that may lead to a listing, oldest first. */
  claims: { tabId: number; finding: Finding }[];
  follows: Follow[];
  /** Per tab: the follow that it may be the end of, until a listing is met there. */
  tabs: Record<string, TabOnTheWay>;
  /** Listings that were met: the claims that led there. By listing key, so another address of it is met too. */
  met: { listing: string; keys: string[]; target?: string }[];
}

const MAX_CLAIMS = 60;
const MAX_FOLLOWS = 60;
const MAX_TABS = 100;
const MAX_MET = 100;
/** A new tab that opens this soon after a link was followed was opened by it. */
const OPENING = 5_000;
/** The browser may tell of the new tab a moment before the page tells of the link that opened it. */
const TOLD_LATE = 2_000;
/** A copied link that names its listing is pasted within this time; one that names a marketplace only, within the shorter one. */
const PASTE = 30 * 60_000;
const PASTE_AT_ONCE = 2 * 60_000;
/** Posts of an author count for a link in that author's bio for this long. */
const MEMORY = 2 * 60 * 60_000;

export class Journeys {
  private readonly cell: Cell<State>;

  constructor(
    area: Area,
    private readonly now: () => number = Date.now,
  ) {
    this.cell = new Cell(area, 'journeys', () => ({ next: 1, claims: [], follows: [], tabs: {}, met: [] }));
  }

  /** Remembers findings that a listing could be met with. */
  async remember(tabId: number, findings: readonly Finding[]): Promise<void> {
    if (findings.length === 0) return;
    const keys = new Set(findings.map((finding) => finding.item.key));
    await this.cell.update((state) => {
      state.claims = [
        ...state.claims.filter(({ finding }) => !keys.has(finding.item.key)),
        ...findings.map((finding) => ({ tabId, finding })),
      ].slice(-MAX_CLAIMS);
    });
  }

  /**
   * `onTheWay`: the page is none of Instagram's, so whatever led to it led on to this link too. `at`: when the page told of it; what the
   * link is may be known only some time later.
   */
  async follow(follow: Omit<Follow, 'id' | 'at' | 'before'>, onTheWay = false, at = this.now()): Promise<void> {
    await this.cell.update((state) => {
      const id = state.next++;
      const carried = onTheWay ? state.tabs[follow.tabId]?.follow : undefined;
      const before = carried === undefined ? {} : { before: carried };
      const followed: Follow = { ...follow, ...before, id, at };
      state.follows = [...state.follows, followed].slice(-MAX_FOLLOWS);
      if (follow.how !== 'opened') return;
      const waiting = Object.entries(state.tabs).find(
        ([, tab]) => tab.opener === follow.tabId && at - tab.at <= TOLD_LATE,
      );
      if (waiting === undefined) setTab(state, follow.tabId, { follow: id, at });
      else moveTo(state, followed, Number(waiting[0]), at);
    });
  }

  /**
   * A tab was opened. By the page where a link was just followed: the link went there, and the journey with it. By a page on the way
   * (a page of links): the journey goes on there too. By nobody that the browser names: it may be the link that was followed just now.
   */
  async tabOpened(tabId: number, openerTabId: number | undefined): Promise<void> {
    await this.cell.update((state) => {
      const at = this.now();
      const justNow = (follow: Follow) => follow.how === 'opened' && follow.moved !== true && at - follow.at <= OPENING;
      const carried = openerTabId === undefined ? undefined : state.tabs[openerTabId]?.follow;
      const follow =
        openerTabId === undefined
          ? state.follows.findLast(justNow)
          : (state.follows.find(({ id, tabId: origin }) => id === carried && origin !== openerTabId) ??
            state.follows.findLast((candidate) => candidate.tabId === openerTabId && justNow(candidate)));
      if (follow === undefined)
        setTab(state, tabId, { at, ...(openerTabId === undefined ? {} : { opener: openerTabId }) });
      else if (follow.tabId === openerTabId || openerTabId === undefined) moveTo(state, follow, tabId, at);
      else setTab(state, tabId, { follow: follow.id, at });
    });
  }

  /** The tab is on Instagram: whatever journey it was on is over. */
  async tabReturned(tabId: number): Promise<void> {
    await this.tabClosed(tabId);
  }

  async tabClosed(tabId: number): Promise<void> {
    await this.cell.update((state) => {
      delete state.tabs[tabId];
    });
  }

  /** True if a listing at this address would be met with a claim: only then is the page looked at. */
  async expects(tabId: number, listing: string | undefined, referrer: string): Promise<boolean> {
    return this.claimsFor(await this.cell.read(), tabId, listing, referrer).findings.length > 0;
  }

  /** The claims that led to the listing in this tab, the likeliest first, and the link that was followed. Ends the journey. */
  async meet(
    tabId: number,
    listing: string | undefined,
    referrer: string,
  ): Promise<{ findings: Finding[]; follow?: Follow }> {
    return this.cell.update((state) => {
      const met = this.claimsFor(state, tabId, listing, referrer);
      if (met.findings.length > 0 && listing !== undefined) {
        const keys = met.findings.map((finding) => finding.item.key);
        state.met = [
          ...state.met.filter((entry) => entry.listing !== listing),
          { listing, keys, ...(met.follow === undefined ? {} : { target: met.follow.target }) },
        ].slice(-MAX_MET);
      }
      // A second listing in the same tab was found by the person, not shown by the post.
      if (met.findings.length > 0) setTab(state, tabId, { at: this.now() });
      return met;
    });
  }

  /** A link was found to lead to a listing before anybody followed it: the claim is met there by whatever way one comes. */
  async learn(key: string, target: string, listing: string): Promise<void> {
    await this.cell.update((state) => {
      const before = state.met.find((entry) => entry.listing === listing);
      const keys = [...new Set([...(before?.keys ?? []), key])].slice(-6);
      state.met = [...state.met.filter((entry) => entry !== before), { listing, keys, target }].slice(-MAX_MET);
      for (const follow of state.follows) if (follow.target === target) follow.listing ??= listing;
    });
  }

  /** The listing that a link was found to lead to, by the link's target. */
  async listingBehind(target: string): Promise<string | undefined> {
    return (await this.cell.read()).met.find((entry) => entry.target === target)?.listing;
  }

  private claimsFor(state: State, tabId: number, listing: string | undefined, referrer: string) {
    const at = this.now();
    const find = (key: string) => state.claims.find(({ finding }) => finding.item.key === key)?.finding;

    const followId = state.tabs[tabId]?.follow;
    const follow =
      state.follows.find(({ id }) => id === followId) ??
      (listing === undefined
        ? undefined
        : state.follows.findLast((candidate) => candidate.listing === listing && at - candidate.at <= PASTE)) ??
      state.follows.findLast(
        (candidate) =>
          candidate.how === 'copied' &&
          candidate.listing === undefined &&
          candidate.marketplace !== undefined &&
          listing?.startsWith(`${candidate.marketplace}:`) &&
          at - candidate.at <= PASTE_AT_ONCE,
      ) ??
      // A copied link that tells nothing is believed only in a tab that was opened for it, with no page before.
      (referrer === ''
        ? state.follows.findLast(
            (candidate) =>
              candidate.how === 'copied' &&
              candidate.hidden === true &&
              candidate.listing === undefined &&
              candidate.marketplace === undefined &&
              (state.tabs[tabId]?.at ?? 0) >= candidate.at &&
              at - candidate.at <= PASTE_AT_ONCE,
          )
        : undefined) ??
      (cameFromInstagram(referrer)
        ? state.follows.findLast((candidate) => at - candidate.at <= 10 * OPENING)
        : undefined);
    if (follow !== undefined) {
      const steps = wayOf(state, follow);
      const own = steps.flatMap(({ key }) => (key === undefined ? [] : (find(key) ?? [])));
      const claimed = own.filter((finding) => leadingClaim(finding.response) !== undefined);
      if (claimed.length > 0) return { findings: claimed, follow };
      const authors = steps.flatMap(({ author, key }) => author ?? (key && find(key)?.item.promotion.author) ?? []);
      const byAuthor = state.claims
        .filter(({ finding }) => at - finding.at <= MEMORY && authors.some((author) => isBy(finding, author)))
        .map(({ finding }) => finding)
        .reverse();
      const findings = [...own, ...byAuthor.filter((finding) => !own.includes(finding))].slice(0, 6);
      if (findings.length > 0) return { findings, follow };
    }

    if (listing === undefined) return { findings: [] };
    const before = state.met.find((entry) => entry.listing === listing);
    if (before !== undefined) {
      const findings = before.keys.flatMap((key) => find(key) ?? []);
      if (findings.length > 0) return { findings };
    }
    const byListing = state.claims
      .filter(({ finding }) => finding.response.links.some((link) => listingKeyOf(link) === listing))
      .map(({ finding }) => finding)
      .reverse();
    return { findings: byListing.slice(0, 3) };
  }
}

/** The link that was followed last, and those that led to the pages it stood on. */
function wayOf(state: State, last: Follow): Follow[] {
  const steps = [last];
  for (let step = last; step.before !== undefined && steps.length < 6; ) {
    const before = state.follows.find(({ id }) => id === step.before);
    if (before === undefined) break;
    steps.push(before);
    step = before;
  }
  return steps;
}

/** The link went to a tab of its own. The page stays where the journey had come to: another of its links may be followed from there. */
function moveTo(state: State, follow: Follow, tabId: number, at: number): void {
  follow.moved = true;
  if (follow.before === undefined) delete state.tabs[follow.tabId];
  else setTab(state, follow.tabId, { follow: follow.before, at });
  setTab(state, tabId, { follow: follow.id, at });
  // What was opened from there before the link was known is on the same way, until a link of that page is told.
  for (const tab of Object.values(state.tabs)) {
    if (tab.opener === tabId) tab.follow ??= follow.id;
  }
}

function setTab(state: State, tabId: number, value: TabOnTheWay): void {
  state.tabs[tabId] = value;
  const ids = Object.keys(state.tabs);
  if (ids.length <= MAX_TABS) return;
  const oldest = ids.reduce((a, b) => ((state.tabs[a]?.at ?? 0) <= (state.tabs[b]?.at ?? 0) ? a : b));
  delete state.tabs[oldest];
}

function isBy(finding: Finding, author: string | undefined): boolean {
  return author !== undefined && finding.item.promotion.author?.toLowerCase() === author.toLowerCase();
}

function cameFromInstagram(referrer: string): boolean {
  try {
    const { hostname } = new URL(referrer);
    return hostname === 'l.instagram.com' || hostname === 'www.instagram.com';
  } catch {
    return false;
  }
}
