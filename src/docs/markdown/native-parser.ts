/** A tree in the memory of the native module. */
type Handle = object;

/** What is asked of the native module of Sätteri. */
export interface NativeParser {
  createMdastHandle(text: string, options: number, positions: boolean): Handle;
  createMdxMdastHandle(text: string, options: number, positions: boolean): Handle;
  /** The tree as one buffer, in the order of bytes of the machine. */
  serializeHandle(handle: Handle): Uint8Array;
  /** Frees the tree. */
  dropHandle(handle: Handle): void;
}

/** Tables, footnotes, strikethrough, tasks, frontmatter in YAML and in TOML, and the rest of GFM: Sätteri's own defaults. */
export const defaultOptions = [1, 2, 3, 4, 7, 8, 11].reduce((options, bit) => options | (1 << bit), 0);

/**
 * Loads the native module of Sätteri, and nothing else of the package: its entry brings thirty modules of a compiler that is
 * not asked, and they take a quarter of the time of a short run. Where the module is not where it is today, the entry gives
 * the same functions.
 *
 * @param entry the address of the package's entry.
 */
export async function loadNativeParser(entry: string): Promise<NativeParser> {
  try {
    return (await import(new URL('../index.js', entry).href)) as NativeParser;
  } catch {
    const { createMdastHandle, createMdxMdastHandle, serializeHandle, dropHandle } = await import('satteri');
    return {
      createMdastHandle: (text) => createMdastHandle(text),
      createMdxMdastHandle: (text) => createMdxMdastHandle(text),
      serializeHandle: (handle) => serializeHandle(handle as Parameters<typeof serializeHandle>[0]),
      dropHandle: (handle) => dropHandle(handle as Parameters<typeof dropHandle>[0]),
    };
  }
}
