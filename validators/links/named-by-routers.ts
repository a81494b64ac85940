import type { FileIndex } from '../../src/workspace/file-index.ts';
import { nameOf } from '../../src/workspace/path.ts';

/** Finds the file of an application or of a host that names an address, or makes addresses of its kind. */
export type NamedByRouters = (address: string) => string | undefined;

/** Files that say what stands at which address: routes of applications, and redirects of hosts. */
const isRouter = (path: string): boolean => {
  const name = nameOf(path);
  if (/^(vercel\.json|netlify\.toml|_redirects|next\.config\.[cm]?[jt]s)$/.test(name)) return true;
  if (!/\.([cm]?[jt]sx?|json)$/.test(name) || /\.(spec|test)\.|(^|\/)(tests?|__tests__|examples?)\//.test(path))
    return false;
  return /(^|[._-])(routes?|router|routing|redirects?)([._-]|$)/i.test(name);
};

/** A component that an application shows at each address of its pattern; one for all addresses tells nothing. */
function patternOf(path: string): RegExp | undefined {
  const match =
    /(?:^|\/)(?:pages|app|routes)\/(.*?)(?:\/(?:page|index|route|\+page))?\.(?:[jt]sx?|vue|svelte|astro)$/.exec(path);
  const segments = match?.[1]?.split('/').filter((segment) => !/^\(.*\)$/.test(segment));
  if (!segments?.some((segment) => segment.includes('[')) || segments[0]?.startsWith('[')) return undefined;
  const source = segments.map((segment) =>
    segment.startsWith('[...') || segment.startsWith('[[')
      ? '.+'
      : segment.replace(/[.*+?^${}()|\\]/g, '\\$&').replace(/\[[^\]]*\]/g, '[^/]+'),
  );
  return new RegExp(`^${source.join('/')}$`);
}

/** Looks through the files once, when an address is missed that no site of the workspace has. */
export function createNamedByRouters(files: FileIndex): NamedByRouters {
  let routers: readonly string[] | undefined;
  let patterns: readonly (readonly [pattern: RegExp, file: string])[] | undefined;
  return (address) => {
    const clean = address.replace(/^[./]+|\/$/g, '');
    if (clean === '') return undefined;
    routers ??= files.paths.filter(isRouter);
    patterns ??= files.paths.flatMap((path) => {
      const pattern = patternOf(path);
      return pattern ? [[pattern, path] as const] : [];
    });
    const made = patterns.find(([pattern]) => pattern.test(clean));
    if (made) return made[1];
    // An application nests its routes, so that only the last part of an address is written.
    const names = [clean, nameOf(clean)].map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    const written = new RegExp(`(^|['"\`\\s])/?(${names.join('|')})/?(['"\`\\s]|$)`, 'm');
    return routers.find((path) => written.test(files.read(path) ?? ''));
  };
}
