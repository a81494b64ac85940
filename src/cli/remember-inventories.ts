import type { RememberInventories } from '../check/facts.ts';
import type { Inventory } from '../code/inventories/fact.ts';
import type { InventoryDefinition } from '../config/define.ts';
import type { EditedTexts } from '../workspace/edited-files.ts';

const isPage = (path: string): boolean => /\.(mdx?|markdown)$/i.test(path);

/** The edited texts that can change what the code declares. */
const codeAmong = (texts: EditedTexts): EditedTexts => new Map([...texts].filter(([path]) => !isPage(path)));

const isSame = (a: EditedTexts, b: EditedTexts): boolean =>
  a.size === b.size && [...a].every(([path, text]) => b.has(path) && b.get(path) === text);

/** What was collected from the code with these texts. */
interface Collected {
  readonly code: EditedTexts;
  readonly inventories: Promise<readonly Inventory[]>;
}

/**
 * Remembers what the code declares, for the files as they were first and as they were last. The pages declare nothing, so that
 * an edit of one asks nobody; but a function of the config may read whatever it likes.
 */
export function createInventoryMemory(
  definitions: readonly InventoryDefinition[] = [],
): (texts: EditedTexts) => RememberInventories | undefined {
  if (definitions.some((definition) => 'collect' in definition)) return () => undefined;
  let first: Collected | undefined;
  let last: Collected | undefined;
  return (texts) => (collect) => {
    const code = codeAmong(texts);
    const known = [first, last].find((one) => one && isSame(one.code, code));
    if (known) return known.inventories;
    const collected = { code, inventories: collect() };
    first ??= collected;
    last = collected;
    // What failed is tried again, and told to whoever asks.
    collected.inventories.catch(() => {
      if (first === collected) first = undefined;
      if (last === collected) last = undefined;
    });
    return collected.inventories;
  };
}
