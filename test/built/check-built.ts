import type { CheckResult } from '../../src/check/result.ts';
import type { Level } from '../../src/check/rule.ts';
import { checkFiles } from '../kit/check-files.ts';
import type { MemoryEntry } from '../kit/memory-file-system.ts';

/** The config of a small Starlight site, with more of it when it is given. */
export const starlight = (more = ''): string => `import starlight from '@astrojs/starlight';

export default { site: 'https://docs.example', ${more} integrations: [starlight({ title: 'Docs' })] };
`;

/** A page that an author wrote. */
export const written = (text: string): string => `---\ntitle: A page\n---\n\n${text}\n`;

/** A built page, as a generator writes it. */
export const html = (body: string, head = ''): string =>
  `<!DOCTYPE html>\n<html lang="en">\n<head><title>A page</title>${head}</head>\n<body>\n${body}\n</body>\n</html>\n`;

/** Each finding as `rule file:line:column => suggestion`, in the order of the report. */
export const linesOf = ({ findings }: CheckResult): string[] =>
  findings.map(({ rule, location, suggestion }) => {
    const place = `${rule} ${location?.file}:${location?.line}:${location?.column}`;
    return suggestion === undefined ? place : `${place} => ${suggestion}`;
  });

/** Runs Docproof over a workspace in memory whose built site is in `dist`. */
export const checkBuilt = async (
  files: Readonly<Record<string, MemoryEntry>>,
  level: Level = 'drift',
): Promise<string[]> => linesOf(await checkFiles(files, level));
