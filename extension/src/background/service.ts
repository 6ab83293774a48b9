// What the background does for each message. It knows no browser API: what it needs is given to it.

import type { Evidence, LinkStep, Listing, Request } from '../contract';
import { compareVerdicts } from '../contract';
import type { Answers, Item, MessageOf, MessageType, Notice, Shown } from '../protocol';
import { marketplaceById, marketplaceOf } from '../sites/marketplaces';
import type { PopupView } from '../surfaces/types';
import { bannerOf, marketplaceToAllow, popupFindingOf, type Surroundings, shownOf } from '../views';
import { type Area, Cell } from './area';
import type { Choices } from './choices';
import type { EngineHost } from './engine-host';
import { freeze } from './evidence';
import { type Finding, isToRead, leadingClaim, listingKeyOf, mayMatter } from './finding';
import type { Findings } from './findings';
import type { Journeys } from './journeys';
import { exportJson, type Reports } from './reports';

/** Where a message came from. */
export interface Sender {
  tabId: number;
}

export interface Outside {
  extensionVersion: string;
  /** Marketplaces whose listings may be read, by id. */
  allowed(): Promise<ReadonlySet<string>>;
  siteOf(brand: string): string | undefined;
  notify(tabId: number, notice: Notice): void;
  /** The count on the toolbar's icon; 0 takes it away, `fault` says that nothing could be checked. */
  setCount(tabId: number, count: number | 'fault'): void;
  openAllow(marketplace: string): Promise<void>;
  now(): number;
}

type Handlers = { [T in MessageType]: (message: MessageOf<T>, sender: Sender) => Promise<Answers[T]> };

const MAX_LISTINGS = 60;

export class Service {
  /** Listings that were read in this session, by `marketplace:id`. */
  private readonly listings: Cell<[string, Listing][]>;

  constructor(
    private readonly engine: EngineHost,
    private readonly findings: Findings,
    private readonly journeys: Journeys,
    private readonly choices: Choices,
    private readonly reports: Reports,
    private readonly outside: Outside,
    session: Area,
  ) {
    this.listings = new Cell(session, 'listings', () => []);
  }

  readonly handlers: Handlers = {
    inspect: async ({ items }, { tabId }) => ({ shown: await this.inspect(items, tabId) }),

    'page.opened': async (_, { tabId }) => {
      await this.findings.open(tabId, 'instagram');
      await this.journeys.tabReturned(tabId);
      this.outside.setCount(tabId, 0);
      return null;
    },

    unread: async ({ places }, { tabId }) => {
      await this.findings.setUnread(tabId, places);
      return null;
    },

    'link.followed': async ({ key, href, author, how }, { tabId }) => {
      const link = (await this.engine.links(href))[0];
      const listing = link === undefined ? undefined : listingKeyOf(link);
      await this.journeys.follow({
        tabId,
        ...(key === undefined ? {} : { key }),
        ...(author === undefined ? {} : { author }),
        href,
        target: link?.target ?? href,
        ...(listing === undefined ? {} : { listing }),
        ...(link?.marketplace ? { marketplace: link.marketplace } : {}),
        how,
      });
      return null;
    },

    'listing.expected': async ({ url, referrer }, { tabId }) => ({
      expected: await this.journeys.expects(tabId, await this.listingKey(url), referrer),
    }),

    'listing.read': async ({ url, referrer, html }, { tabId }) => this.meet(url, referrer, html, tabId),

    report: async ({ id, key }, { tabId }) => this.report(tabId, key, id),

    'report.undo': async ({ id }) => ({ removed: await this.reports.remove(id) }),

    wrong: async ({ key, undo }, { tabId }) => {
      const finding = await this.findings.finding(tabId, key);
      if (finding === undefined)
        throw new Error('Touchstone does not remember this item. Reload the page and try again.');
      await this.choices.setWrong(finding.item.key, undo);
      await this.show(tabId, finding);
      return null;
    },

    trust: async ({ handle, undo }, { tabId }) => {
      await this.choices.setTrusted(handle, undo);
      const state = await this.findings.state(tabId);
      for (const finding of state?.findings ?? []) {
        if (finding.item.promotion.author?.toLowerCase() === handle.toLowerCase()) await this.show(tabId, finding);
      }
      return null;
    },

    'way.out': async ({ handle, always }) => {
      await this.choices.setWayOut(handle, always);
      return null;
    },

    'open.allow': async ({ marketplace }) => {
      if (marketplaceById(marketplace) === undefined) throw new Error('Touchstone does not know this marketplace.');
      await this.outside.openAllow(marketplace);
      return null;
    },

    'popup.state': async ({ tabId, url }) => this.popup(tabId, url),

    'reports.export': async ({ format, ids }) => {
      const reports = await this.reports.pick(ids);
      const day = new Date(this.outside.now()).toISOString().slice(0, 10);
      return format === 'json'
        ? { name: `touchstone-reports-${day}.json`, mime: 'application/json', text: exportJson(reports) }
        : {
            name: `touchstone-reports-${day}.xarf.json`,
            mime: 'application/json',
            text: await this.xarf(reports),
          };
    },
  };

