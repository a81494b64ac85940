import type { Loader } from 'astro/loaders';
import { frontmatterProblems } from './frontmatter.ts';

/**
 * Makes a loader fail where the build would go on: Astro logs a Markdown page that cannot be rendered and publishes
 * it empty. Frontmatter is judged here too, because the schema can only say that no branch of its union matched.
 */
export function strict(loader: Loader): Loader {
  return {
    ...loader,
    async load(context) {
      const { store } = context;
      await loader.load({
        ...context,
        parseData(entry) {
          const problems = frontmatterProblems(entry.data);
          if (problems.length > 0) throw new Error(`${entry.filePath ?? entry.id}: ${problems.join(' ')}`);
          return context.parseData(entry);
        },
      });
      const broken = store.values().filter((entry) => !entry.rendered && !entry.deferredRender);
      if (broken.length === 0) return;
      // A page that stayed in the store would count as up to date in the next build and never be rendered again.
      for (const entry of broken) store.delete(entry.id);
      const files = broken.map((entry) => entry.filePath ?? entry.id).join(', ');
      throw new Error(`These pages could not be rendered, each for the reason logged above: ${files}`);
    },
  } as Loader;
}
