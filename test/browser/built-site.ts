import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const output = join(root, 'dist-site');
const sources = ['site', 'astro.config.mjs', 'package-lock.json'].map((path) => join(root, path));

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.xml': 'application/xml',
  '.wasm': 'application/wasm',
};

const scriptOrStyle =
  /<script\b[^>]*>[\s\S]*?<\/script>|<style\b[^>]*>[\s\S]*?<\/style>|<link\b[^>]*\brel="?stylesheet\b[^>]*>/g;

/** A page of the built site. */
export interface BuiltPage {
  /** The address, from the root of the site: `/start/quick-start/`. */
  readonly path: string;
  readonly html: string;
  /** What the byline calls the type of the page; `Overview` for a page that only sends its reader on. */
  readonly type: string;
  /** The scripts and style sheets of the page. Pages that share them differ in what they say alone. */
  readonly shell: string;
}

/** The built site on a free local port. */
export interface ServedSite {
  readonly origin: string;
  readonly pages: readonly BuiltPage[];
  /** The bytes of a file that the site serves, by the path of its address. */
  file(path: string): Buffer | undefined;
  close(): Promise<void>;
}

/** Builds the site when it is missing or older than its sources, and returns its folder and the repository's. */
export function buildSite(): { readonly root: string; readonly output: string } {
  if (isStale()) build();
  return { root, output };
}

/** Serves the built site. */
export async function serveBuiltSite(): Promise<ServedSite> {
  buildSite();
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
    const body = read(path);
    response.writeHead(body ? 200 : 404, { 'content-type': contentTypes[extname(path)] ?? contentTypes['.html'] });
    response.end(body ?? read('/404.html'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    pages: listPages(),
    file: read,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

function isStale(): boolean {
  const built = join(output, 'sitemap-index.xml');
  if (!existsSync(built)) return true;
  const { mtimeMs } = statSync(built);
  return sources.some((source) => newest(source) > mtimeMs);
}

/** When a file, or anything in a folder, last changed. A removed page changes its folder. */
function newest(path: string): number {
  const status = statSync(path);
  if (!status.isDirectory()) return status.mtimeMs;
  return Math.max(status.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

function build(): void {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'node_modules/astro/bin/astro.mjs'), 'build', '--force'],
    { cwd: root, encoding: 'utf8', env: buildEnvironment() },
  );
  if (status !== 0)
    throw new Error(`The site could not be built:
${stdout}
${stderr}`);
}

/** The environment without what the test runner adds to it, from which Vite would take this for a development build. */
function buildEnvironment(): NodeJS.ProcessEnv {
  const foreign = /^(?:VITEST|TEST$|NODE_ENV$|MODE$|DEV$|PROD$|SSR$|BASE_URL$)/;
  const kept = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  return { ...Object.fromEntries(kept), ASTRO_TELEMETRY_DISABLED: '1' };
}

function read(path: string): Buffer | undefined {
  const file = normalize(join(output, path.endsWith('/') ? `${path}index.html` : path));
  if (!file.startsWith(output + sep) || !existsSync(file) || !statSync(file).isFile()) return undefined;
  return readFileSync(file);
}

function listPages(): BuiltPage[] {
  const sitemap = readFileSync(join(output, 'sitemap-0.xml'), 'utf8');
  return [...sitemap.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, address]) => {
    const path = new URL(address!).pathname;
    const html = read(path)?.toString('utf8');
    if (html === undefined) throw new Error(`The sitemap lists ${path}, which was not built.`);
    const type = /class="byline-type"[^>]*>([^<]+)</.exec(html)?.[1] ?? 'Overview';
    return { path, html, type, shell: [...html.matchAll(scriptOrStyle)].join('') };
  });
}
