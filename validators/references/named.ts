import type { Fact } from '../../src/code/inventories/fact.ts';
import { nearest } from '../../src/config/nearest.ts';
import { isFileName } from './chain.ts';
import { singular } from './listed.ts';
import type { Names } from './names.ts';

/** A name in a sentence that has the form of a fact's, of which the code declares others like it. */
export interface UndeclaredMention {
  readonly kind: string;
  readonly name: string;
  readonly suggestion?: string | undefined;
}

/** Judges names in sentences by their form. `isBound` tells of names that the examples of the page have for something else. */
export type NamedCheck = (code: string, isBound: (name: string) => boolean) => UndeclaredMention | undefined;

const variable = /^([A-Z][A-Z\d]*)(?:_[A-Z\d]+)+$/;
const route = /^(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) (\/[^\s?#]*)(?:[?#]\S*)?$/;
const event = /^([a-z][a-z\d-]*)(?:\.[a-z][a-z\d_-]*)+$/;
const key = /^([a-z$][\w$]*(?:\.[a-z$][\w$]*)*)\.([a-z$][\w$]*)$/;
const column = /^([a-z][a-z\d_]*)\.([a-z][a-z\d_]*)$/;

const compound = /^[a-z][a-z\d]*(?:[-_.:][a-z\d]+)+$/;

/** Kinds whose names are those of code or of commands: others look after them. */
const othersKinds = new Set(['exports', 'members', 'scripts', 'files', 'imports', 'flags', 'commands', 'routes']);

/** How many letters of a name may differ for it to be meant. */
const mostWrong = (name: string): number => (name.length < 10 ? 1 : 2);

/** Fewer facts that begin alike say nothing of others that do. */
const fewest = 3;

/** A setting with fewer known parts may have others. */
const fewestParts = 2;

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
  const parts = Map.groupBy(
    settings!.flatMap(({ name, aliases }) => [name, ...aliases].filter((one) => key.test(one))),
    (name) => key.exec(name)![1]!,
  );
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

  /** Whether a name is that of a part of a setting, of which the others are declared. */
  function isLikeKey(name: string, isBound: (name: string) => boolean): boolean {
    const [, holder = '', rest = ''] = key.exec(name) ?? [];
    if ((parts.get(holder)?.length ?? 0) < fewestParts || isFileName(name)) return false;
    return !(rest in [] || rest in {}) && !isBound(holder.split('.')[0]!);
  }

  const compounds = new Map<string, Fact>();
  for (const fact of facts) {
    if (othersKinds.has(fact.kind)) continue;
    for (const name of [fact.name, ...fact.aliases]) if (compound.test(name)) compounds.set(name, fact);
  }
  /** The fact whose name of several words is almost what is written, where one of the words stands nowhere in the sources. */
  function judgeCompound(name: string): UndeclaredMention | undefined {
    if (!compound.test(name) || isFileName(name) || names.isInSources(name)) return undefined;
    if (name.split(/[-_.:]/).every((word) => names.isInSources(word))) return undefined;
    const suggestion = nearest(name, compounds.keys(), mostWrong(name));
    return suggestion === undefined ? undefined : { kind: singular(compounds.get(suggestion)!.kind), name, suggestion };
  }

  return (code, isBound) => {
    const name = code.trim();
    if (names.named(name).length > 0) return undefined;
    const [, method, path] = route.exec(name) ?? [];
    if (method !== undefined && path !== undefined) return judgeRoute(method, path, name);
    const isLike = (form: RegExp, known: ReadonlyMap<string, number>): boolean =>
      (known.get(form.exec(name)?.[1] ?? '') ?? 0) >= fewest;
    if (isLike(variable, prefixes) && !names.isInSources(name)) return wrong('setting', name, settings!);
    if (isLikeKey(name, isBound)) return wrong('setting', name, settings!);
    const [, table, rest] = column.exec(name) ?? [];
    if (table !== undefined && rest !== undefined && tables.has(table)) {
      return rest in [] || rest in {} || names.isInSources(rest) ? undefined : wrong('column', name, columns!);
    }
    const last = name.slice(name.lastIndexOf('.') + 1);
    if (isLike(event, topics) && !names.isInSources(last)) return wrong('event', name, events!);
    return judgeCompound(name);
  };
}
