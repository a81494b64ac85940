// Compares what is found today on public repositories with what readers made of it.
// usage: CORPUS=DIR node test/field/compare.ts [owner/name …]
// DIR holds each repository at the commit of its verdicts, in a folder named owner+name. Prints what nobody judged yet,
// what was judged wrong and what is no longer found; the exit code is 1 when there is any of it.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Found, judge, readVerdicts } from './verdicts.ts';

const { CORPUS: corpus } = process.env;
if (corpus === undefined) throw new Error('CORPUS names the folder with the repositories');
const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
const wanted = process.argv.slice(2);

const verdicts = Map.groupBy(readVerdicts(), ({ repository }) => repository);
let right = 0;
let all = 0;
let isClean = true;
for (const [repository, list] of verdicts) {
  if (wanted.length > 0 && !wanted.includes(repository)) continue;
  const root = `${corpus}/${repository.replace('/', '+')}`;
  if (!existsSync(root)) {
    console.log(`${repository}: not in ${corpus}, wanted at ${list[0]!.commit}`);
    continue;
  }
  const only = [...new Set(list.map(({ rule }) => rule.split('/')[0]!))].flatMap((name) => ['--only', name]);
  const args = [main, 'check', '--root', root, ...only, '--reporter', 'json'];
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (stdout === '') throw new Error(`${repository}: ${stderr}`);
  const { findings } = JSON.parse(stdout) as { findings: readonly Found[] };
  const judged = judge(list, findings);
  right += judged.right.length;
  all += findings.length;
  console.log(
    `${repository}: ${findings.length} findings, ${judged.right.length} right, ${judged.wrong.length} wrong, ${judged.unjudged.length} unjudged, ${judged.lost.length} lost`,
  );
  for (const kind of ['wrong', 'unjudged', 'lost'] as const) {
    for (const { file, line, column, rule, message } of judged[kind]) {
      isClean = false;
      console.log(`  ${kind} ${file}:${line}:${column} ${rule} ${message}`);
    }
  }
}
console.log(
  `${right} of ${all} findings are right: ${all === 0 ? 'none found' : `${((100 * right) / all).toFixed(1)} %`}`,
);
if (!isClean) process.exitCode = 1;
