import { ACCESS_EXTENSION, isManagement } from '../common/access/authorized.decorator';
import { DOCUMENTED_ERRORS } from '../common/openapi/answers.decorator';
import type { ErrorResponse } from './error-examples';
import type { Operation, PlacedOperation, Responses } from './operations';

type Schemas = Readonly<Record<string, unknown>>;
type Json = Record<string, unknown>;

const JSON_BODY = 'application/json';
const REASON_REQUIRED = 'REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.';
const REASON = { $ref: '#/components/schemas/ChangeReasonDto' };

/**
 * Documents `reason` and `reference` of a change: in a JSON body, else in the query, as of a deletion or an upload. A body
 * with a `reference` of its own has that of the change in the query.
 */
export function addChangeReason({ method, operation }: PlacedOperation, schemas: Schemas = {}): void {
  if (!isManagement(operation[ACCESS_EXTENSION])) {
    return;
  }
  addReasonRequired(operation.responses);
  const body = operation.requestBody;
  const types = body && 'content' in body ? Object.keys(body.content) : undefined;
  const isOther = types?.some((type) => type !== JSON_BODY) ?? body !== undefined;
  if (method === 'delete' || isOther) {
    addToQuery(operation, schemas, ['reason', 'reference']);
  }
  if (method === 'delete' || (body && !types?.includes(JSON_BODY))) {
    return;
  }
  const media = body && 'content' in body ? body.content[JSON_BODY] : undefined;
  if (!media?.schema) {
    operation.requestBody = { required: false, content: { [JSON_BODY]: { schema: REASON } } };
  } else if (hasReference(media.schema as Json, schemas)) {
    media.schema = { allOf: [media.schema, { type: 'object', properties: { reason: fieldOf('reason', schemas) } }] };
    addToQuery(operation, schemas, ['reference']);
  } else {
    media.schema = { allOf: [media.schema, REASON] };
  }
}

function addToQuery(operation: Operation, schemas: Schemas, names: readonly ('reason' | 'reference')[]): void {
  const parameters = names.map((name) => {
    const { description, example, ...schema } = fieldOf(name, schemas);
    return {
      name,
      in: 'query' as const,
      required: false,
      ...(typeof description === 'string' && { description }),
      example,
      schema,
    };
  });
  operation.parameters = [...(operation.parameters ?? []), ...parameters];
}

/** A response whose example is the usual one keeps it. */
function addReasonRequired(responses: Responses): void {
  const { description = '', [DOCUMENTED_ERRORS]: errors = [] } = (responses[422] ?? {}) as Partial<ErrorResponse>;
  responses[422] = {
    description: `${description} ${REASON_REQUIRED}`.trim(),
    ...((description === '' || errors.length > 0) && { [DOCUMENTED_ERRORS]: [...errors, 'REASON_REQUIRED'] }),
  };
}

function hasReference({ $ref }: Json, schemas: Schemas): boolean {
  const { properties = {} } = (schemas[String($ref).split('/').at(-1) ?? ''] ?? {}) as { properties?: object };
  return 'reference' in properties;
}

function fieldOf(name: string, { ChangeReasonDto: schema }: Schemas): Json {
  const { properties = {} } = (schema ?? {}) as { properties?: Record<string, Json> };
  return properties[name] ?? {};
}
