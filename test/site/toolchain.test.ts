import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface LockFile {
  readonly packages: Readonly<
    Record<
      string,
      {
        readonly hasInstallScript?: boolean;
        readonly optionalDependencies?: Readonly<Record<string, string>>;
        readonly resolved?: string;
      }
    >
  >;
}
interface Manifest {
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly allowScripts: Readonly<Record<string, boolean>>;
}

const read = <Content>(path: string): Content =>
  JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')) as Content;

const manifest = read<Manifest>('package.json');
const lock = read<LockFile>('package-lock.json');

describe('the toolchain', () => {
  it('runs on the Node that package.json names', () => {
    expect(process.versions.node).toBe(manifest.devDependencies.node);
  });

  it('runs no install script that was not allowed', () => {
    const scripted = Object.entries(lock.packages)
      .filter(([, { hasInstallScript }]) => hasInstallScript)
      .map(([path]) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length));
    expect(scripted.length).toBeGreaterThan(0);
    // Watches files on macOS and builds only where its prebuilt binary is missing.
    const harmless = ['fsevents'];
    expect(scripted.filter((name) => !manifest.allowScripts[name] && !harmless.includes(name))).toEqual([]);
  });

  it('has a lock file without download addresses, so that any registry can serve it', () => {
    const addressed = Object.entries(lock.packages).filter(([, { resolved }]) => resolved?.startsWith('http'));
    expect(addressed.map(([path]) => path)).toEqual([]);
  });

  it('has a lock file with the builds for every platform, or `npm ci` refuses it where they cannot be looked up', () => {
    const paths = Object.keys(lock.packages);
    const missing = Object.values(lock.packages)
      .flatMap(({ optionalDependencies = {} }) => Object.keys(optionalDependencies))
      .filter((name) => !paths.some((path) => path.endsWith(`node_modules/${name}`)));
    expect(missing).toEqual([]);
  });
});
