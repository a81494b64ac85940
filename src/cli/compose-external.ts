import type { ExternalConfig } from '../config/define.ts';
import { machineClock } from '../external/clock.ts';
import { createExternalLinks, type ExternalParts, type ExternalRun } from '../external/external-links.ts';
import { refusal } from '../external/names.ts';
import { defaultSettings, type ExternalLinks } from '../external/port.ts';
import { createTransport } from '../external/transport.ts';
import { fileMemory } from './external-memory.ts';

/** What a run says of external links when they are to be asked. */
export interface ExternalRequest {
  /** Ends the asking early. */
  readonly signal?: AbortSignal | undefined;
  /** What stands in for parts of this machine. No command gives any: the guard of private addresses is one. */
  readonly parts?: Partial<ExternalParts> | undefined;
}

/** Connects external links with the network, the clock and the memory of this machine. */
export function composeExternal(
  root: string,
  config: ExternalConfig | undefined,
  request: ExternalRequest,
  run: Pick<ExternalRun, 'note' | 'onProgress'>,
): ExternalLinks {
  const { memory, ...settings } = config ?? {};
  const parts: ExternalParts = {
    transport: createTransport(),
    store: fileMemory(root, memory),
    clock: machineClock,
    random: Math.random,
    refusal,
    ...request.parts,
  };
  return createExternalLinks(parts, { ...run, settings: { ...defaultSettings, ...settings }, signal: request.signal });
}
