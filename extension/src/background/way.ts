// The way from a link to what it leads to, one step at a time: each address is looked at before it is asked for.

import type { Link, LinkStep, Listing } from '../contract';
import { siteOf } from '../sites/marketplaces';
import type { Allowed } from './access';
import type { EngineHost } from './engine-host';
import { listingKeyOf } from './finding';
import { publicAddress, type Step } from './page-fetch';
import type { ReadListings } from './read-listings';

/** How the way ended. `url` is the last address, and `chain` every address on the way to it. */
export type End = { url: string; chain: LinkStep[] } & (
  | { kind: 'read'; listing: Listing; key: string }
  /** The address may be read when the person allows its site. */
  | { kind: 'needs' }
  /** An address of no site that Touchstone reads by itself, or none that is public. */
  | { kind: 'beyond' }
  /** It is known what this is, and that it is no listing: a page of links, a whole shop, a chat, the brand's own site. */
  | { kind: 'other' }
  /** The page is no listing: a robot check, a sign-in, a search. */
  | { kind: 'not_a_listing' }
  | { kind: 'unreachable' }
  | { kind: 'stopped' }
);

export interface Underway {
  phase: 'following' | 'reading';
  host: string;
}

export interface Going {
  allowed: Allowed;
  stop: AbortSignal;
  ask(url: URL, stop: AbortSignal): Promise<Step>;
  tell(underway: Underway): void;
}

const MOST_STEPS = 8;

export async function goTo(link: string, engine: EngineHost, read: ReadListings, going: Going): Promise<End> {
  const led = await read.led(link);
  const before = led && (await read.listing(led.listing));
  if (led !== undefined && before !== undefined)
    return { kind: 'read', url: before.url ?? link, chain: led.chain, listing: before, key: led.listing };

  const chain: LinkStep[] = [];
  let url = link;
  for (let step = 0; step < MOST_STEPS; step++) {
    const named: Link | undefined = (await engine.links(url))[0];
    url = named?.target ?? url;
    if (chain.some((earlier) => earlier.url === url)) return { kind: 'unreachable', url, chain };
    chain.push({ url, ...(named === undefined ? {} : { kind: named.kind, marketplace: named.marketplace }) });
    const end = <E extends object>(more: E) => ({ url, chain, ...more });

    if (named !== undefined && named.kind !== 'listing' && named.kind !== 'shortener' && named.kind !== 'other')
      return end({ kind: 'other' as const });
    const key = named === undefined ? undefined : listingKeyOf(named);
    const known = key === undefined ? undefined : await read.listing(key);
    if (key !== undefined && known !== undefined) {
      await read.keep(link, { listing: key, chain }, known);
      return end({ kind: 'read' as const, listing: known, key });
    }
    const address = publicAddress(url);
    const site = address && siteOf(address.href);
    if (address === undefined || site === undefined) return end({ kind: 'beyond' as const });
    if (!going.allowed.mayRead(address.href)) return end({ kind: 'needs' as const });

    going.tell({ phase: named?.kind === 'listing' ? 'reading' : 'following', host: address.hostname });
    const there = await going.ask(address, going.stop);
    if (going.stop.aborted) return end({ kind: 'stopped' as const });
    if (there.kind === 'redirect') {
      url = there.to;
      continue;
    }
    if (there.kind === 'fault')
      return end({ kind: there.why === 'unreachable' ? ('unreachable' as const) : ('not_a_listing' as const) });
    const page = await engine.listing(address.href, there.html);
    if (page === undefined) return end({ kind: 'not_a_listing' as const });
    const listing: Listing = { ...page, url: address.href };
    const found = listingKeyOf(page) ?? key ?? address.href;
    await read.keep(link, { listing: found, chain }, listing);
    return end({ kind: 'read' as const, listing, key: found });
  }
  return { kind: 'unreachable', url, chain };
}
