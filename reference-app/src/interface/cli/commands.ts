import { parseArgs } from 'node:util';
import type { SeedReport } from '../../application/demo/seed-demo.ts';
import type { ReplayOrder, ReplayReport } from '../../application/shared/events/replay-order.ts';
import type { SettingDefinition } from '../../core/config/define-setting.ts';
import { describeSettings } from '../../core/config/describe-settings.ts';

/** What the commands need, so that the command line itself knows no other layer. */
export interface CommandContext {
  readonly settings: Iterable<SettingDefinition>;
  /** Brings the schema up to date, or takes it down; returns what ran. */
  migrate(direction: 'up' | 'down'): Promise<readonly string[]>;
  /** The deliveries of events that were given up, one line each. */
  deadLetters(): Promise<readonly string[]>;
  /** Gives the dead letter of an event another chance. Returns false when there is no such one. */
  revive(eventId: string): Promise<boolean>;
  /** Makes the demo, or what is missing of it. */
  seed(): Promise<SeedReport>;
  /** Tells a subscriber of events that were kept. */
  replay(order: ReplayOrder): Promise<ReplayReport>;
  /** Writes a new context, and returns what is left to do. */
  generate(context: string, flags: { readonly withEvents: boolean; readonly withCache: boolean }): Promise<string>;
  /** The OpenAPI document of the HTTP interface. */
  openApi(): Promise<unknown>;
  print(text: string): void;
}

const usage = `Usage
  config docs        print the settings as a Markdown table
  migrate up|down    bring the database schema up to date, or take it down
  events dead        list the deliveries of events that were given up
  events revive ID   give one of them another chance
  replay SUBSCRIBER [--from POSITION] [--to POSITION] [--event NAME] [--dry-run] [--again]
                     tell a subscriber of events that were kept and that it has not had;
                     --again tells it of those too that it has had
  seed               make people, a workspace and items to try things with
  openapi            print the OpenAPI document
  generate context NAME [--with-events] [--with-cache]
                     write a new context: domain, use cases, routes, migration, tests and pages
`;

/** The order that the words of a replay give. `undefined` when they give none. */
function replayOrderOf(words: readonly string[]): ReplayOrder | undefined {
  try {
    const { positionals, values } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        from: { type: 'string', default: '1' },
        to: { type: 'string' },
        event: { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
        again: { type: 'boolean', default: false },
      },
    });
    const [subscriber] = positionals;
    const positions = [values.from, values.to].filter((position) => position !== undefined);
    if (subscriber === undefined || positionals.length > 1 || !positions.every((text) => /^\d{1,15}$/.test(text)))
      return undefined;
    return {
      subscriber,
      event: values.event,
      from: Number(values.from),
      to: values.to === undefined ? undefined : Number(values.to),
      dryRun: values['dry-run'],
      again: values.again,
    };
  } catch {
    // An option that is not known, or one without its value.
    return undefined;
  }
}

const shownReplay = ({ dryRun }: ReplayOrder, { told, had, last }: ReplayReport): string =>
  `${told} events ${dryRun ? 'would be told' : 'were told'}, ${had} had been told before.${
    last === undefined ? '' : ` The last one has the position ${last}.`
  }\n`;

/** Runs one command of Almanac's command line and returns the exit code. */
export async function runCommand(words: readonly string[], context: CommandContext): Promise<number> {
  const [first, second, third] = words;
  if (first === 'config' && second === 'docs') {
    context.print(`${describeSettings(context.settings)}\n`);
    return 0;
  }
  if (first === 'migrate' && (second === 'up' || second === 'down')) {
    const ran = await context.migrate(second);
    context.print(ran.length === 0 ? 'There was nothing to do.\n' : `${ran.join('\n')}\n`);
    return 0;
  }
  if (first === 'events' && second === 'dead') {
    const letters = await context.deadLetters();
    context.print(letters.length === 0 ? 'There are no dead letters.\n' : `${letters.join('\n')}\n`);
    return 0;
  }
  if (first === 'events' && second === 'revive' && third !== undefined) {
    const revived = await context.revive(third);
    context.print(revived ? 'It will be delivered again.\n' : `There is no dead letter of an event ${third}.\n`);
    return revived ? 0 : 1;
  }
  if (first === 'generate' && second === 'context' && third !== undefined) {
    const flags = words.slice(3);
    const unknown = flags.find((flag) => flag !== '--with-events' && flag !== '--with-cache');
    if (unknown === undefined) {
      const [withEvents, withCache] = [flags.includes('--with-events'), flags.includes('--with-cache')];
      context.print(await context.generate(third, { withEvents, withCache }));
      return 0;
    }
  }
  if (first === 'seed' && second === undefined) {
    const report = Object.entries(await context.seed());
    context.print(report.map(([kind, { made, there }]) => `${kind}: ${made} made, ${there} there before\n`).join(''));
    return 0;
  }
  if (first === 'replay') {
    const order = replayOrderOf(words.slice(1));
    if (order !== undefined) {
      context.print(shownReplay(order, await context.replay(order)));
      return 0;
    }
  }
  if (first === 'openapi') {
    context.print(`${JSON.stringify(await context.openApi(), null, 2)}\n`);
    return 0;
  }
  context.print(usage);
  return first === undefined || first === 'help' ? 0 : 2;
}
