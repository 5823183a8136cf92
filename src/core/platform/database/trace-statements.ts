import type { PoolClient } from 'pg';
import { DescribedStatement } from './described-statement';
import type { Statement } from './prepared-statement';
import { currentSpan, failureOf, type Span, tracing } from '../../common/tracing/tracing';

type Callback = (error: Error | undefined, result: unknown) => void;
type Query = (...parameters: unknown[]) => unknown;

/** Traces the statements of a connection that belong to a traced request, batch or job. */
export function traceStatements(client: PoolClient): void {
  const query = client.query.bind(client) as Query;
  const traced: Query = (...parameters) => {
    const parent = currentSpan();
    const statement = statementIn(parameters[0]);
    if (!parent?.isRecorded || !statement) {
      return query(...parameters);
    }
    return endingWith(startSpan(parent, statement), query, parameters);
  };
  Object.assign(client, { query: traced });
}

/** Undefined for a stream of rows. */
function statementIn(config: unknown): Statement | undefined {
  if (typeof config === 'string') {
    return { text: config };
  }
  const isStatement =
    config instanceof DescribedStatement ||
    (typeof config === 'object' && config !== null && 'text' in config && !('submit' in config));
  return isStatement ? (config as Statement) : undefined;
}

function startSpan(parent: Span, { name, text }: Statement): Span | undefined {
  const { operation, table } = summaryOf(text);
  const summary = name ?? (table === undefined ? operation : `${operation} ${table}`);
  return tracing.tracer?.start(summary, {
    kind: 'client',
    parent,
    attributes: {
      'db.system.name': 'postgresql',
      'db.operation.name': operation,
      'db.collection.name': table,
      'db.query.summary': summary,
    },
  });
}

const LITERAL = /'(?:[^']|'')*'/g;
const OPERATION = /\b(SELECT|INSERT|UPDATE|DELETE)\b/i;
const TABLE = /\b(?:FROM|INTO|UPDATE)\s+(?:ONLY\s+)?(?:"?\w+"?\.)?"?([a-z_]\w*)"?/i;

/** The first operation of a statement and its first table, which contain no values. */
function summaryOf(text: string): { operation: string; table: string | undefined } {
  const plain = text.replace(LITERAL, '?');
  const [operation = /^\s*(\w*)/.exec(plain)?.[1] ?? ''] = OPERATION.exec(plain) ?? [];
  return { operation: operation.toUpperCase(), table: TABLE.exec(plain)?.[1] };
}

/** Runs the query, whose last parameter may be a callback, and ends the span with it. */
function endingWith(span: Span | undefined, query: Query, parameters: unknown[]): unknown {
  const end = (error: unknown): void =>
    span?.end(
      error ? { failure: failureOf(error), attributes: { 'db.response.status_code': failureOf(error) } } : undefined,
    );
  const callback = parameters.at(-1);
  if (typeof callback === 'function') {
    const ending: Callback = (error, result) => {
      end(error);
      (callback as Callback)(error, result);
    };
    return query(...parameters.slice(0, -1), ending);
  }
  const result = query(...parameters);
  if (result instanceof Promise) {
    result.then(() => end(undefined), end);
  }
  return result;
}
