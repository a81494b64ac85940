import type { Fact } from '../../src/code/inventories/fact.ts';
import { nearest } from '../../src/config/nearest.ts';
import type { Names } from './names.ts';

/** A name in a sentence that has the form of a fact's, of which the code declares others like it. */
export interface UndeclaredMention {
  readonly kind: string;
  readonly name: string;
  readonly suggestion?: string | undefined;
}

/** Judges names in sentences by their form. */
export type NamedCheck = (code: string) => UndeclaredMention | undefined;

const variable = /^([A-Z][A-Z\d]*)(?:_[A-Z\d]+)+$/;
const route = /^(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) (\/[^\s?#]*)(?:[?#]\S*)?$/;
const event = /^([a-z][a-z\d-]*)(?:\.[a-z][a-z\d_-]*)+$/;
const column = /^([a-z][a-z\d_]*)\.([a-z][a-z\d_]*)$/;

/** Fewer facts that begin alike say nothing of others that do. */
const fewest = 3;

/** How often the facts of a kind begin with each first part. */
function beginnings(facts: readonly Fact[], form: RegExp): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const name of facts.flatMap((fact) => [fact.name, ...fact.aliases])) {
    const first = form.exec(name)?.[1];
    if (first !== undefined) found.set(first, (found.get(first) ?? 0) + 1);
  }
  return found;
}

const isParameter = (segment: string): boolean => /^(?:\{.*\}|:.+|\[.*\]|<.*>)$/.test(segment);

/** Whether a path as a page writes it is one of a route. Parameters may have values, or other names. */
function matches(path: string, template: string): boolean {
  const [written, declared] = [path, template].map((one) => one.replace(/(?<=.)\/$/, '').split('/'));
  return (
    written!.length === declared!.length &&
    declared!.every((segment, index) => segment === written![index] || isParameter(segment))
  );
}

/** Prepares the check from the facts of the workspace. */
export function createNamedCheck(facts: readonly Fact[], names: Names): NamedCheck {
  const of = (kind: string): Fact[] => facts.filter((fact) => fact.kind === kind);
  const [settings, routes, events, columns] = ['settings', 'routes', 'events', 'columns'].map(of);
  // What is only read from the environment is not all that may stand there: others may be read by a pattern.
  const declared = settings!.filter(({ details }) => details.required !== undefined);
  const prefixes = beginnings(declared, variable);
  const topics = beginnings(events!, event);
  const tables = new Set(of('tables').map(({ name }) => name));
  const roots = new Set(routes!.map(({ details }) => details.path?.split('/')[1] ?? ''));
  const wrong = (kind: string, name: string, among: readonly Fact[]): UndeclaredMention => ({
    kind,
    name,
    suggestion: nearest(
      name,
      among.flatMap((fact) => [fact.name, ...fact.aliases]),
    ),
  });

  function judgeRoute(method: string, path: string, name: string): UndeclaredMention | undefined {
    if (method === 'OPTIONS' || !roots.has(path.split('/')[1] ?? '') || /[*…]/.test(path)) return undefined;
    const wanted = method === 'HEAD' ? ['HEAD', 'GET'] : [method];
    const isDeclared = routes!.some(
      ({ details }) => wanted.includes(details.method ?? '') && matches(path, details.path ?? ''),
    );
    return isDeclared ? undefined : wrong('route', name, routes!);
  }

  return (code) => {
    const name = code.trim();
    if (names.named(name).length > 0) return undefined;
    const [, method, path] = route.exec(name) ?? [];
    if (method !== undefined && path !== undefined) return judgeRoute(method, path, name);
    const isLike = (form: RegExp, known: ReadonlyMap<string, number>): boolean =>
      (known.get(form.exec(name)?.[1] ?? '') ?? 0) >= fewest;
    if (isLike(variable, prefixes) && !names.isInSources(name)) return wrong('setting', name, settings!);
    const [, table, rest] = column.exec(name) ?? [];
    if (table !== undefined && rest !== undefined && tables.has(table)) {
      return rest in [] || rest in {} || names.isInSources(rest) ? undefined : wrong('column', name, columns!);
    }
    const last = name.slice(name.lastIndexOf('.') + 1);
    if (isLike(event, topics) && !names.isInSources(last)) return wrong('event', name, events!);
    return undefined;
  };
}
