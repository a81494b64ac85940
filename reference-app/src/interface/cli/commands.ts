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
  openapi            print the OpenAPI document
  generate context NAME [--with-events] [--with-cache]
                     write a new context: domain, use cases, routes, migration, tests and pages
`;

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
  if (first === 'openapi') {
    context.print(`${JSON.stringify(await context.openApi(), null, 2)}\n`);
    return 0;
  }
  context.print(usage);
  return first === undefined || first === 'help' ? 0 : 2;
}