  // Instagram

  private async inspect(items: readonly Item[], tabId: number): Promise<Shown[]> {
    const findings = await this.judge(items).catch((error: unknown) => {
      // Nothing is checked then, and silence would look like safety.
      this.outside.setCount(tabId, 'fault');
      throw error;
    });
    const matter = findings.filter((finding) => mayMatter(finding.response));
    const clear = findings.filter((finding) => !mayMatter(finding.response)).map((finding) => finding.item.key);
    await this.findings.add(
      tabId,
      items.map((item) => item.key),
      matter,
      clear,
    );
    await this.journeys.remember(tabId, matter);
    await this.count(tabId);
    const shown: Shown[] = [];
    for (const finding of matter) {
      const one = await this.shownOf(finding);
      if (one !== undefined) shown.push(one);
    }
    return shown;
  }

  /** Judges items, each against its listing where that was read before. */
  private async judge(items: readonly Item[]): Promise<Finding[]> {
    const at = this.outside.now();
    const requests = items.map((item, index): Request => ({ id: String(index), promotion: item.promotion }));
    const responses = await this.engine.inspect(requests);
    const findings = items.flatMap((item, index): Finding[] => {
      const response = responses[index];
      return response?.verdict === undefined ? [] : [{ item, response, chain: chainOf(response.links), at }];
    });
    const met = await Promise.all(findings.map((finding) => this.knownListing(finding)));
    const again = findings.flatMap((finding, index) => {
      const listing = met[index];
      return listing === undefined ? [] : [{ finding, listing }];
    });
    const second = await this.engine.inspect(
      again.map(({ finding, listing }, index) => ({ id: String(index), promotion: finding.item.promotion, listing })),
    );
    again.forEach(({ finding, listing }, index) => {
      const response = second[index];
      if (response?.verdict === undefined) return;
      finding.response = response;
      finding.listing = listing;
      finding.chain = chained(finding.chain, { url: listing.url ?? '', kind: 'listing' });
    });
    return findings;
  }

  private async knownListing(finding: Finding): Promise<Listing | undefined> {
    if (leadingClaim(finding.response) === undefined && finding.response.cues.length === 0) return undefined;
    const listings = new Map(await this.listings.read());
    if (listings.size === 0) return undefined;
    for (const link of finding.response.links) {
      const key =
        listingKeyOf(link) ?? (await this.listingKey(link.target)) ?? (await this.journeys.listingBehind(link.target));
      const listing = key === undefined ? undefined : listings.get(key);
      if (listing !== undefined) return listing;
    }
    return undefined;
  }

  // The listing

