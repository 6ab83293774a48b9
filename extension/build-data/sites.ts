// The sites that Touchstone may be allowed to read, taken from the rules at build time: the marketplaces that the reader knows, pages of
// links, and shorteners. Bundles have them as the module `virtual:sites`.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What `virtual:sites` exports. */
export interface Sites {
  marketplaces: { id: string; name: string; domains: string[] }[];
  hubs: string[];
  shorteners: string[];
}

interface Hosts {
  id: string;
  kind: string;
  hosts: string[];
  short?: string[];
  shortener?: string[];
}

const NAME = 'virtual:sites';

function readJson<T>(file: string): T {
  return JSON.parse(readFileSync(file, 'utf8')) as T;
}

/** Web hosts only, without those that stand for themselves as a part of another; `taobao:` is the scheme of an app. */
function domainsOf(hosts: readonly string[]): string[] {
  const web = [...new Set(hosts.filter((host) => !host.endsWith(':')))];
  return web.filter((host) => !web.some((other) => host.endsWith(`.${other}`)));
}

/** The hosts whose every address is a code, out of patterns such as `//*.pxf.io` and `//prf.hn/*`. */
function hostsOfPatterns(patterns: readonly string[]): string[] {
  return patterns.flatMap((pattern) => /^\/\/(?:\*\.)?([a-z0-9.-]+)(?:\/\*)?$/.exec(pattern)?.[1] ?? []);
}

/** `folder` is shared/rules. */
export function readSites(folder: string): Sites {
  const families = readdirSync(join(folder, 'hosts'))
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => readJson<Partial<Hosts>>(join(folder, 'hosts', file)))
    .filter((family): family is Hosts => family.hosts !== undefined && family.kind !== undefined);
  const ofKind = (kind: string) => families.filter((family) => family.kind === kind);
  const marketplaces = families.flatMap(({ id, hosts, short = [] }) => {
    const reader = join(folder, 'marketplaces', `${id}.json`);
    if (!existsSync(reader)) return [];
    return [{ id, name: readJson<{ name: string }>(reader).name, domains: domainsOf([...hosts, ...short]) }];
  });
  const taken = new Set(marketplaces.flatMap(({ domains }) => domains));
  const free = (hosts: readonly string[]) => domainsOf(hosts).filter((host) => !taken.has(host));
  return {
    marketplaces,
    hubs: free(ofKind('hub').flatMap(({ hosts }) => hosts)),
    shorteners: free([
      ...ofKind('shortener').flatMap(({ hosts }) => hosts),
      ...ofKind('wrapper').flatMap(({ shortener = [] }) => hostsOfPatterns(shortener)),
    ]),
  };
}

/** For Vite, which also runs the tests. */
export function sitesPlugin(folder: string) {
  return {
    name: 'sites',
    resolveId: (id: string) => (id === NAME ? `\0${NAME}` : undefined),
    load: (id: string) => (id === `\0${NAME}` ? `export default ${JSON.stringify(readSites(folder))};` : undefined),
  };
}
