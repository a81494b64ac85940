import type { Site } from '../../src/workspace/site.ts';
import type { Workspace } from '../../src/workspace/workspace.ts';

/** A full address that leads back into the workspace. */
export type OwnAddress =
  | { readonly kind: 'file'; readonly path: string; readonly fragment: string | undefined }
  | { readonly kind: 'site'; readonly site: Site; readonly path: string; readonly fragment: string | undefined };

/** Recognises addresses of the repository on GitHub and of the sites that it publishes. */
export type RecogniseOwn = (target: string) => OwnAddress | undefined;

/** The owner and name of the repository, from the root manifest. */
export function repositoryOf(workspace: Workspace): string | undefined {
  const manifest = workspace.packages.find(({ directory, installed }) => directory === '' && !installed)?.manifest;
  const field = manifest?.repository;
  const url = typeof field === 'string' ? field : (field as { url?: unknown } | undefined)?.url;
  if (typeof url !== 'string') return undefined;
  const match = /(?:^github:|github\.com[/:]|^)([\w.-]+\/[\w.-]+?)(?:\.git)?(?:#.*)?$/.exec(url);
  return match?.[1];
}

/** Branches that a link means the newest state by. Others, and tags and commits, show another state. */
const newest = new Set(['main', 'master', 'HEAD']);

const originOf = (url: string): string | undefined => (URL.canParse(url) ? new URL(url).origin : undefined);

export function createRecogniseOwn(workspace: Workspace): RecogniseOwn {
  const repository = repositoryOf(workspace)?.toLowerCase();
  const sites = new Map<string, Site>();
  for (const site of workspace.sites) {
    const origin = site.origin === undefined ? undefined : originOf(site.origin);
    if (origin !== undefined && !sites.has(origin)) sites.set(origin, site);
  }
  const hosts = [...sites.keys()].map((origin) => new URL(origin).hostname);
  if (repository !== undefined) hosts.push('github.com');
  return (target) => {
    // Taking an address apart is dear, and most lead elsewhere. A host in letters of any script is spelt otherwise.
    const written = target.toLowerCase();
    if (!hosts.some((host) => written.includes(host)) && /^[\x20-\x7e]*$/.test(written)) return undefined;
    const url = URL.parse(target);
    if (!url) return undefined;
    const site = sites.get(url.origin);
    if (!site && url.hostname !== 'github.com') return undefined;
    let path: string;
    let fragment: string | undefined;
    try {
      path = decodeURIComponent(url.pathname);
      fragment = url.hash === '' ? undefined : decodeURIComponent(url.hash.slice(1));
    } catch {
      return undefined;
    }
    if (site) return { kind: 'site', site, path, fragment };
    const [, owner = '', name = '', view = '', branch = '', ...rest] = path.split('/');
    if (`${owner}/${name}`.toLowerCase() !== repository || !/^(blob|tree|raw)$/.test(view) || !newest.has(branch)) {
      return undefined;
    }
    return { kind: 'file', path: rest.filter((segment) => segment !== '').join('/'), fragment };
  };
}
