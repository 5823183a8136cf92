import { readProjectFile } from '../../src/core/common/project';
import type { Leniency } from '../../src/core/common/dialects/define-dialect';
import type { DocumentedOperation } from './conformance';
import type { Sent } from './prepared-world';
import type { Call } from '../testkit/server';

const FORM = 'application/x-www-form-urlencoded';
const KEYS = ['license_key', 'license'];
const NAMES = ['item_name', 'product_ref'];

/** A request of a program, before it is spelled in another way. */
export interface SpelledRequest {
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Fields of the body; undefined without one, and for another body than a form or an object. */
  readonly fields: Readonly<Record<string, unknown>> | undefined;
  readonly isForm: boolean;
  readonly call: Call;
  /** Fields of the body that the document calls optional. */
  readonly optional: readonly string[];
}

/** Another spelling of a request that means the same to the original of an API; undefined if the request has nothing of it. */
type Spell = (request: SpelledRequest) => SpelledRequest | undefined;

export const SPELLINGS: Readonly<Record<keyof Leniency, Spell>> = {
  query: (request) => {
    const texts = Object.entries(request.fields ?? {}).filter(([, value]) => typeof value === 'string' && value !== '');
    const others = Object.entries(request.fields ?? {}).filter(([, value]) => typeof value !== 'string');
    return texts.length === 0
      ? undefined
      : {
          ...request,
          query: { ...request.query, ...(Object.fromEntries(texts) as Record<string, string>) },
          fields: Object.fromEntries(others),
        };
  },
  null: ({ fields, optional, ...request }) => {
    const left = optional.filter((name) => fields?.[name] === undefined);
    return fields === undefined || left.length === 0
      ? undefined
      : {
          ...request,
          optional,
          isForm: false,
          fields: { ...fields, ...Object.fromEntries(left.map((one) => [one, null])) },
        };
  },
  keyBlanks: withTexts(KEYS, (key) => ` ${key} `),
  keyCase: withTexts(KEYS, (key) => (key === key.toLowerCase() ? key.toUpperCase() : key.toLowerCase())),
  dateSigns: withTexts(undefined, (text) => text.replace(/^(\d{4})-(\d\d)-(\d\d)$/, '$1/$2/$3 00:00:00')),
  nameEntities: withTexts(NAMES, (name) => name.replace('-', '&#8211;')),
  trailingSlash: (request) => (request.path.endsWith('/') ? undefined : withPath(request, '/')),
  anyPath: (request) =>
    request.path.includes('?') ? { ...request, path: request.path.replace('?', 'shop/?') } : undefined,
};

function withTexts(names: readonly string[] | undefined, change: (text: string) => string): Spell {
  return (request) => {
    const changed = <T>(fields: Readonly<Record<string, T>> | undefined): [Record<string, T> | undefined, boolean] => {
      const entries = Object.entries(fields ?? {}).map(([name, value]) => {
        const isNamed = typeof value === 'string' && (names?.includes(name) ?? true);
        return [name, isNamed ? (change(value) as T) : value] as const;
      });
      return [fields && Object.fromEntries(entries), entries.some(([name, value]) => fields?.[name] !== value)];
    };
    const [query = {}, isOtherQuery] = changed(request.query);
    const [fields, isOtherBody] = changed(request.fields);
    return isOtherQuery || isOtherBody ? { ...request, query, fields } : undefined;
  };
}

function withPath(request: SpelledRequest, end: string): SpelledRequest {
  const [path = '', ...query] = request.path.split('?');
  return { ...request, path: [`${path}${end}`, ...query].join('?') };
}

/** The request of an operation, as its API documents it. */
export function requestOf(
  operation: DocumentedOperation,
  prefix: string,
  sent: Sent,
  optional: readonly string[],
): SpelledRequest {
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(sent[name])));
  const { body, query = {}, headers = {} } = sent as Call;
  const isForm = headers['content-type'] === FORM;
  const isFields = typeof body === 'object' && body !== null && !Array.isArray(body) && !(body instanceof Buffer);
  const fields = isForm ? Object.fromEntries(new URLSearchParams(String(body))) : isFields ? { ...body } : undefined;
  return { path: prefix + path, query, fields, isForm, call: { body, headers }, optional };
}

/** The call that sends a request. */
export function callOfRequest(
  { query, fields, isForm, call }: SpelledRequest,
  credential: Record<string, string>,
): Call {
  const { 'content-type': type, ...headers } = { ...call.headers, ...credential };
  const asForm = fields && isForm ? new URLSearchParams(fields as Record<string, string>).toString() : undefined;
  return {
    query,
    body: asForm ?? fields ?? call.body,
    headers: type === undefined || (type === FORM && !isForm) ? headers : { ...headers, 'content-type': type },
  };
}

interface Schema {
  readonly $ref?: string;
  readonly properties?: object;
  readonly required?: readonly string[];
}

interface Document {
  readonly paths: Record<string, Record<string, { requestBody?: { content: Record<string, { schema: Schema }> } }>>;
  readonly components: { readonly schemas: Record<string, Schema> };
}

/** Names of the fields of JSON bodies that may be left out, by operation. */
export function optionalFieldsIn(file: string): (operation: DocumentedOperation) => string[] {
  const { paths, components } = JSON.parse(readProjectFile(file)) as Document;
  return ({ path, method }) => {
    const sent = paths[path]?.[method]?.requestBody?.content['application/json']?.schema;
    const { properties = {}, required = [] } = components.schemas[sent?.$ref?.split('/').at(-1) ?? ''] ?? {};
    return Object.keys(properties).filter((name) => !required.includes(name));
  };
}

/** What a program reads of an answer: the status, and which fields there are, with flags and words by their value. */
export function outcomeOf({ status, body }: { status: number; body: unknown }): unknown {
  const fields = typeof body === 'object' && body !== null ? Object.entries(body) : [];
  const words = ['result', 'license', 'error', 'error_code'];
  return [
    status,
    Object.fromEntries(
      fields.map(([name, value]) => [name, typeof value === 'boolean' || words.includes(name) ? value : typeof value]),
    ),
  ];
}