  private async meet(url: string, referrer: string, html: string, tabId: number): Promise<Answers['listing.read']> {
    const page = await this.engine.listing(url, html);
    if (page === undefined) return { banner: null };
    const listing: Listing = { ...page, url };
    const listingKey = listingKeyOf(page) ?? (await this.listingKey(url));
    const { findings: claims, follow } = await this.journeys.meet(tabId, listingKey, referrer);
    if (listingKey !== undefined) {
      await this.listings.update((known) => {
        const rest = known.filter(([key]) => key !== listingKey);
        known.splice(0, known.length, ...rest.slice(1 - MAX_LISTINGS), [listingKey, listing]);
      });
    }
    if (claims.length === 0) return { banner: null };

    const responses = await this.engine.inspect(
      claims.map(({ item }, index) => ({ id: String(index), promotion: item.promotion, listing })),
    );
    const met = claims.flatMap((claim, index): Finding[] => {
      const response = responses[index];
      if (response?.verdict === undefined) return [];
      const way: LinkStep[] =
        follow === undefined ? chainOf(claim.response.links) : [{ url: follow.href }, { url: follow.target }];
      const end: LinkStep = { url, kind: 'listing', marketplace: page.marketplace ?? null };
      return [{ ...claim, response, listing, chain: chained(way, end) }];
    });
    // The likeliest claim comes first; a later one is preferred only for a higher level.
    const finding = met.reduce<Finding | undefined>(
      (best, next) =>
        best === undefined || compareVerdicts(next.response.verdict, best.response.verdict) > 0 ? next : best,
      undefined,
    );
    if (finding === undefined) return { banner: null };

    await this.findings.open(tabId, 'listing');
    await this.findings.add(tabId, [finding.item.key], [finding]);
    await this.count(tabId);
    await this.tellOrigin(finding, follow?.tabId, tabId);

    const { hides } = await this.choices.ruling();
    if (hides(finding.item.key, finding.item.promotion.author)) return { banner: null };
    const banner = bannerOf(finding, await this.surroundings());
    return banner === undefined ? { banner: null } : { banner, key: finding.item.key };
  }

  /** The post is marked with what its listing turned out to be. */
  private async tellOrigin(finding: Finding, originTab: number | undefined, listingTab: number): Promise<void> {
    if (originTab === undefined || originTab === listingTab) return;
    const state = await this.findings.state(originTab);
    if (state?.findings.some(({ item }) => item.key === finding.item.key) !== true) return;
    await this.findings.add(originTab, [finding.item.key], [finding]);
    await this.journeys.remember(originTab, [finding]);
    await this.show(originTab, finding);
  }

  private async listingKey(url: string): Promise<string | undefined> {
    const link = (await this.engine.links(url))[0];
    return link === undefined ? undefined : listingKeyOf(link);
  }

  // Reports

  private async report(tabId: number, key: string, id: string): Promise<Answers['report']> {
    const before = await this.reports.get(id);
    if (before !== undefined) return { id, sha256: before.sha256, count: await this.reports.count() };
    const finding = await this.findings.finding(tabId, key);
    if (finding === undefined)
      throw new Error('Touchstone does not remember this item. Reload the page and try again.');
    const { extension, pack } = await this.versions();
    const frozen = await freeze(finding, {
      id,
      at: new Date(this.outside.now()),
      versions: { touchstone: extension, pack },
      siteOf: this.outside.siteOf,
    });
    const evidence = await this.reports.save(frozen);
    return { id: evidence.id, sha256: evidence.sha256, count: await this.reports.count() };
  }

  /** One document, or a list of them; a report that XARF has no place for is left out of it. */
  private async xarf(reports: readonly Evidence[]): Promise<string> {
    const documents = [];
    for (const evidence of reports) {
      const document = await this.engine.xarf(evidence);
      if (document !== undefined) documents.push(document);
    }
    return `${JSON.stringify(documents.length === 1 ? documents[0] : documents, null, 2)}\n`;
  }

