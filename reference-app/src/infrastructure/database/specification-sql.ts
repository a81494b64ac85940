import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { FieldOf, FieldSpecification, Scalar, Specification } from '../../core/specification/specification.ts';
import { isIdentifier } from '../../core/types/identifier.ts';

/** The type of a column, as PostgreSQL calls it. */
export type ColumnType = 'uuid' | 'text' | 'integer' | 'bigint' | 'boolean' | 'timestamptz' | 'text[]';

/** Where a field is kept. */
export interface Column {
  readonly name: string;
  readonly type: ColumnType;
}

/** Where each field of a thing is kept that can be asked for. */
export type ColumnMap<Thing> = Readonly<Record<FieldOf<Thing>, Column>>;

const wholeNumbers: Partial<Record<ColumnType, number>> = { integer: 2 ** 31 - 1, bigint: Number.MAX_SAFE_INTEGER };

/**
 * The type that a value is compared in. It is that of the column, so that its indexes serve, unless the value is none of
 * it: 1.5 is compared with a whole number as a number, and a text that is no identifier with an identifier as a text.
 */
function comparedAs(type: ColumnType, values: readonly Scalar[]): ColumnType | 'numeric' {
  const most = wholeNumbers[type];
  if (most !== undefined)
    return values.every((value) => Number.isInteger(value) && Math.abs(value as number) <= most) ? type : 'numeric';
  return type === 'uuid' && !values.every((value) => isIdentifier(String(value))) ? 'text' : type;
}

function compileField<Thing>(
  { field, operator, operand }: FieldSpecification<Thing>,
  columns: ColumnMap<Thing>,
): RawBuilder<SqlBool> {
  const { name, type } = columns[field];
  const column = sql.ref(name);
  if (operator === 'is-null') return operand ? sql`${column} is null` : sql`${column} is not null`;
  if (operator === 'has') return sql`${column} @> ${[operand]}::text[]`;
  const values = [operand].flat() as readonly Scalar[];
  const as = operator === 'like' ? 'text' : comparedAs(type, values);
  const cast = sql.raw(as);
  const held = as === 'text' && type !== 'text' ? sql`${column}::text` : column;
  // Texts are ordered by their bytes, whatever the database was made with: an order of a language is not that of memory.
  const ordered = as === 'text' ? sql`${held} collate "C"` : held;
  const [first, second] = values;
  switch (operator) {
    case 'eq':
      return sql`${held} = ${first}::${cast}`;
    case 'ne':
      return sql`${held} is distinct from ${first}::${cast}`;
    case 'gt':
      return sql`${ordered} > ${first}::${cast}`;
    case 'lt':
      return sql`${ordered} < ${first}::${cast}`;
    case 'ge':
      return sql`${ordered} >= ${first}::${cast}`;
    case 'le':
      return sql`${ordered} <= ${first}::${cast}`;
    case 'between':
      return sql`${ordered} between ${first}::${cast} and ${second}::${cast}`;
    case 'in':
      return sql`${held} = any(${values}::${cast}[])`;
    case 'like':
      return sql`${held} like ${first}::text`;
  }
}

/**
 * The condition of a specification for `WHERE`. A row fits it exactly when the thing that it keeps satisfies the
 * specification. `not` asks whether its part is not true: what is unknown to SQL because a value is missing is not.
 */
export function compileSpecification<Thing>(
  specification: Specification<Thing>,
  columns: ColumnMap<Thing>,
): RawBuilder<SqlBool> {
  switch (specification.kind) {
    case 'field':
      return compileField(specification, columns);
    case 'not':
      return sql`(${compileSpecification(specification.part, columns)}) is not true`;
    default: {
      const parts = specification.parts.map((part) => sql`(${compileSpecification(part, columns)})`);
      if (parts.length === 0) return specification.kind === 'and' ? sql`true` : sql`false`;
      return sql`${sql.join(parts, sql.raw(` ${specification.kind} `))}`;
    }
  }
}
