import type { Problem } from '../common/errors/problem';
import type { Operation } from './operations';

interface Schema {
  readonly $ref?: string;
  readonly allOf?: readonly Schema[];
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
}

/** An error in a field of the operation: a text or a number of the body, else of the query or the path. */
export function invalidFieldOf(
  operation: Operation,
  schemas: Readonly<Record<string, unknown>>,
): Pick<Problem, 'message' | 'fields'> {
  const fields = [...bodyFields(operation, schemas), ...parameterFields(operation)];
  const [field, { type }] = fields.find(([, schema]) => isPlain(schema)) ?? ['name', { type: 'string' }];
  const [reason, message] =
    type === 'string'
      ? ['is_length', `${field} must have 1 to 255 characters`]
      : ['min', `${field} must not be less than 1`];
  return { message, fields: [{ field, reason, message }] };
}

function bodyFields({ requestBody }: Operation, schemas: Readonly<Record<string, unknown>>): [string, Schema][] {
  const content = requestBody && 'content' in requestBody ? requestBody.content : {};
  const [media] = Object.values(content);
  const schema = (media?.schema ?? {}) as Schema;
  const parts = schema.allOf ?? [schema];
  return parts.flatMap((part) => Object.entries(resolved(part, schemas).properties ?? {}));
}

function resolved(schema: Schema, schemas: Readonly<Record<string, unknown>>): Schema {
  return schema.$ref === undefined ? schema : (schemas[schema.$ref.split('/').at(-1) ?? ''] as Schema);
}

function parameterFields({ parameters = [] }: Operation): [string, Schema][] {
  return parameters.flatMap((one): [string, Schema][] =>
    'name' in one && one.in !== 'header' ? [[one.name, (one.schema ?? {}) as Schema]] : [],
  );
}

function isPlain({ type }: Schema): boolean {
  return type === 'string' || type === 'integer' || type === 'number';
}
