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

/** Opens a context that looks at pages in one way. */
export function look(browser: Browser, { colorScheme, width }: View): Promise<BrowserContext> {
  return browser.newContext({ colorScheme, viewport: { width, height: 900 }, reducedMotion: 'reduce' });
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

/** Puts the text of another page of the same shell in the place of the one that is open, without a visit. */
export async function showText(page: Page, path: string): Promise<void> {
  await page.evaluate(`fetch(${JSON.stringify(path)}).then((answer) => answer.text()).then((html) => {
    const text = new DOMParser().parseFromString(html, 'text/html').querySelector('main');
    // A style sheet is there already. Loaded anew, it would come too late for who looks now.
    for (const loaded of text.querySelectorAll('link[rel=stylesheet], script')) loaded.remove();
    document.querySelector('main').replaceWith(document.adoptNode(text));
  })`);
}

/** How many pixels a page is wider than its window. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}

/** What axe finds on a page, or in the part of it that a selector names, one line a violation. */
export async function accessibilityFaults(page: Page, label: string, part?: string): Promise<string[]> {
  if (await page.evaluate("typeof axe === 'undefined'")) await page.evaluate(axe.source);
  const options = { runOnly: { type: 'tag', values: axeTags }, resultTypes: ['violations'], preload: false };
  const run = `axe.run(${part ? JSON.stringify(part) : 'document'}, ${JSON.stringify(options)})`;
  const violations = await page.evaluate<axe.Result[]>(`${run}.then(({ violations }) => violations)`);
  return violations.map(
    ({ id, help, nodes }) => `${label}: ${id}: ${help} at ${nodes.map((node) => node.target.join(' ')).join(', ')}`,
  );
}

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
