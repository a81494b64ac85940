import type { ExampleRunner, ThrownError } from '../../../src/run/port.ts';
import type { Compilation } from '../compile.ts';
import type { Unit } from '../unit.ts';

const hasMarker = ({ block }: Unit, name: string): boolean => block.markers.some((marker) => marker.name === name);

/** Whether a block says of itself that it runs. */
export const saysRun = (unit: Unit): boolean => hasMarker(unit, 'run');

/** Whether a block is to run, because it says so or because the config says so of its page. */
export const isWanted = (runner: ExampleRunner, unit: Unit): boolean =>
  !unit.hidden && (saysRun(unit) || (runner.runsPage(unit.page.file) && !hasMarker(unit, 'check')));

/** Error of the compiler: "Cannot assign to 'x' because it is an import". */
const assignsToImport = 2632;

/** A variable that stands for one which the docs only speak of. */
const invented = /\b(?:declare const|let) /;

/**
 * Why a block that is wanted cannot run, though nothing is wrong with it; `undefined` when it can. A block that says
 * itself that it runs is believed to be whole.
 */
export function hindrance({
  unit,
  notation,
  unknownNames,
  unresolved,
  all,
  doubted,
  syntax,
}: Compilation): string | undefined {
  if (syntax.length > 0) return 'it does not parse on its own';
  if (notation || unit.files.some(({ frame }) => frame !== ''))
    return 'it is a part of something that it does not show';
  if (saysRun(unit)) return undefined;
  if (unresolved !== undefined) return `${unresolved} is not installed`;
  if (unknownNames > 0 || all.length > 0 || doubted || unit.files.some(({ prefix }) => invented.test(prefix))) {
    return 'it uses what it does not show';
  }
  return undefined;
}

const browserNames =
  /^(alert|confirm|customElements|document|history|HTMLElement|indexedDB|localStorage|location|prompt|requestAnimationFrame|sessionStorage|window|XMLHttpRequest) is not defined$/;

/** Why an example that threw says nothing of the page: it is for a browser, and what it needs is not in Node. */
export function browserHindrance({ name, message }: ThrownError): string | undefined {
  const missing = name === 'ReferenceError' ? browserNames.exec(message)?.[1] : undefined;
  return missing && `Node has no \`${missing}\``;
}

/** Why blocks that continue each other cannot run as modules, each of which keeps its variables to itself. */
export function assignmentHindrance(codes: readonly number[]): string | undefined {
  return codes.includes(assignsToImport) ? 'it assigns to a variable of an earlier block' : undefined;
}
