import type { Span } from '../../../src/code/compiler/port.ts';
import { sameOutput } from '../../../src/run/compare.ts';
import type { ExampleRunner, RunReport } from '../../../src/run/port.ts';
import { offsetInBlock } from '../block-text.ts';
import { locate, type Unit, type UnitFile } from '../unit.ts';
import type { FileExpectations } from './expectations.ts';
import { isJson, outputOf } from './outputs.ts';
import { openingLine, type Places } from './places.ts';
import type { Failure, Mismatch, PrintedBlock, RanBlock } from './ran-block.ts';

/** An example with everything that is known of it after it ran. */
export interface RanExample {
  readonly unit: Unit;
  readonly report: RunReport;
  readonly expectations: ReadonlyMap<UnitFile, FileExpectations>;
}

const longest = 300;

/** The first lines of a message, as one. */
const brief = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= longest ? line : `${line.slice(0, longest - 1)}…`;
};

function failureOf(
  { unit, report: { end } }: RanExample,
  { memory }: ExampleRunner,
  places: Places,
): Failure | undefined {
  const whole = openingLine(unit);
  if (end.kind === 'exited' && end.code !== 0) {
    return { what: `ends the process with exit code ${end.code}`, location: whole, related: [] };
  }
  if (end.kind === 'died') {
    const what = end.of === 'memory' ? `needs more than ${memory} MB of memory` : `ends its process: ${end.signal}`;
    return { what, location: whole, related: [] };
  }
  if (end.kind !== 'threw') return undefined;
  const { name, message, stack } = end.error;
  const found = places.of(stack);
  const inside = found[0]?.onPage === false ? found[0].location : undefined;
  const said = brief(places.rewrite([name, message].filter((part) => part !== '').join(': ')));
  return {
    what: `throws \`${said}\``,
    location: found.find(({ onPage }) => onPage)?.location ?? whole,
    related: inside
      ? [{ file: inside.file, line: inside.line, column: inside.column, message: 'it is thrown here' }]
      : [],
  };
}

/** The range of the page that a range of a file's text stands for. */
function pageRange({ block }: Unit, { file, prefix }: UnitFile, { start, end }: Span): readonly [number, number] {
  const at = (offset: number): number => block.offsetInPage(offsetInBlock(file, offset - prefix.length));
  return [at(start), at(end - 1) + 1];
}

function mismatchesOf({ unit, report, expectations }: RanExample, places: Places): Mismatch[] {
  const answers = new Map(report.answers.map((answer) => [answer.id, answer]));
  const isWhole = report.end.kind === 'finished' || (report.end.kind === 'exited' && report.end.code === 0);
  return unit.files.flatMap((file) => {
    const { expectations: own, loose } = expectations.get(file)!;
    const at = ({ start, end }: Span) => locate(unit, file, start, end) ?? openingLine(unit);
    const found = own.flatMap(({ id, kind, text, span }): Mismatch[] => {
      const answer = answers.get(id);
      if (answer?.met || (!answer && !isWhole)) return [];
      const common = { expected: brief(text), location: at(span) };
      if (!answer) return [{ ...common, kind: 'unreached', actual: '' }];
      return [
        {
          ...common,
          kind: kind === 'throws' ? 'throws' : 'value',
          actual: places.rewrite(answer.actual),
          range: answer.writable && text !== '' ? pageRange(unit, file, span) : undefined,
        },
      ];
    });
    const nothing = loose.map((span): Mismatch => ({ kind: 'loose', expected: '', actual: '', location: at(span) }));
    return [...found, ...nothing];
  });
}

/** What the rules are shown of an example. */
export function ranBlock(example: RanExample, runner: ExampleRunner, places: Places): RanBlock {
  const { unit, report } = example;
  return {
    failure: failureOf(example, runner, places),
    overrun:
      report.end.kind === 'overran'
        ? { seconds: runner.timeout, waitsFor: report.end.waitsFor.join(' and '), location: openingLine(unit) }
        : undefined,
    mismatches: mismatchesOf(example, places),
  };
}

/** The block that shows what an example prints, with what it printed; nothing of one that did not end as it should. */
export function printedBlock(
  { unit, report }: RanExample,
  places: Places,
  { failure, overrun }: RanBlock,
): PrintedBlock | undefined {
  const block = outputOf(unit.page, unit.block);
  if (!block || failure || overrun) return undefined;
  const text = places.rewrite(report.output);
  return {
    page: unit.page,
    block,
    printed: { text, cut: report.cut, same: sameOutput(block.value, text, isJson(block)) },
  };
}
