/**
 * What a whole run of the tests shares: the folder of the bundled programs; the address of an embedded database server; and the
 * names of databases with the schema on the two servers, of which each test gets a copy. The name is empty where there is no
 * local server.
 */
export type SharedByRun = 'programs' | 'embedded-server' | 'embedded-template' | 'local-template';

/** Where the workers of a run ask for it. */
export const runVariable = 'ALMANAC_TEST_RUN';

/**
 * What the whole run shares; it is made when it is asked for first. `undefined` in a program that is started by itself, and
 * makes its own.
 */
export async function sharedByRun(name: SharedByRun): Promise<string | undefined> {
  const address = process.env[runVariable];
  if (address === undefined) return undefined;
  const answer = await fetch(`${address}/${name}`);
  const value = await answer.text();
  if (!answer.ok) throw new Error(value);
  return value;
}
