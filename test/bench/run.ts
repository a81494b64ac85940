/** Runs the benchmarks that the command line names, and all of them without a name. */
const all = [
  'first-finding',
  'heavy-types',
  'examples-source',
  'examples-scaling',
  'examples-twoslash',
  'examples-verifier',
  'links-source',
  'links-scaling',
  'links-memory',
  'built-site',
  'self-check',
  'session-edits',
];
const named = process.argv.slice(2);
const unknown = named.find((name) => !all.includes(name));
if (unknown !== undefined) throw new Error(`There is no benchmark ${unknown}. There are ${all.join(', ')}.`);
for (const name of named.length > 0 ? named : all) await import(`./${name}.ts`);
