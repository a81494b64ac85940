import type { ExamplesConfig } from '../config/define.ts';
import { createNodeRunner, defaultLimits } from '../run/node-runner.ts';
import type { ExampleRunner } from '../run/port.ts';
import { patternMatcher } from '../workspace/find-pages.ts';

/** Makes what runs examples, as the config says. */
export function composeRunner(
  config: ExamplesConfig | undefined,
  onProgress: (done: number, all: number) => void,
  createRunner = createNodeRunner,
): ExampleRunner {
  const { run: pages = [], ...limits } = config ?? {};
  return createRunner({ ...defaultLimits, ...limits, runsPage: patternMatcher(pages), onProgress });
}