  private async versions(): Promise<PopupView['versions']> {
    const extension = this.outside.extensionVersion;
    return { extension, engine: extension, pack: await this.engine.packVersion() };
  }

  // What is shown

  private async surroundings(): Promise<Surroundings> {
    const allowed = await this.outside.allowed();
    return { siteOf: this.outside.siteOf, mayRead: (marketplace) => allowed.has(marketplace) };
  }

  private async shownOf(finding: Finding): Promise<Shown | undefined> {
    const { hides, stops } = await this.choices.ruling();
    const author = finding.item.promotion.author;
    if (hides(finding.item.key, author)) return undefined;
    return shownOf(finding, await this.surroundings(), stops(author));
  }

  private async show(tabId: number, finding: Finding): Promise<void> {
    const key = finding.item.key;
    this.outside.notify(tabId, { type: 'finding.changed', key, shown: (await this.shownOf(finding)) ?? null });
    await this.count(tabId);
  }

  private async count(tabId: number): Promise<void> {
    const state = await this.findings.state(tabId);
    const { hides } = await this.choices.ruling();
    const warnings = (state?.findings ?? []).filter(
      ({ item, response }) =>
        (response.verdict === 'warn' || response.verdict === 'caution') && !hides(item.key, item.promotion.author),
    );
    this.outside.setCount(tabId, warnings.length);
  }

  private async popup(tabId: number, url: string | undefined): Promise<PopupView> {
    const around = await this.surroundings();
    const state = await this.findings.state(tabId);
    const { hides } = await this.choices.ruling();
    const seen = (state?.findings ?? []).filter(({ item }) => !hides(item.key, item.promotion.author));
    const marked = seen.filter(({ response }) => response.verdict !== 'clear');
    const ordered = marked.sort((a, b) => compareVerdicts(b.response.verdict, a.response.verdict) || b.at - a.at);
    const reports = await this.reports.list(50);
    const toAllow = new Map(
      ordered.flatMap((finding) => {
        const marketplace = marketplaceToAllow(finding, around);
        return marketplace === undefined ? [] : [[marketplace.id, marketplace] as const];
      }),
    );
    let fault: string | undefined;
    const versions = await this.versions().catch((error: unknown) => {
      fault = error instanceof Error ? error.message : String(error);
      return { extension: this.outside.extensionVersion, engine: '', pack: '' };
    });
    return {
      place: state?.place ?? (url !== undefined && marketplaceOf(url) !== undefined ? 'listing' : 'elsewhere'),
      checked: state?.checked ?? 0,
      warnings: marked.filter(({ response }) => response.verdict === 'warn' || response.verdict === 'caution').length,
      toRead: marked.filter(({ response }) => response.verdict === 'check').length,
      unread: state?.unread ?? 0,
      findings: ordered.map((finding) => popupFindingOf(finding, around)),
      reports: reports.map((report) => {
        const view = popupFindingOf(
          {
            item: { key: report.id, promotion: report.promotion as Item['promotion'], source: 'dom' },
            response: report.verdict,
            ...(report.listing === null ? {} : { listing: report.listing }),
            chain: [],
            at: 0,
          },
          around,
        );
        return {
          id: report.id,
          time: report.captured_at,
          level: view.level,
          author: view.author,
          ...(view.kind === undefined ? {} : { kind: view.kind }),
          title: view.title,
          sha256: report.sha256,
        };
      }),
      toAllow: [...toAllow.values()],
      versions,
      ...(fault === undefined ? {} : { fault }),
    };
  }
}

function chainOf(links: Finding['response']['links']): LinkStep[] {
  const link = links.find(isToRead) ?? links[0];
  return link === undefined ? [] : [{ url: link.target, kind: link.kind, marketplace: link.marketplace }];
}

/** The way with its end; an address that stands twice in a row stands once, with what is known of it. */
function chained(way: readonly LinkStep[], end: LinkStep): LinkStep[] {
  return [...way, end].filter((step, index, steps) => steps[index + 1]?.url !== step.url);
}
