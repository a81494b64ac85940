import {
  allOf,
  anyOf,
  type ComparisonOperator,
  type FieldOf,
  type OperandFor,
  type OperatorFor,
  type Scalar,
  type Specification,
  type ValueOf,
} from './specification.ts';

/** An operand that no store could hold or compare. The message names the field. */
export class SpecificationError extends Error {
  constructor(field: string, reason: string) {
    super(`The field "${field}" cannot be compared: ${reason}.`);
    this.name = 'SpecificationError';
  }
}

/** Adds one comparison and gives back the builder of the whole. Throws {@link SpecificationError}. */
export type SpecificationStep<Thing> = <
  Field extends FieldOf<Thing>,
  Operator extends OperatorFor<ValueOf<Thing, Field>>,
>(
  field: Field,
  operator: Operator,
  operand: OperandFor<Operator, ValueOf<Thing, Field>>,
) => SpecificationBuilder<Thing>;

/** A specification that is being written. Each step applies to everything before it, from left to right. */
export interface SpecificationBuilder<Thing> {
  /** What was written so far must hold, and this too. */
  readonly andWhere: SpecificationStep<Thing>;
  /** What was written so far must hold, or this. */
  readonly orWhere: SpecificationStep<Thing>;
  build(): Specification<Thing>;
}

/** Why nothing can be compared with a value, if so. */
function faultOf(value: Scalar): string | undefined {
  if (typeof value === 'number' && !Number.isFinite(value)) return 'a number must be finite';
  if (typeof value === 'string' && (value.includes('\u0000') || !value.isWellFormed()))
    return 'a text must be Unicode without the character NUL';
  if (value instanceof Date && !(value.getUTCFullYear() >= 1 && value.getUTCFullYear() <= 9999))
    return 'a time must be one of the years 1 to 9999';
  return undefined;
}

/** A backslash takes the meaning from what follows, so one at the end has none. */
const endsInEscape = (pattern: string): boolean => /\\*$/.exec(pattern)![0].length % 2 === 1;

/** What the types of a step have admitted is a scalar or several; the compiler cannot follow that through their conditions. */
function compare<Thing>(field: FieldOf<Thing>, operator: ComparisonOperator, admitted: unknown): Specification<Thing> {
  const operand = admitted as Scalar | readonly Scalar[];
  const fault =
    operator === 'like' && endsInEscape(String(operand))
      ? 'a pattern must not end in a single backslash'
      : [operand].flat().map(faultOf).find(Boolean);
  if (fault !== undefined) throw new SpecificationError(field, fault);
  return { kind: 'field', field, operator, operand };
}

function continueWith<Thing>(written: Specification<Thing>): SpecificationBuilder<Thing> {
  return {
    andWhere: (field, operator, operand) => continueWith(allOf(written, compare<Thing>(field, operator, operand))),
    orWhere: (field, operator, operand) => continueWith(anyOf(written, compare<Thing>(field, operator, operand))),
    build: () => written,
  };
}

/** Begins a specification of one kind of thing: `specify<Item>().where('stock', 'gt', 0).build()`. */
export function specify<Thing>(): { readonly where: SpecificationStep<Thing> } {
  return { where: (field, operator, operand) => continueWith(compare<Thing>(field, operator, operand)) };
}
