import { nearest } from '../../../src/config/nearest.ts';
import type { UnknownScript } from '../missing-script.ts';
import type { ShellWord } from './command.ts';
import type { ScriptCall } from './package-manager.ts';
import type { ScriptIndex } from './scripts.ts';
import type { Judged } from './verdict.ts';

/** Looks a script up in the repository. One that any of its packages has is known, wherever the command runs. */
export function judgeScript({ name, word, certain, required, place }: ScriptCall, scripts: ScriptIndex): Judged {
  if (name === undefined) return { state: 'unknown', reason: 'it runs a script whose name is not written out' };
  if (!required) return { state: 'known' };
  const wrong = (at: ShellWord, rest: Omit<UnknownScript, 'location' | 'name' | 'command'>): Judged => ({
    state: 'wrong',
    problem: { about: 'script', word: at, subject: { name, ...rest } },
  });
  if (place.kind === 'package') {
    const packages = scripts.packagesNamed(place.name);
    if (packages.length === 0) {
      const suggestion = nearest(place.name, scripts.packages);
      return wrong(place.word, { package: place.name, noPackage: true, suggestion });
    }
    const own = packages.flatMap(({ names }) => names);
    if (own.includes(name)) return { state: 'known' };
    if (certain) return wrong(word, { package: place.name, noPackage: false, suggestion: nearest(name, own) });
  } else {
    if (scripts.names.includes(name)) return { state: 'known' };
    if (certain) return wrong(word, { package: undefined, noPackage: false, suggestion: nearest(name, scripts.names) });
  }
  return { state: 'unknown', reason: 'it runs a program that a dependency may bring' };
}
