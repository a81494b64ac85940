/** Paths as the compiler takes them. */
export type Changed = Record<'created' | 'deleted' | 'changed', string[]>;

/** Compares what files read now with what they read before. `undefined` stands for a file that is not there. */
export function compareTexts(
  before: ReadonlyMap<string, string | undefined>,
  after: ReadonlyMap<string, string | undefined>,
  isThere: (path: string) => boolean,
): Changed {
  const changes = { created: [] as string[], deleted: [] as string[], changed: [] as string[] };
  for (const path of new Set([...before.keys(), ...after.keys()])) {
    if (before.has(path) && after.has(path) && before.get(path) === after.get(path)) continue;
    const was = before.has(path) ? before.get(path) !== undefined : isThere(path);
    const is = after.has(path) ? after.get(path) !== undefined : isThere(path);
    if (was && is) changes.changed.push(path);
    else if (is) changes.created.push(path);
    else if (was) changes.deleted.push(path);
  }
  return changes;
}

/** More changed files are told at once: to tell each costs something too. */
const mostSteps = 24;

/**
 * Splits changes so that each is of one file. The compiler makes a program again from the one before when one file has other
 * text and the same imports, and otherwise looks up every import of every file anew, which takes fifty times as long.
 */
export function oneByOne(changes: Changed): readonly Changed[] {
  const { created, deleted, changed } = changes;
  const isPlain = created.length + deleted.length === 0 && !changed.some((path) => path.endsWith('.json'));
  if (!isPlain || changed.length < 2 || changed.length > mostSteps) return [changes];
  return changed.map((path) => ({ created, deleted, changed: [path] }));
}

/** More changes than this the compiler does not look at: it takes everything to have changed. */
const mostChanges = 1000;

/**
 * Splits more changes than the compiler looks at. Files that went come last: by then the program is without them, and is not
 * made again. Where even the others are too many, the config comes by itself: told twice that everything may have changed, the
 * compiler does not read a config anew, and goes on with the files that the one before named.
 */
export function inSteps({ created, deleted, changed }: Changed, configPath: string): readonly Changed[] {
  if (created.length + deleted.length + changed.length <= mostChanges) return [{ created, deleted, changed }];
  if (created.length + changed.length <= mostChanges) {
    const steps: Changed[] = [{ created, deleted: [], changed }];
    for (let at = 0; at < deleted.length; at += mostChanges) {
      steps.push({ created: [], deleted: deleted.slice(at, at + mostChanges), changed: [] });
    }
    return steps;
  }
  const others = changed.filter((path) => path !== configPath);
  if (others.length === changed.length) return [{ created, deleted, changed }];
  return [
    { created, deleted, changed: others },
    { created: [], deleted: [], changed: [configPath] },
  ];
}
