import { readFileSync } from 'node:fs';
import axe from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright';

/** How a reader looks at a page. */
export interface View {
  readonly colorScheme: 'light' | 'dark';
  readonly width: number;
}

/** Both themes, on a desk and on a phone. */
export const views: readonly View[] = [
  { colorScheme: 'light', width: 1280 },
  { colorScheme: 'dark', width: 390 },
  { colorScheme: 'dark', width: 1280 },
  { colorScheme: 'light', width: 390 },
];

const axeTags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** The rules that judge nothing but how a text looks. */
const colourRules = ['color-contrast', 'link-in-text-block'];
const textLooks = readFileSync(new URL('text-looks.js', import.meta.url), 'utf8');

/** Opens a context that looks at pages in one way. */
export function look(browser: Browser, { colorScheme, width }: View): Promise<BrowserContext> {
  return browser.newContext({ colorScheme, viewport: { width, height: 900 }, reducedMotion: 'reduce' });
}

/** Looks at the page that is open in another way. The page follows the theme of its reader when it is told of it. */
export async function lookFrom(page: Page, { colorScheme, width }: View): Promise<void> {
  await page.setViewportSize({ width, height: 900 });
  await page.emulateMedia({ colorScheme });
  await page.waitForFunction(`document.documentElement.dataset.theme === ${JSON.stringify(colorScheme)}`);
}

/** Opens a window that writes down what no page of the site may do. */
export async function openWatched(context: BrowserContext, origin: string, faults: string[]): Promise<Page> {
  const page = await context.newPage();
  const path = () => page.url().slice(origin.length);
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`${path()}: the console says "${message.text()}"`);
  });
  page.on('pageerror', (error) => faults.push(`${path()}: a script failed with "${error.message}"`));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !url.startsWith('data:')) faults.push(`${path()}: asks another host for ${url}`);
  });
  return page;
}

/**
 * Takes away everything around the text of a page that is open. What surrounds the text is the same on every page, and a page
 * without it is looked at in half the time.
 */
export async function keepTextAlone(page: Page): Promise<void> {
  // The search comes when the browser has nothing else to do, and complains when its place is gone.
  await page.locator('.pagefind-ui').waitFor({ state: 'attached' });
  await page.evaluate(`(() => {
    document.head.append(...document.querySelectorAll('main link[rel=stylesheet]'));
    for (let kept = document.querySelector('main'); kept !== document.body; kept = kept.parentElement) {
      for (const beside of [...kept.parentElement.children]) if (beside !== kept) beside.remove();
    }
  })()`);
}

/** Puts the texts of other pages of the same shell in the place of the one that is open, without a visit. */
export async function showTexts(page: Page, htmls: readonly string[]): Promise<void> {
  const texts = htmls.map((html) => html.slice(html.indexOf('<main'), html.lastIndexOf('</main>')));
  await page.evaluate(`(() => {
    const texts = new DOMParser().parseFromString(${JSON.stringify(texts.join('</main>'))}, 'text/html').querySelectorAll('main');
    // A style sheet is there already. Loaded anew, it would come too late for who looks now.
    for (const text of texts) for (const loaded of text.querySelectorAll('link[rel=stylesheet], script')) loaded.remove();
    const [first, ...others] = document.querySelectorAll('main');
    for (const other of others) other.remove();
    first.replaceWith(...[...texts].map((text) => document.adoptNode(text)));
  })()`);
}

/** How many pixels a page is wider than its window. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}

/** What axe finds on a page, or in the part of it that a selector names, one line a violation. */
export async function accessibilityFaults(page: Page, label: string, part?: string): Promise<string[]> {
  return linesOf(label, await runAxe(page, part));
}

/**
 * What axe finds, as `accessibilityFaults` does, with texts judged once a look: the two rules that weigh colours take most
 * of the time, and texts that look alike pass or fail alike.
 *
 * @param fine the looks that passed before in this view. Those that pass now join them.
 */
export async function accessibilityFaultsOnce(
  page: Page,
  label: string,
  fine: Set<string>,
  part?: string,
): Promise<string[]> {
  const faults = linesOf(label, await runAxe(page, part, colourRules));
  if (await page.evaluate("typeof textLooks === 'undefined'")) await page.evaluate(textLooks);
  const looks = await page.evaluate<string[]>(`textLooks.read(${part ? JSON.stringify(part) : ''})`);
  const unknown = looks.filter((look) => !fine.has(look));
  if (unknown.length === 0) return faults;
  const judged = await page.evaluate<{ violations: axe.Result[]; fine: string[] }>(
    `textLooks.judge(${JSON.stringify(unknown)}, ${JSON.stringify(colourRules)})`,
  );
  for (const look of judged.fine) fine.add(look);
  return [...faults, ...linesOf(label, judged.violations)];
}

async function runAxe(page: Page, part?: string, without: readonly string[] = []): Promise<axe.Result[]> {
  if (await page.evaluate("typeof axe === 'undefined'")) await page.addScriptTag({ content: axe.source });
  const options = {
    runOnly: { type: 'tag', values: axeTags },
    rules: Object.fromEntries(without.map((rule) => [rule, { enabled: false }])),
    resultTypes: ['violations'],
    preload: false,
  };
  const run = `axe.run(${part ? JSON.stringify(part) : 'document'}, ${JSON.stringify(options)})`;
  return page.evaluate<axe.Result[]>(`${run}.then(({ violations }) => violations)`);
}

const linesOf = (label: string, violations: readonly axe.Result[]): string[] =>
  violations.map(
    ({ id, help, nodes }) => `${label}: ${id}: ${help} at ${nodes.map((node) => node.target.join(' ')).join(', ')}`,
  );

/**
 * Texts in diagrams that are hard to read: axe cannot judge the contrast of SVG text. A text stands on the box that is
 * drawn before it in its group, or on the ground of the figure. WCAG 2.2, success criterion 1.4.3.
 */
export function faintDiagramTexts(page: Page): Promise<string[]> {
  return page.evaluate(`(() => {
    const channel = (value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
    const luminance = (colour) => {
      const [r, g, b] = colour.match(/[\\d.]+/g).slice(0, 3).map((part) => channel(Number(part) / 255));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const contrast = (a, b) => {
      const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
      return (light + 0.05) / (dark + 0.05);
    };
    const solid = (element) => getComputedStyle(element).fill.startsWith('rgb(');
    return [...document.querySelectorAll('.diagram-svg text:not(:has(tspan[fill])), .diagram-svg tspan[fill]')].flatMap((text) => {
      const box = [...(text.closest('g')?.children ?? [])].find((shape) => /^(rect|polygon|circle|ellipse)$/.test(shape.tagName) && solid(shape));
      const ground = box ? getComputedStyle(box).fill : getComputedStyle(text.closest('.diagram-view')).backgroundColor;
      const ratio = contrast(getComputedStyle(text).fill, ground);
      return ratio < 4.5 ? [text.textContent + ' (' + ratio.toFixed(2) + ':1)'] : [];
    });
  })()`);
}
