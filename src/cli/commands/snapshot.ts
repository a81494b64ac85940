import { startNativeCompiler } from '../../code/compiler/native.ts';
import { manifestFile } from '../../code/history/former.ts';
import { makeManifest, manifestText, readManifest } from '../../code/history/manifest.ts';
import { collectInventories } from '../../code/inventories/collect.ts';
import { programOptions } from '../../code/program-options.ts';
import { diskFileSystem } from '../../workspace/file-system.ts';
import { readWorkspace } from '../../workspace/read-workspace.ts';
import { type Arguments, UsageError } from '../arguments.ts';
import { print, startProgress } from '../output.ts';
import { replaceFile } from '../replace-file.ts';
import { type CommandParts, readRequest } from '../request.ts';

/** Runs `docproof snapshot` and returns the exit code. */
export async function runSnapshot(args: Arguments, parts?: CommandParts): Promise<number> {
  const { root, config, level, startCompiler = startNativeCompiler } = await readRequest(args, parts);
  const progress = startProgress();
  progress.show('collecting what the code declares');
  const workspace = readWorkspace(diskFileSystem, root, { include: config.include, exclude: config.exclude });
  const compiler = startCompiler(root, diskFileSystem);
  try {
    const inventories = await collectInventories({
      workspace,
      compiler,
      options: programOptions({ workspace, level, note: () => {} }),
      definitions: config.inventories ?? [],
    });
    const unread = inventories.find(({ problem }) => problem !== undefined);
    if (unread) {
      throw new UsageError(
        `The inventory of ${unread.kind} from ${unread.source} cannot be read: ${unread.problem}. Correct the config first: a snapshot without it would tell its facts to be gone.`,
      );
    }
    const manifest = makeManifest(workspace, inventories, readManifest(workspace));
    const text = manifestText(manifest);
    const facts = inventories.reduce((sum, inventory) => sum + inventory.facts.length, 0);
    const isSame = workspace.files.has(manifestFile) && workspace.files.read(manifestFile) === text;
    if (!isSame) replaceFile(`${root}/${manifestFile}`, text);
    progress.stop();
    if (!args.quiet) await print(`${manifestFile} ${isSame ? 'is as it should be' : 'written'}: ${facts} facts.\n`);
    return 0;
  } finally {
    progress.stop();
    compiler.close();
  }
}
