import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright';

/** A browser that starts, or why there is none and how to get one. */
export type BrowserSearch = { readonly executablePath: string } | { readonly missing: string };

const commands = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const installLimit = 300_000;

/**
 * Looks for Chromium: the one that `CHROMIUM_PATH` names, then the system's, then Playwright's own. Where there is
 * none it is installed by what the platform offers.
 */
export function findBrowser(env: NodeJS.ProcessEnv = process.env): BrowserSearch {
  const named = env.CHROMIUM_PATH;
  if (named) {
    return starts(named)
      ? { executablePath: named }
      : { missing: `CHROMIUM_PATH names "${named}", which does not start. Name a Chromium or Chrome executable.` };
  }
  const executablePath = installed(env) ?? install(env);
  if (executablePath) return { executablePath };
  return {
    missing:
      'No Chromium was found and none could be installed. Install Chromium or Google Chrome, run "npx playwright install chromium", or set CHROMIUM_PATH.',
  };
}

function installed(env: NodeJS.ProcessEnv): string | undefined {
  const folders = (env.PATH ?? '').split(delimiter);
  const candidates = [
    ...commands.flatMap((command) => folders.map((folder) => join(folder, command))),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    chromium.executablePath(),
  ];
  return candidates.find(starts);
}

function install(env: NodeJS.ProcessEnv): string | undefined {
  if (isDebianRoot()) {
    const options = {
      stdio: 'ignore',
      timeout: installLimit,
      env: { ...env, DEBIAN_FRONTEND: 'noninteractive' },
    } as const;
    spawnSync('apt-get', ['update'], options);
    spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-liberation'], options);
    const found = installed(env);
    if (found) return found;
  }
  const playwright = createRequire(import.meta.url)
    .resolve('playwright/package.json')
    .replace('package.json', 'cli.js');
  spawnSync(process.execPath, [playwright, 'install', 'chromium'], { stdio: 'ignore', timeout: installLimit, env });
  return installed(env);
}

/** Whether packages can be installed here: Debian or a relative of it, as the superuser. */
function isDebianRoot(): boolean {
  if (process.getuid?.() !== 0 || !existsSync('/etc/os-release')) return false;
  return /^ID(?:_LIKE)?=.*\b(?:debian|ubuntu)\b/m.test(readFileSync('/etc/os-release', 'utf8'));
}

/** An executable can be there and not start: a stub of a package, or one whose libraries are missing. */
function starts(path: string): boolean {
  return existsSync(path) && spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 30_000 }).status === 0;
}
