/** A value that a field can be compared with. */
export type Scalar = string | number | boolean | Date;

/** How a field can be compared. A missing value satisfies `is-null` and `ne`, and no other. */
export const comparisonOperators = [
  'eq',
  'ne',
  'gt',
  'lt',
  'ge',
  'le',
  'in',
  'like',
  'between',
  'has',
  'is-null',
] as const;
/** One of {@link comparisonOperators}. */
export type ComparisonOperator = (typeof comparisonOperators)[number];

type Held<Value> = Exclude<Value, null | undefined>;

/** The fields of a thing that can be compared: its own, and with a dot those of what it holds, such as `price.currency`. */
export type FieldOf<Thing> = {
  [Key in keyof Thing & string]: Held<Thing[Key]> extends Scalar | readonly string[]
    ? Key
    : Held<Thing[Key]> extends object
      ? `${Key}.${keyof Held<Thing[Key]> & string}`
      : never;
}[keyof Thing & string];

/** What a field holds when it holds something. */
export type ValueOf<Thing, Field extends string> = Field extends keyof Thing
  ? Held<Thing[Field]>
  : Field extends `${infer Outer}.${infer Inner}`
    ? Outer extends keyof Thing
      ? Inner extends keyof Held<Thing[Outer]>
        ? Held<Held<Thing[Outer]>[Inner]>
        : never
      : never
    : never;

/** The operators that make sense for a value: texts have a pattern, and lists have only `has` and `is-null`. */
export type OperatorFor<Value> = [Value] extends [readonly unknown[]]
  ? 'has' | 'is-null'
  : [Value] extends [boolean]
    ? 'eq' | 'ne' | 'in' | 'is-null'
    : [Value] extends [string]
      ? Exclude<ComparisonOperator, 'has'>
      : Exclude<ComparisonOperator, 'has' | 'like'>;

/**
 * What a field is compared with: several values for `in`, the least and the most for `between`, an element for `has`,
 * a pattern with `%` and `_` for `like`, and for `is-null` whether the value is to be missing.
 */
export type OperandFor<Operator extends ComparisonOperator, Value> = Operator extends 'in'
  ? readonly Value[]
  : Operator extends 'between'
    ? readonly [least: Value, most: Value]
    : Operator extends 'has'
      ? Value extends readonly (infer Element)[]
        ? Element
        : never
      : Operator extends 'like'
        ? string
        : Operator extends 'is-null'
          ? boolean
          : Value;

/** What one field of a thing must be. */
export interface FieldSpecification<Thing> {
  readonly kind: 'field';
  readonly field: FieldOf<Thing>;
  readonly operator: ComparisonOperator;
  readonly operand: Scalar | readonly Scalar[];
}

/** Several specifications, of which all (`and`) or at least one (`or`) must be satisfied. */
export interface CompositeSpecification<Thing> {
  readonly kind: 'and' | 'or';
  readonly parts: readonly Specification<Thing>[];
}

/** A specification that must not be satisfied. */
export interface NotSpecification<Thing> {
  readonly kind: 'not';
  readonly part: Specification<Thing>;
}

/**
 * What a thing must be, as plain data: evaluated in memory, or compiled to SQL by an adapter, with the same answer
 * (Evans and Fowler, "Specifications", 1997).
 */
export type Specification<Thing> = FieldSpecification<Thing> | CompositeSpecification<Thing> | NotSpecification<Thing>;

/** Satisfied when every part is; without parts, by everything. */
export function allOf<Thing>(...parts: readonly Specification<Thing>[]): CompositeSpecification<Thing> {
  return { kind: 'and', parts };
}

/** Satisfied when one part is; without parts, by nothing. */
export function anyOf<Thing>(...parts: readonly Specification<Thing>[]): CompositeSpecification<Thing> {
  return { kind: 'or', parts };
}

/** Satisfied when the part is not. */
export function not<Thing>(part: Specification<Thing>): NotSpecification<Thing> {
  return { kind: 'not', part };
}
