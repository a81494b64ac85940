import { fileURLToPath } from 'node:url';
import { createSourceText, type Location } from '../../../src/workspace/source-text.ts';
import type { Workspace } from '../../../src/workspace/workspace.ts';
import { locate, type Unit, type UnitFile } from '../unit.ts';
import type { EditedText } from './edits.ts';

/** A file of an example, by the path under which it runs. */
export type UnitPaths = ReadonlyMap<string, readonly [Unit, UnitFile]>;

/** A place that an error names. */
export interface Place {
  readonly location: Location;
  /** Whether it stands on a page, and not in the code of the repository. */
  readonly onPage: boolean;
}

/** Leads what Node says of places back to the pages and files that people wrote. */
export interface Places {
  /** The places of a stack in the repository, the innermost first. */
  of(stack: string): readonly Place[];
  /** A text in which files are named as in the repository, without what belongs to Node and to Docproof. */
  rewrite(text: string): string;
}

const address = /file:\/\/[^\s()'"]*?(?=(?::\d+){0,2}(?:$|[\s()'",]))/g;
const place = /(file:\/\/[^\s()'"]*?):(\d+)(?::(\d+))?(?=$|[\s()'",])/gm;
const foreignFrame = /^[ \t]*at .*(?:node:|node_modules\/|\/run\/worker\/).*\n?/gm;

/** The path of an example without its address: the page and what the example adds to it. */
const exampleFile = /(\.(?:md|mdx|markdown))\.\d+(?:(?:\.setup)?\.[mc]?[jt]sx?\b|\/[\w./-]*)/gi;

/** The range of a line of the page that opens a block. */
export function openingLine({ page, block }: Unit): Location {
  const { line, column } = block.location;
  return { ...block.location, endLine: line, endColumn: Math.max(page.source.line(line).length, column) + 1 };
}

const pathOf = (url: string): string => {
  try {
    return fileURLToPath(url).replaceAll('\\', '/');
  } catch {
    return url;
  }
};

/** Prepares the way back for one run. */
export function createPlaces(
  { root, files }: Workspace,
  units: UnitPaths,
  texts: ReadonlyMap<string, EditedText>,
): Places {
  const locationOf = (url: string, line: number, column: number): Place | undefined => {
    const path = pathOf(url);
    const found = units.get(path);
    const edited = texts.get(path);
    if (found && edited) {
      const [unit, file] = found;
      const offset = createSourceText(path, edited.text).offsetAt({ line, column });
      const length = /^[\w$]+/.exec(edited.text.slice(offset))?.[0].length ?? 1;
      const start = edited.originalOffset(offset);
      return { location: locate(unit, file, start, start + length) ?? openingLine(unit), onPage: true };
    }
    const inside = path.startsWith(`${root}/`) ? path.slice(root.length + 1) : undefined;
    if (inside === undefined || !files.has(inside)) return undefined;
    return { location: { file: inside, line, column, endLine: line, endColumn: column }, onPage: false };
  };
  return {
    of: (stack) =>
      [...stack.matchAll(place)].flatMap(
        ([, url, line, column]) => locationOf(url!, Number(line), Number(column ?? 1)) ?? [],
      ),
    rewrite: (text) =>
      text
        .replace(foreignFrame, '')
        .replace(place, (whole, url: string, line: string, column?: string) => {
          const found = locationOf(url, Number(line), Number(column ?? 1))?.location;
          return found ? `${found.file}:${found.line}${column === undefined ? '' : `:${found.column}`}` : whole;
        })
        .replace(address, (url) => {
          const path = pathOf(url);
          const page = units.get(path)?.[0].page.file;
          return page ?? (path.startsWith(`${root}/`) ? path.slice(root.length + 1) : url);
        })
        .replaceAll(`${root}/`, '')
        .replace(exampleFile, '$1'),
  };
}
