import type { Program } from '../code/compiler/port.ts';
import { programOptions } from '../code/program-options.ts';
import { type Proof, prove } from '../prove/prove.ts';
import type { CheckOptions } from './compose.ts';
import { openSession } from './session.ts';

/** How mutants are chosen. */
export interface ProofRequest {
  readonly seed: number;
  readonly count: number;
}

/** Opens a session, and tries mutants in it. Nothing is written to the disk. */
export async function proveChecks(options: CheckOptions, { seed, count }: ProofRequest): Promise<Proof> {
  const { root, level, onProgress } = options;
  const session = await openSession(options);
  try {
    const { workspace, read, coverage = [], findings } = await session.check();
    const files = new Set(coverage.map(({ fact: { location } }) => location.file));
    const openProgram = (): Program =>
      session.compiler().open({
        name: 'prove',
        directory: root,
        options: programOptions({ workspace, level, note: () => {} }),
        files: [],
        ambient: [...files].filter((file) => /\.[mc]?tsx?$/.test(file)).map((file) => `${root}/${file}`),
      });
    const isGenerated = ({ frontmatter }: (typeof read)[number]): boolean => frontmatter.generated !== undefined;
    return await prove({
      subject: { workspace, pages: read.filter((page) => !isGenerated(page)), coverage, openProgram },
      findings,
      seed,
      count,
      check: (texts) => session.check(texts),
      onProgress: (done, all) => onProgress?.(`trying mutant ${done + 1} of ${all}`),
    });
  } finally {
    session.close();
  }
}
