import { likePattern } from './like-pattern.ts';
import type { FieldSpecification, Scalar, Specification } from './specification.ts';

/** What a field of a thing holds; a dot leads into what it holds. */
function read(thing: unknown, field: string): unknown {
  let value = thing;
  for (const key of field.split('.')) value = (value as Record<string, unknown> | null | undefined)?.[key];
  return value;
}

/** Texts in the order of their code points, which is that of their bytes in UTF-8; everything else by its number. */
function order(a: Scalar, b: Scalar): number {
  if (typeof a === 'string' && typeof b === 'string') return Buffer.compare(Buffer.from(a), Buffer.from(b));
  return Number(a) - Number(b);
}

function holds<Thing>({ field, operator, operand }: FieldSpecification<Thing>, thing: Thing): boolean {
  const value = read(thing, field) as Scalar | readonly Scalar[] | null | undefined;
  const missing = value === null || value === undefined;
  if (operator === 'is-null') return missing === operand;
  if (missing) return operator === 'ne';
  if (operator === 'has') return (value as readonly Scalar[]).includes(operand as Scalar);
  const held = value as Scalar;
  const [first, second] = [operand].flat() as Scalar[];
  switch (operator) {
    case 'eq':
      return order(held, first!) === 0;
    case 'ne':
      return order(held, first!) !== 0;
    case 'gt':
      return order(held, first!) > 0;
    case 'lt':
      return order(held, first!) < 0;
    case 'ge':
      return order(held, first!) >= 0;
    case 'le':
      return order(held, first!) <= 0;
    case 'between':
      return order(held, first!) >= 0 && order(held, second!) <= 0;
    case 'in':
      return (operand as readonly Scalar[]).some((one) => order(held, one) === 0);
    case 'like':
      return likePattern(String(first)).test(String(held));
  }
}

/** Whether a thing is what the specification says. */
export function isSatisfiedBy<Thing>(specification: Specification<Thing>, thing: Thing): boolean {
  switch (specification.kind) {
    case 'and':
      return specification.parts.every((part) => isSatisfiedBy(part, thing));
    case 'or':
      return specification.parts.some((part) => isSatisfiedBy(part, thing));
    case 'not':
      return !isSatisfiedBy(specification.part, thing);
    case 'field':
      return holds(specification, thing);
  }
}
