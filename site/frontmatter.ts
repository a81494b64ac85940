import { z } from 'astro/zod';
import { commonFields, type Field, isPageType, longestDescription, type PageType, pageTypes } from './page-types.ts';

/** A page of the collection, as much of it as the site's own routes read. */
export interface PublishedPage {
  /** The address without its slashes; empty for the first page. */
  readonly id: string;
  /** The Markdown below the frontmatter. */
  readonly body?: string;
  readonly data: PageFrontmatter;
}

/** What the frontmatter of a page holds. */
export interface PageFrontmatter {
  readonly title: string;
  readonly type: string;
  readonly description?: string | undefined;
  readonly owner?: string | undefined;
  readonly reviewed?: Date | undefined;
  readonly sources?: readonly string[] | undefined;
  readonly requirements?: readonly string[] | undefined;
  readonly status?: string | undefined;
  readonly date?: Date | undefined;
}

function valueSchema({ kind, optional }: Field): z.ZodType {
  const schema = Array.isArray(kind)
    ? z.enum(kind as [string, ...string[]])
    : kind === 'date'
      ? z.date()
      : kind === 'texts'
        ? z.array(z.string().min(1))
        : z.string().min(1);
  return optional ? schema.optional() : schema;
}

function shapeOf(fields: Readonly<Record<string, Field>>): Record<string, z.ZodType> {
  return Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, valueSchema(field)]));
}

const written = Object.entries(pageTypes).map(([type, { fields }]: [string, PageType]) =>
  z.object({ type: z.literal(type), ...shapeOf(commonFields), ...shapeOf(fields) }),
);

/**
 * The schema of the frontmatter: one branch a type. Pages that no file stands behind have no type of their own, so
 * the first branch is the default that those get.
 */
export const frontmatterSchema = z.union([
  z.object({ type: z.literal('generated').optional().default('generated') }),
  ...written,
]);

/**
 * What is wrong with the frontmatter of a written page, one sentence a problem. The schema holds the same, but can
 * only say that no branch of the union matched.
 */
export function frontmatterProblems(data: Readonly<Record<string, unknown>>): string[] {
  const { type } = data;
  if (!isPageType(type)) {
    const given = type === undefined ? 'The page has no `type`' : `The page has the unknown type "${String(type)}"`;
    return [`${given}. Choose one of: ${Object.keys(pageTypes).join(', ')}.`];
  }
  const fields: Readonly<Record<string, Field>> = { ...commonFields, ...pageTypes[type].fields };
  const problems = Object.entries(fields).flatMap(([key, field]) => {
    const result = valueSchema(field).safeParse(data[key]);
    if (result.success) return [];
    return data[key] === undefined
      ? [`The frontmatter lacks \`${key}\`: ${field.purpose}.`]
      : [`\`${key}\` is not as it should be: ${result.error.issues.map(({ message }) => message).join('; ')}.`];
  });
  const { description } = data;
  if (typeof description === 'string' && description.length > longestDescription) {
    problems.push(`\`description\` has ${description.length} characters; the most is ${longestDescription}.`);
  }
  return problems;
}
