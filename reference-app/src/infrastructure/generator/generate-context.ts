import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** What is to be generated. */
export interface ContextOptions {
  /** The name of the context: a plural in lower-case letters, such as `examples`. */
  readonly context: string;
  /** Whether it tells of what happens. */
  readonly withEvents: boolean;
  /** Whether answers are kept for a while. It needs events, which say what is old. */
  readonly withCache: boolean;
}

/** Files by their path from the root of the repository, and what is left to do by hand. */
export interface GeneratedContext {
  readonly files: ReadonlyMap<string, string>;
  readonly nextSteps: string;
}

/** A context that cannot be generated. The message says why. */
export class GeneratorError extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'GeneratorError';
  }
}

/** The root of the repository. */
export const repositoryRoot = join(import.meta.dirname, '../../../..');
const templates = join(import.meta.dirname, '../../../templates/context');
const migrations = 'reference-app/migrations';

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** One of what a plural names. */
function singularOf(plural: string): string {
  return plural.endsWith('ies') ? `${plural.slice(0, -3)}y` : plural.slice(0, -1);
}

/** The number of the migration that a context has, or of the next one. */
async function migrationNumber(root: string, context: string): Promise<string> {
  const names = (await readdir(join(root, migrations))).filter((name) => name.endsWith('.up.sql')).sort();
  const known = names.find((name) => name.slice(5) === `${context}.up.sql`);
  return known?.slice(0, 4) ?? String(Number((names.at(-1) ?? '0000').slice(0, 4)) + 1).padStart(4, '0');
}

/** Fills a template: `__name__` and its like are replaced, and `{{#events}}…{{/events}}` stays only where it is wanted. */
function fill(template: string, words: Readonly<Record<string, string>>, wanted: ReadonlySet<string>): string {
  return template
    .replaceAll(/\{\{#(\w+)\}\}([\s\S]*?)\{\{\/\1\}\}/g, (_, part: string, text: string) =>
      wanted.has(part) ? text : '',
    )
    .replaceAll(/__([A-Za-z]+)__/g, (whole, word: string) => words[word] ?? whole);
}

/** Makes the files of a context from the templates. Nothing is written. `date` is the day that the pages were read. */
export async function generateContext(
  { context, withEvents, withCache }: ContextOptions,
  date: string,
  root = repositoryRoot,
): Promise<GeneratedContext> {
  if (!/^[a-z]{3,30}s$/.test(context))
    throw new GeneratorError(`The context "${context}" is not a plural in lower-case letters, such as "examples".`);
  if (withCache && !withEvents)
    throw new GeneratorError('--with-cache needs --with-events: the events say which copies are old.');
  const name = singularOf(context);
  const words = {
    context,
    Context: capital(context),
    name,
    Name: capital(name),
    date,
    number: await migrationNumber(root, context),
  };
  const wanted = new Set([...(withEvents ? ['events'] : []), ...(withCache ? ['cache'] : [])]);
  const files = new Map<string, string>();
  const paths = await readdir(templates, { recursive: true, encoding: 'utf8' });
  for (const path of paths.filter((each) => each.endsWith('.tmpl')).sort()) {
    const text = fill(await readFile(join(templates, path), 'utf8'), words, wanted);
    if (text !== '') files.set(fill(path.replaceAll('\\', '/').replace(/\.tmpl$/, ''), words, wanted), text);
  }
  const nextSteps = files.get('next-steps.txt') ?? '';
  files.delete('next-steps.txt');
  return { files, nextSteps };
}

/** Writes the files of a context. Throws a {@link GeneratorError} when one of them is there already, and writes none then. */
export async function writeContext({ files }: GeneratedContext, root = repositoryRoot): Promise<void> {
  const present = [...files.keys()].filter((path) => existsSync(join(root, path)));
  if (present.length > 0) throw new GeneratorError(`There is a file already: ${present.join(', ')}.`);
  for (const [path, text] of files) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
}
