// What the background does for each message. It knows no browser API: what it needs is given to it.

import type { Evidence, LinkStep, Listing, Request } from '../contract';
import { compareVerdicts } from '../contract';
import type { Answers, Item, MessageOf, MessageType, Notice, Shown } from '../protocol';
import { hostOf, MARKETPLACES, siteById, siteOf } from '../sites/marketplaces';
import type { OptionsView, PopupView } from '../surfaces/types';
import { bannerOf, cardOf, listingSideOf, popupFindingOf, type Surroundings, shownOf, siteToAllow } from '../views';
import type { Allowed } from './access';
import { type Area, Cell } from './area';
import { Checks } from './checks';
import type { Choices, Ruling } from './choices';
import type { EngineHost } from './engine-host';
import { freeze } from './evidence';
import { type Finding, isCheckable, isToRead, leadingClaim, listingKeyOf, mayMatter } from './finding';
import type { Findings } from './findings';
import type { Follow, Journeys } from './journeys';
import type { Step } from './page-fetch';
import type { ReadListings } from './read-listings';
import { exportJson, type Reports } from './reports';

/** Where a message came from. */
export interface Sender {
  tabId: number;
  place: 'instagram' | 'hub' | 'listing' | 'ours';
}

export interface Outside {
  extensionVersion: string;
  allowed(): Promise<Allowed>;
  /** One step on the way behind a link. */
  ask(url: URL, stop: AbortSignal): Promise<Step>;
  siteOf(brand: string): string | undefined;
  notify(tabId: number, notice: Notice): void;
  /** The count on the toolbar's icon; 0 takes it away, `fault` says that nothing could be checked. */
  setCount(tabId: number, count: number | 'fault'): void;
  openAllow(site: string): Promise<void>;
  /** Findings and journeys of this session. */
  forgetSession(): Promise<void>;
  now(): number;
}

type Handlers = { [T in MessageType]: (message: MessageOf<T>, sender: Sender) => Promise<Answers[T]> };

const MAX_LISTINGS = 60;

