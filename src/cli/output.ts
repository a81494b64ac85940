import { writeFileSync } from 'node:fs';
import { UsageError } from './arguments.ts';

/** Writes text to standard output and waits until all of it has left, however slow the reader is. */
export function print(text: string): Promise<void> {
  return new Promise((resolve) => {
    process.stdout.write(text, () => resolve());
  });
}

/** Writes a report to a file. */
export function writeReport(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new UsageError(`The report cannot be written to ${file}: ${(error as Error).message}.`);
  }
}

/** Whether a stream is to be written to in colour: see https://no-color.org and https://force-color.org. */
export function wantsColor(stream: { isTTY?: boolean }, asked: false | undefined): boolean {
  if (asked === false || (process.env.NO_COLOR ?? '') !== '') return false;
  const forced = process.env.FORCE_COLOR;
  if (forced !== undefined && forced !== '') return forced !== '0';
  return stream.isTTY === true && process.env.TERM !== 'dumb';
}

const patience = 500;

/** Shows on a terminal what a long run is doing, and takes it away again. Piped output gets nothing. */
export function startProgress(): { show(phase: string): void; stop(): void } {
  if (process.stderr.isTTY !== true) return { show: () => {}, stop: () => {} };
  const startedAt = Date.now();
  let shown = false;
  return {
    show(phase) {
      if (Date.now() - startedAt < patience) return;
      process.stderr.write(`\r\u001b[K${phase}…`);
      shown = true;
    },
    stop() {
      if (shown) process.stderr.write('\r\u001b[K');
    },
  };
}
