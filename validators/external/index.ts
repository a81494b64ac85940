import { type CheckContext, defineValidator } from '../../src/check/validator.ts';
import { touches } from '../../src/workspace/changes.ts';
import { type ExternalLink, externalLinks } from '../links/external-links.ts';
import { broken } from './broken.ts';
import { moved } from './moved.ts';

const rules = [broken, moved];

/** Every external link answers, when the run is told to ask. */
export const external = defineValidator({
  name: 'external',
  compiles: false,
  rules,
  async check(context) {
    if (!context.external) return;
    const links = [...externalLinks(context)];
    const isNew = newLinks(context, links);
    const wanted = context.changes === undefined ? links : links.filter(({ address }) => isNew(address));
    const addressesOf = (some: readonly ExternalLink[]): string[] => some.map(({ address }) => address);
    const verdicts = await context.external.ask(addressesOf(wanted), addressesOf(links));
    for (const { link, page, address } of links) {
      const verdict = verdicts.get(address);
      if (!verdict) {
        context.settle(link, 'skipped', 'it is not new in this change');
        continue;
      }
      if (verdict.kind === 'unknown') context.settle(link, 'unverifiable', verdict.reason);
      else if (verdict.kind === 'skipped') context.settle(link, 'skipped', verdict.reason);
      else context.settle(link, 'checked');
      // What is wrong with a reference is said once, at its definition.
      if (link.form !== 'reference') context.ask(rules, { link, page, address, verdict, isNew: isNew(address) });
    }
  },
});

/** An address is new when all links to it stand in lines that are new, and no line that is gone held it. */
function newLinks({ changes }: CheckContext, links: readonly ExternalLink[]): (address: string) => boolean {
  if (!changes) return () => false;
  const old = new Set<string>();
  for (const { link, address } of links) {
    if (link.form !== 'reference' && !touches(changes.files.get(link.file), link.line, link.line)) old.add(address);
  }
  const gone = [...changes.removed.values()].flat().filter((line) => line.includes('//'));
  return (address) => !old.has(address) && !gone.some((line) => holds(line, address));
}

/** Whether a line holds an address, and not only one that begins alike. */
function holds(line: string, address: string): boolean {
  for (let at = line.indexOf(address); at >= 0; at = line.indexOf(address, at + 1)) {
    if (!/[\w/?&=%~+-]/.test(line[at + address.length] ?? '')) return true;
  }
  return false;
}