export class Service {
  /** Listings that were read in this session, by `marketplace:id`. */
  private readonly listings: Cell<[string, Listing][]>;
  private readonly checks: Checks;
  /** Until every link that was told of is noted. */
  private following: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly engine: EngineHost,
    private readonly findings: Findings,
    private readonly journeys: Journeys,
    private readonly choices: Choices,
    private readonly reports: Reports,
    private readonly read: ReadListings,
    private readonly outside: Outside,
    session: Area,
  ) {
    this.listings = new Cell(session, 'listings', () => []);
    this.checks = new Checks(
      engine,
      findings,
      read,
      {
        allowed: outside.allowed,
        ask: outside.ask,
        now: outside.now,
        underway: (tabId, finding) => void this.showCard(tabId, finding),
        read: async (finding, link, key, listing) => {
          await this.keep(key, listing);
          await this.journeys.learn(finding.item.key, link, key);
        },
        ended: (tabId, finding) => this.checked(tabId, finding).then(() => this.showCard(tabId, finding)),
      },
      session,
    );
  }

  /** Goes on with what was wanted before the background was killed, or before a permission was there. */
  resume(): Promise<void> {
    return this.checks.drain();
  }

  readonly handlers: Handlers = {
    inspect: async ({ items }, { tabId }) => ({ shown: await this.inspect(items, tabId) }),

    'page.opened': async (_, { tabId, place }) => {
      await this.findings.open(tabId, place === 'instagram' ? 'instagram' : 'hub');
      // A page of links is on the way; Instagram is where it begins.
      if (place === 'instagram') await this.journeys.tabReturned(tabId);
      this.outside.setCount(tabId, 0);
      return null;
    },

    unread: async ({ places }, { tabId }) => {
      await this.findings.setUnread(tabId, places);
      return null;
    },

    'link.followed': async (followed, { tabId, place }) => {
      const noted = this.follow(followed, tabId, place, this.outside.now());
      this.following = Promise.allSettled([this.following, noted]);
      await noted;
      return null;
    },

    // The listing may be there before it is known what was followed: that comes first.
    'listing.expected': async ({ url, referrer }, { tabId }) => {
      await this.following;
      return { expected: await this.journeys.expects(tabId, await this.listingKey(url), referrer) };
    },

    'listing.read': async ({ url, referrer, html }, { tabId }) => {
      await this.following;
      return this.meet(url, referrer, html, tabId);
    },

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

    'open.allow': async ({ site, key }, { tabId }) => {
      if (siteById(site) === undefined) throw new Error('Touchstone does not know this site.');
      if (key !== undefined) await this.checks.want(tabId, [key], 'asked');
      await this.outside.openAllow(site);
      return null;
    },

    'link.check': async ({ key }, { tabId }) => {
      const finding = await this.checks.check(tabId, key);
      await this.checked(tabId, finding);
      return { card: cardOf(finding, await this.surroundings(tabId)) };
    },

    'link.check.stop': async ({ key }, { tabId }) => {
      this.checks.stop(tabId, key);
      return null;
    },

    'page.read': async ({ tabId, url, referrer, html }) => {
      await this.meet(url, referrer, html, tabId);
      return { listing: (await this.findings.state(tabId))?.listing?.url === url };
    },

    'options.state': async () => this.options(),

    'options.change': async ({ change }) => {
      if (change.what === 'stopping') await this.choices.setStopping(change.on);
      else if (change.what === 'distrust') await this.choices.setTrusted(change.handle, true);
      else if (change.what === 'stop_again') await this.choices.stopAgain(change.handle);
      else if (siteById(change.site)?.kind === 'marketplace') await this.choices.setAuto(change.site, change.on);
      return null;
    },

    'options.forget': async ({ what }) => {
      if (what === 'reports' || what === 'all') await this.reports.clear();
      if (what === 'read' || what === 'all') {
        await this.read.clear();
        await this.listings.clear();
      }
      if (what === 'wrong') await this.choices.forgetWrong();
      if (what === 'all') {
        await this.choices.forgetAll();
        await this.outside.forgetSession();
      }
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
    await this.carryChecks(tabId, findings);
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
    await this.checkByItself(tabId, matter);
    const ruling = await this.choices.ruling();
    const around = await this.surroundings(tabId);
    return matter.flatMap((finding) => this.shownBy(finding, ruling, around) ?? []);
  }

  /** Checks the links of marketplaces for which the person has chosen that. */
  private async checkByItself(tabId: number, findings: readonly Finding[]): Promise<void> {
    const { auto } = await this.choices.chosen();
    if (auto.length === 0) return;
    const { hides } = await this.choices.ruling();
    const keys = findings.flatMap(({ item, response, check }) => {
      const link = response.links.find(isCheckable);
      // What ended without an answer is not tried again by itself.
      const open = response.verdict === 'check' && check === undefined;
      const chosen = open && link?.marketplace && auto.includes(link.marketplace);
      return chosen && !hides(item.key, item.promotion.author) ? [item.key] : [];
    });
    await this.checks.want(tabId, keys, 'auto');
    void this.checks.drain().catch(() => undefined);
  }

  /** An item that is read again is still one whose link was checked in vain. */
  private async carryChecks(tabId: number, findings: readonly Finding[]): Promise<void> {
    const before = new Map((await this.findings.state(tabId))?.findings.map((finding) => [finding.item.key, finding]));
    for (const finding of findings) {
      const { check, item } = before.get(finding.item.key) ?? {};
      const same = item?.promotion.links?.join(' ') === finding.item.promotion.links?.join(' ');
      if (check !== undefined && same && finding.response.verdict === 'check') finding.check = check;
    }
  }

  /** A check has ended: the finding is what it is now, and so is its mark. */
  private async checked(tabId: number, finding: Finding): Promise<void> {
    await this.findings.add(tabId, [finding.item.key], [finding]);
    await this.journeys.remember(tabId, [finding]);
    await this.show(tabId, finding);
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
    const { findings, follow } = await this.journeys.meet(tabId, listingKey, referrer);
    const claims = await this.claimsAbout(follow, findings, listing);
    if (listingKey !== undefined) await this.keep(listingKey, listing);
    if (claims.length === 0) {
      await this.findings.open(tabId, 'listing');
      await this.findings.setListing(tabId, listing);
      return { banner: null };
    }

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
    await this.findings.setListing(tabId, listing);
    await this.findings.add(tabId, [finding.item.key], [finding]);
    await this.count(tabId);
    await this.tellOrigin(finding, follow?.tabId, tabId);

    const { hides } = await this.choices.ruling();
    if (hides(finding.item.key, finding.item.promotion.author)) return { banner: null };
    const banner = bannerOf(finding, await this.surroundings(tabId));
    return banner === undefined ? { banner: null } : { banner, key: finding.item.key };
  }

  /** Of the claims that led here, those that may be about the entry of the page of links that was followed last. */
  private async claimsAbout(
    follow: Follow | undefined,
    claims: readonly Finding[],
    listing: Listing,
  ): Promise<readonly Finding[]> {
    if (follow?.entry === undefined) return claims;
    const { entry: text, href } = follow;
    const responses = await this.engine.inspect(
      claims.map(({ item: { promotion } }, index): Request => {
        const by = promotion.author === undefined ? {} : { author: promotion.author };
        const said = [promotion.text, ...(promotion.alt_text ?? [])].join('\n');
        const context = [...(promotion.context ?? []), { text: said, ...by }];
        return {
          id: String(index),
          promotion: { platform: 'hub', kind: 'hub', text, links: [href], ...by, context },
          listing,
        };
      }),
    );
    return claims.filter(({ item }, index) => item.promotion.kind === 'hub' || responses[index]?.verdict !== 'clear');
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

  private async keep(key: string, listing: Listing): Promise<void> {
    await this.listings.update((known) => {
      const rest = known.filter(([other]) => other !== key);
      known.splice(0, known.length, ...rest.slice(1 - MAX_LISTINGS), [key, listing]);
    });
  }

  /** Notes a link that was followed at `at`; what it is the engine may take its time to say. */
  private async follow(
    { key, href, author, entry, how }: MessageOf<'link.followed'>,
    tabId: number,
    place: Sender['place'],
    at: number,
  ): Promise<void> {
    const link = (await this.engine.links(href))[0];
    const target = link?.target ?? href;
    const listing = (link && listingKeyOf(link)) ?? (await this.journeys.listingBehind(target));
    await this.journeys.follow(
      {
        tabId,
        ...(key === undefined ? {} : { key }),
        ...(author === undefined ? {} : { author }),
        ...(entry === undefined ? {} : { entry }),
        href,
        target,
        ...(listing === undefined ? {} : { listing }),
        ...(link?.marketplace ? { marketplace: link.marketplace } : {}),
        ...(link?.kind === 'shortener' || link?.kind === 'hub' ? { hidden: true } : {}),
        how,
      },
      place !== 'instagram',
      at,
    );
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

  private async surroundings(tabId: number): Promise<Surroundings> {
    const allowed = await this.outside.allowed();
    return {
      siteOf: this.outside.siteOf,
      mayRead: (url) => allowed.mayRead(url),
      underway: (key) => this.checks.underway(tabId, key),
    };
  }

  private shownBy(finding: Finding, { hides, stops }: Ruling, around: Surroundings): Shown | undefined {
    const author = finding.item.promotion.author;
    return hides(finding.item.key, author) ? undefined : shownOf(finding, around, stops(author));
  }

  private async show(tabId: number, finding: Finding): Promise<void> {
    const key = finding.item.key;
    const shown = this.shownBy(finding, await this.choices.ruling(), await this.surroundings(tabId));
    this.outside.notify(tabId, { type: 'finding.changed', key, shown: shown ?? null });
    await this.count(tabId);
  }

  private async showCard(tabId: number, finding: Finding): Promise<void> {
    const card = cardOf(finding, await this.surroundings(tabId));
    this.outside.notify(tabId, { type: 'card.changed', key: finding.item.key, card });
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

  private async options(): Promise<OptionsView> {
    const { trusted, unstopped, neverStop, auto, wrong } = await this.choices.chosen();
    const allowed = await this.outside.allowed();
    return {
      marketplaces: MARKETPLACES.map((site) => ({
        id: site.id,
        name: site.name,
        allowed: allowed.wholly(site) ? 'all' : allowed.partly(site) ? 'some' : 'none',
        auto: auto.includes(site.id),
      })),
      others: allowed.others().map(({ id, name }) => ({ id, name })),
      trusted,
      unstopped,
      stopping: !neverStop,
      stored: { reports: await this.reports.count(), read: await this.read.count(), wrong },
      versions: await this.versions().catch(() => ({ extension: this.outside.extensionVersion, engine: '', pack: '' })),
    };
  }

  private async popup(tabId: number, url: string | undefined): Promise<PopupView> {
    const around = await this.surroundings(tabId);
    const state = await this.findings.state(tabId);
    const { hides } = await this.choices.ruling();
    const seen = (state?.findings ?? []).filter(({ item }) => !hides(item.key, item.promotion.author));
    const marked = seen.filter(({ response }) => response.verdict !== 'clear');
    const ordered = marked.sort((a, b) => compareVerdicts(b.response.verdict, a.response.verdict) || b.at - a.at);
    const reports = await this.reports.list(50);
    const toAllow = new Map(
      ordered.flatMap((finding) => {
        const site = siteToAllow(finding, around);
        return site === undefined ? [] : [[site.id, { id: site.id, name: site.name }] as const];
      }),
    );
    let fault: string | undefined;
    const versions = await this.versions().catch((error: unknown) => {
      fault = error instanceof Error ? error.message : String(error);
      return { extension: this.outside.extensionVersion, engine: '', pack: '' };
    });
    return {
      place: placeOf(state?.place, url, around),
      page: pageOf(url, around, state?.listing?.url === url),
      ...(state?.listing === undefined ? {} : { listing: listingSideOf(state.listing) }),
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

/** What the tab shows: what was read there, or what would be. */
function placeOf(
  known: 'instagram' | 'hub' | 'listing' | undefined,
  url: string | undefined,
  around: Surroundings,
): PopupView['place'] {
  const kind = url !== undefined && around.mayRead(url) ? siteOf(url)?.kind : undefined;
  return known ?? (kind === 'marketplace' ? 'listing' : kind === 'hub' ? 'hub' : 'elsewhere');
}

/** What the person could have read on the page that the popup stands over. */
function pageOf(url: string | undefined, around: Surroundings, read: boolean): PopupView['page'] {
  const host = url === undefined ? undefined : hostOf(url);
  if (url === undefined || host === undefined || /(?:^|\.)instagram\.com$/.test(host)) return { checkable: false };
  const site = siteOf(url);
  const offer = site !== undefined && !around.mayRead(url) ? { id: site.id, name: site.name } : undefined;
  return { checkable: site?.kind !== 'hub' && !read, host, ...(offer === undefined ? {} : { offer }) };
}

function chainOf(links: Finding['response']['links']): LinkStep[] {
  const link = links.find(isToRead) ?? links[0];
  return link === undefined ? [] : [{ url: link.target, kind: link.kind, marketplace: link.marketplace }];
}

/** The way with its end; an address that stands twice in a row stands once, with what is known of it. */
function chained(way: readonly LinkStep[], end: LinkStep): LinkStep[] {
  return [...way, end].filter((step, index, steps) => steps[index + 1]?.url !== step.url);
}
