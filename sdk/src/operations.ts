import type { CallOptions } from './client-options';
import type { Connection } from './http/connection';
import type { ApiRequestOptions } from './http/generated-core';
import { defineHidden } from './http/unknown';
import { sendCall, sendDownload, sendList } from './send-call';

const ANSWERS = ['binary', 'text', 'none'] as const;

/**
 * Operations by the names of their methods: `METHOD /path`, then any of the parts below. A path without a slash is below `/api/v1/`, and
 * a dot at its start stands for the root of the resource.
 * - `body` or `form`, and `query`: arguments after those of the path
 * - a media type of the body, JSON by default
 * - `keyed`: the change accepts an `Idempotency-Key`
 * - `list` (with a query), `binary`, `text` or `none`: the result, JSON by default
 *
 * An operation that names none of them has `query keyed none` if it deletes, and `body keyed` if it changes something else.
 * `json` stands for one that has none.
 */
type Operations = Readonly<Record<string, string>>;

/** The generator leaves them out. */
const USUAL_PARTS: Readonly<Partial<Record<string, readonly string[]>>> = {
  GET: [],
  DELETE: ['query', 'keyed', 'none'],
};

type ApiClass = new (connection: Connection) => object;

/** A class with the operations as methods, and a property for each resource. */
export function api(operations: Operations, resources: Readonly<Record<string, ApiClass>>): ApiClass {
  return class extends resource(operations) {
    constructor(connection: Connection) {
      super(connection);
      for (const [name, Resource] of Object.entries(resources)) {
        Object.assign(this, { [name]: new Resource(connection) });
      }
    }
  };
}

/** A class with the operations as methods. `root`: the first part of most of their paths. One function interprets them all, which keeps the package small. */
export function resource(operations: Operations, root = ''): ApiClass {
  return class Resource {
    readonly #connection: Connection;

    constructor(connection: Connection) {
      this.#connection = connection;
    }

    static {
      for (const [name, operation] of Object.entries(operations)) {
        // Named, for stack traces; not enumerable, as methods of a class are.
        defineHidden(this.prototype, {
          [name](this: Resource, ...values: unknown[]): unknown {
            return send(this.#connection, operation.replace(' .', ` ${root}`), values);
          },
        });
      }
    }
  };
}

function send(connection: Connection, operation: string, values: unknown[]): unknown {
  const [method = '', url = '', ...named] = operation.split(' ');
  const parts = named.length > 0 ? named : (USUAL_PARTS[method] ?? ['body', 'keyed']);
  const has = (part: string): boolean => parts.includes(part);
  const parameters = values.splice(0, url.split('{').length - 1);
  const content = has('body') || has('form') ? values.shift() : undefined;
  // The generated declarations give the arguments their types.
  const [query, options] = (has('query') || has('list') ? values : [undefined, ...values]) as [
    ApiRequestOptions['query'],
    CallOptions?,
  ];
  const call: ApiRequestOptions = {
    method,
    url: url.startsWith('/') ? url : `/api/v1/${url}`,
    path: parameters,
    query,
    [has('form') ? 'formData' : 'body']: content,
    mediaType: parts.find((part) => part.includes('/')),
    keyed: has('keyed'),
    answer: ANSWERS.find(has),
  };
  return (has('list') ? sendList : has('binary') ? sendDownload : sendCall)(connection, call, options);
}
