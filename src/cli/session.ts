import type { CheckResult } from '../check/result.ts';
import type { Compiler, LastingCompiler, ReplacedTexts } from '../code/compiler/port.ts';
import { rememberAnswers } from '../code/compiler/remember.ts';
import { loadMarkdownEngine } from '../docs/markdown/engine.ts';
import type { Page } from '../docs/page.ts';
import { readPages } from '../docs/read-pages.ts';
import { type EditedTexts, editFiles } from '../workspace/edited-files.ts';
import { diskFileSystem } from '../workspace/file-system.ts';
import { readFiles } from '../workspace/read-files.ts';
import { workspaceOf } from '../workspace/read-workspace.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { type CheckOptions, checkPages, chosen, loadCompiler, needsCompiler, workspaceOptions } from './compose.ts';
import { limitMemory } from './memory.ts';
import { createInventoryMemory } from './remember-inventories.ts';

/** What a check of a session found out. */
export interface SessionResult extends CheckResult {
  readonly workspace: Workspace;
  /** The pages as they were read. */
  readonly read: readonly Page[];
}

/** A repository that is checked again and again. What did not change is neither read nor compiled a second time. */
export interface Session {
  /**
   * Checks the repository as it would be with these texts, and as it was when the session was opened without any. The result
   * is that of a check from scratch.
   */
  check(texts?: EditedTexts): Promise<SessionResult>;
  /** The compiler of the session, for other questions about the files of the last check. */
  compiler(): Compiler;
  /** Ends the compiler. */
  close(): void;
}

/** Opens a session. Everything below the root is read here, once. */
export async function openSession(options: CheckOptions): Promise<Session> {
  const { root, fileSystem = diskFileSystem } = options;
  const validators = await chosen(options.only);
  const startCompiler = options.startCompiler ?? (await loadCompiler(validators));
  options.onProgress?.('reading the workspace');
  const files = readFiles(fileSystem, root);
  const engine = await loadMarkdownEngine();
  const known = new Map<string, Page>();
  const inventoriesOf = createInventoryMemory(options.config.inventories);
  let compiler: LastingCompiler | undefined;

  const pagesOf = async (workspace: Workspace, texts: EditedTexts): Promise<Page[]> => {
    const isNew = (file: string): boolean => texts.has(file) || !known.has(file);
    const fresh = new Map<string, Page>();
    const read = await readPages(engine, workspace.pages.filter(isNew), (file) => workspace.files.readBytes(file));
    for (const page of read) (texts.has(page.file) ? fresh : known).set(page.file, page);
    return workspace.pages.map((file) => fresh.get(file) ?? known.get(file)!);
  };

  let replaced: ReplacedTexts = new Map();
  const running = (): Compiler => {
    if (!compiler) {
      const exists = (path: string): boolean => fileSystem.kind(path) === 'file';
      compiler = rememberAnswers(startCompiler(root, fileSystem, { lasting: true }), root, exists);
      compiler.replace(replaced);
    }
    return { ...compiler, close: () => {} };
  };

  return {
    compiler: running,
    async check(texts = new Map()) {
      const startedAt = new Date();
      const workspace = workspaceOf(editFiles(files, texts), root, workspaceOptions(options));
      limitMemory(workspace.pages.length, needsCompiler(validators));
      const read = await pagesOf(workspace, texts);
      replaced = new Map([...texts].map(([path, text]) => [`${root}/${path}`, text]));
      compiler?.replace(replaced);
      const result = await checkPages(options, {
        validators,
        engine,
        workspace,
        pages: read,
        startedAt,
        rememberInventories: inventoriesOf(texts),
        startCompiler: running,
      });
      return { ...result, workspace, read };
    },
    close: () => compiler?.close(),
  };
}
