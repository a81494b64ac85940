import { gzipSync } from 'node:zlib';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BuiltPage, type ServedSite, serveBuiltSite } from './built-site.ts';
import { findBrowser } from './find-browser.ts';
import { holdPlantedFaults } from './planted-faults.ts';
import {
  accessibilityFaults,
  accessibilityFaultsOnce,
  faintDiagramTexts,
  keepTextAlone,
  look,
  lookFrom,
  openWatched,
  overflow,
  showTexts,
  views,
} from './visit.ts';

/** Where something stands on the screen, in pixels. */
type Box = Readonly<Record<'x' | 'y' | 'width' | 'height', number>>;

const search = findBrowser();

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Sizes after gzip, in bytes. */
const budget = { html: 15_000, htmlWithDiagrams: 40_000, script: 36_000, style: 20_000 };

// One file, because both look at the same build.
holdPlantedFaults();

if ('missing' in search) {
  it.skipIf(process.env.REQUIRE_BROWSER !== '1')(`The built site is not tried: ${search.missing}`, () => {
    throw new Error(search.missing);
  });
} else {
  describe('the built site', () => {
    let site: ServedSite;
    let browser: Browser;

    beforeAll(async () => {
      site = await serveBuiltSite();
      browser = await chromium.launch({ executablePath: search.executablePath, args: flags });
    }, 240_000);

    afterAll(async () => {
      await browser?.close();
      await site?.close();
    });

    /** The first page of every shell, and the first with a diagram: all else that differs is the text. */
    const representatives = (): BuiltPage[] => {
      const byShell = new Map(site.pages.toReversed().map((page) => [page.shell, page]));
      return [...new Set([...byShell.values(), firstWithDiagram()])];
    };
    const firstWithDiagram = () => site.pages.find(({ html }) => html.includes('diagram-svg'))!;

    const visit = async (page: Page, { path }: BuiltPage) => page.goto(site.origin + path, { waitUntil: 'load' });

    const open = async (context: BrowserContext, path: string, faults: string[] = []) => {
      const page = await openWatched(context, site.origin, faults);
      await page.goto(site.origin + path, { waitUntil: 'load' });
      return page;
    };

    it('leads from its first page to every group that has pages', () => {
      const home = site.pages.find(({ path }) => path === '/')!;
      const groups = new Set(site.pages.map(({ path }) => path.split('/')[1]!).filter(Boolean));
      expect(groups.size).toBeGreaterThan(0);
      const linked = new Set([...home.html.matchAll(/href="\/([\w-]+)\//g)].map((match) => match[1]));
      expect([...groups].filter((group) => !linked.has(group))).toEqual([]);
    });

    /** The looks of texts that passed, of each view. */
    const fineLooks = new Map(views.map((view) => [view, new Set<string>()]));

    it.each(views)(
      'is accessible, silent and self-contained in $colorScheme at $width px, on a page of every shell',
      async (view) => {
        const faults: string[] = [];
        const context = await look(browser, view);
        const page = await openWatched(context, site.origin, faults);
        for (const built of representatives()) {
          await visit(page, built);
          faults.push(...(await accessibilityFaultsOnce(page, built.path, fineLooks.get(view)!)));
        }
        await context.close();
        expect(faults).toEqual([]);
      },
    );

    // One document shows all texts of a shell in turn: what the browser has compiled is used again.
    it('has accessible texts, every page in one of the views', { timeout: 600_000 }, async () => {
      const faults: string[] = [];
      const context = await look(browser, views[0]!);
      const page = await openWatched(context, site.origin, faults);
      for (const sharing of Map.groupBy(site.pages, ({ shell }) => shell).values()) {
        await visit(page, sharing[0]!);
        await keepTextAlone(page);
        for (const [index, view] of views.entries()) {
          await lookFrom(page, view);
          for (const { path, html } of sharing.filter((_, position) => position % views.length === index)) {
            await showTexts(page, [html]);
            const label = `${path} in ${view.colorScheme} at ${view.width} px`;
            faults.push(...(await accessibilityFaultsOnce(page, label, fineLooks.get(view)!, 'main')));
            faults.push(
              ...(await faintDiagramTexts(page)).map((text) => `${label}: hard to read in a diagram: ${text}`),
            );
          }
        }
      }
      await context.close();
      expect(faults).toEqual([]);
    });

    it('judges each look of a text once, and finds a new one on every page that has it', async () => {
      const planted = [
        ['color-contrast', '<p id="faint" style="color: #999">Faint</p>'],
        ['color-contrast', '<style>.faint { color: #999 }</style><p id="by-class" class="faint">Faint</p>'],
        ['color-contrast', '<div style="background: #555"><div><p id="dark-ground">Dark</p></div></div>'],
        ['color-contrast', '<div style="opacity: 0.3"><div><p id="faded">Faded</p></div></div>'],
        [
          'color-contrast',
          '<p style="color: #888; font-size: 2rem">Large</p><p id="small" style="color: #888">Small</p>',
        ],
        [
          'link-in-text-block',
          '<p>Some words and <a id="link" href="/" style="color: #555; text-decoration: none">a link</a> in them.</p>',
        ],
      ] as const;
      const context = await look(browser, views[0]!);
      const page = await openWatched(context, site.origin, []);
      const { html, path } = site.pages.find((built) => built.path === '/start/quick-start/')!;
      await page.goto(site.origin + path);
      await keepTextAlone(page);
      const fine = new Set<string>();
      const found = async (text: string) => {
        await showTexts(page, [text]);
        return accessibilityFaultsOnce(page, path, fine, 'main');
      };
      const faulty = html.replace('</main>', `${planted.map(([, text]) => text).join('')}</main>`);
      const expected = ['color-contrast', 'link-in-text-block'].map((rule) => {
        const ids = planted.flatMap(([by, text]) => (by === rule ? [`#${/id="([^"]+)"/.exec(text)?.[1]}`] : []));
        return expect.stringMatching(`${rule}: .* at ${ids.join(', ')}$`);
      });
      expect(await found(html)).toEqual([]);
      for (const faults of [await found(faulty), await found(faulty)]) expect(faults).toEqual(expected);
      expect(await found(html)).toEqual([]);
      expect(fine.size).toBeGreaterThan(planted.length);
      await context.close();
    });

    it('fits a screen of 320 px', async () => {
      const faults: string[] = [];
      const context = await look(browser, { colorScheme: 'light', width: 320 });
      const page = await openWatched(context, site.origin, faults);
      const measure = async () => {
        let wide = await overflow(page);
        // A page that is not laid out yet is looked at again; one that is too wide stays so.
        for (let again = 0; wide !== 0 && again < 20; again += 1) {
          await page.waitForTimeout(50);
          wide = await overflow(page);
        }
        return wide;
      };
      for (const built of representatives()) {
        await visit(page, built);
        const wide = await measure();
        if (wide !== 0) faults.push(`${built.path}: is ${wide} px too wide`);
      }
      // Texts below one another are as wide as the widest of them.
      const atOnce = 16;
      for (const sharing of Map.groupBy(site.pages, ({ shell }) => shell).values()) {
        await visit(page, sharing[0]!);
        await keepTextAlone(page);
        for (let from = 0; from < sharing.length; from += atOnce) {
          const shown = sharing.slice(from, from + atOnce);
          await showTexts(
            page,
            shown.map(({ html }) => html),
          );
          const wide = await measure();
          if (wide !== 0) faults.push(`one of ${shown.map(({ path }) => path).join(', ')}: is ${wide} px too wide`);
        }
      }
      await context.close();
      expect(faults).toEqual([]);
    });

    it('keeps its budgets of HTML, script and style', async () => {
      const over = site.pages.flatMap(({ path, html }) => {
        const size = gzipSync(html).length;
        const limit = html.includes('diagram-svg') ? budget.htmlWithDiagrams : budget.html;
        return size > limit ? [`${path}: ${size} bytes of HTML, ${limit} allowed`] : [];
      });
      const context = await look(browser, views[0]!);
      for (const { path } of representatives()) {
        const loaded = { script: 0, style: 0 };
        const page = await context.newPage();
        page.on('request', (request) => {
          const kind =
            request.resourceType() === 'script'
              ? 'script'
              : request.resourceType() === 'stylesheet'
                ? 'style'
                : undefined;
          if (kind) loaded[kind] += gzipSync(site.file(new URL(request.url()).pathname) ?? '').length;
        });
        await page.goto(site.origin + path, { waitUntil: 'networkidle' });
        await page.close();
        if (loaded.script > budget.script)
          over.push(`${path}: ${loaded.script} bytes of script, ${budget.script} allowed`);
        if (loaded.style > budget.style) over.push(`${path}: ${loaded.style} bytes of style, ${budget.style} allowed`);
      }
      await context.close();
      expect(over).toEqual([]);
    });

    it('offers to skip to the content first', async () => {
      const context = await look(browser, views[0]!);
      const page = await open(context, firstWithDiagram().path);
      await page.keyboard.press('Tab');
      expect(await page.evaluate('document.activeElement.textContent.trim()')).toBe('Skip to content');
      await page.keyboard.press('Enter');
      expect(await page.evaluate('location.hash')).toBe('#_top');
      await context.close();
    });

    it('is searched from the keyboard, accessibly, and gives the focus back', async () => {
      const faults: string[] = [];
      const context = await look(browser, views[0]!);
      const page = await open(context, '/', faults);
      await page.locator('.pagefind-ui').waitFor({ state: 'attached' });
      await page.keyboard.press('Control+k');
      const field = page.getByRole('textbox', { name: 'Search' });
      await field.fill('unverifiable');
      await page.locator('.pagefind-ui__result-link').first().waitFor();
      faults.push(...(await accessibilityFaults(page, 'the open search')));
      await page.keyboard.press('Escape');
      expect(await field.isVisible()).toBe(false);
      expect(faults).toEqual([]);
      await context.close();
    });

    it.each([
      { what: 'a state of the ledger', term: 'unverifiable' },
      { what: 'the id of a rule', term: 'links/missing-page' },
      { what: 'the code of an error', term: 'sku-taken' },
      { what: 'an environment variable', term: 'DATABASE_URL' },
    ])('finds $what by its name', async ({ term }) => {
      const holding = site.pages.filter(({ html }) => html.includes(term)).map(({ path }) => path);
      const context = await look(browser, views[0]!);
      const page = await open(context, '/');
      await page.locator('.pagefind-ui').waitFor({ state: 'attached' });
      await page.keyboard.press('Control+k');
      await page.getByRole('textbox', { name: 'Search' }).fill(term);
      const first = page.locator('.pagefind-ui__result-link').first();
      await first.waitFor();
      expect(holding).toContain((await first.getAttribute('href'))?.split('#')[0]);
      await context.close();
    });

    it('shows everything essential without script', async () => {
      const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 1280, height: 900 } });
      const page = await context.newPage();
      await page.goto(site.origin + firstWithDiagram().path);
      expect(await page.getByRole('heading', { level: 1 }).isVisible()).toBe(true);
      expect(await page.getByRole('main').isVisible()).toBe(true);
      const diagram = page.locator('svg.diagram-svg').first();
      expect(await diagram.isVisible()).toBe(true);
      // A large diagram is as large as before, and more of it is seen.
      const area = async () => {
        const boxes = [await diagram.boundingBox(), await page.locator('.diagram-view').first().boundingBox()];
        const [whole, view] = boxes as [Box, Box];
        const right = Math.min(whole.x + whole.width, view.x + view.width);
        const bottom = Math.min(whole.y + whole.height, view.y + view.height);
        return (right - Math.max(whole.x, view.x)) * (bottom - Math.max(whole.y, view.y));
      };
      const before = await area();
      await page
        .getByRole('button', { name: /^Enlarge the diagram/ })
        .first()
        .click();
      expect(await area()).toBeGreaterThan(before);
      await page.getByRole('button', { name: 'Close' }).click();
      expect(await area()).toBe(before);
      await context.close();
    });

    it('draws its diagrams in the colours of the theme', async () => {
      const grounds = new Set<unknown>();
      for (const view of views.slice(0, 2)) {
        const context = await look(browser, view);
        const page = await open(context, firstWithDiagram().path);
        grounds.add(await page.evaluate('getComputedStyle(document.querySelector(".diagram-view")).backgroundColor'));
        await context.close();
      }
      expect(grounds.size).toBe(2);
    });

    it('answers an unknown address with a page that helps', async () => {
      const context = await look(browser, views[0]!);
      const page = await context.newPage();
      const response = await page.goto(`${site.origin}/no/such/page/`);
      expect(response?.status()).toBe(404);
      expect(await page.getByRole('main').getByRole('link', { name: 'first page' }).isVisible()).toBe(true);
      expect(await accessibilityFaults(page, '404')).toEqual([]);
      await context.close();
    });

    it('has a Markdown twin of every page, and lists all of them for programs', () => {
      const index = site.file('/llms.txt')!.toString('utf8');
      for (const { path, html } of site.pages) {
        const twin = /<link rel="alternate" type="text\/markdown" href="([^"]+)"/.exec(html)?.[1];
        expect(twin, path).toBeDefined();
        expect(site.file(twin!)?.toString('utf8'), path).toMatch(/^# \S/);
        if (path !== '/') expect(index).toContain(`https://docproof.dev${twin})`);
      }
    });
  });
}
