import { readProjectFile } from '../../../src/core/common/project';
import { DOCUMENTS } from '../../../src/core/openapi/documents';
import { readDocument } from '../../../src/core/openapi/read-document';

interface Described {
  description?: string;
}

interface Schema extends Described {
  /** A reference alone is described by what it names. */
  $ref?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
  enum?: unknown[];
  allOf?: Schema[];
  anyOf?: Schema[];
  oneOf?: Schema[];
}

interface Example {
  $ref?: string;
  value?: unknown;
}

interface Media {
  example?: unknown;
  examples?: Record<string, Example>;
}

interface Operation extends Described {
  operationId: string;
  summary: string;
  tags: string[];
  security?: object[];
  parameters?: (Described & { name: string; in: string; example?: unknown })[];
  requestBody?: { content: Record<string, Media> };
  responses: Record<string, Described & { content?: Record<string, Media> }>;
}

interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema>; examples: Record<string, Example> };
  tags: (Described & { name: string })[];
  servers: { url: string }[];
}

describe.each(DOCUMENTS)('$file', ({ file, dialect }) => {
  const document = readDocument(file) as Document;
  const operations = Object.values(document.paths).flatMap((item) => Object.values(item));

  it('describes every property', () => {
    const schemas = Object.entries(document.components.schemas);
    expect(schemas.flatMap(([name, schema]) => withoutDescription(name, schema))).toEqual([]);
  });

  it('gives each enum of several values a name', () => {
    const schemas = Object.entries(document.components.schemas).filter(([, schema]) => !isEnum(schema));
    const parts = operations.map(({ operationId, ...parts }) => [operationId, parts] as const);
    expect([...schemas, ...parts].flatMap(([name, part]) => enumsIn(part, name))).toEqual([]);
  });

  it('describes every operation, parameter and response', () => {
    const missing = operations.flatMap(({ operationId, description, parameters = [], responses }) => [
      ...(description ? [] : [operationId]),
      ...parameters.filter((one) => !one.description).map(({ name }) => `${operationId}, ${name}`),
      ...Object.entries(responses).flatMap(([status, one]) => (one.description ? [] : [`${operationId}, ${status}`])),
    ]);
    expect(missing).toEqual([]);
  });

  it('summarizes operations in a sentence', () => {
    const texts = operations.map(({ summary }) => summary);
    expect(texts.filter((text) => !/^[A-Z][^.]*(\.[^.\s][^.]*)*\.$/s.test(text))).toEqual([]);
  });

  it('gives an example of each JSON body and of each error', () => {
    const missing = operations.flatMap(({ operationId, requestBody, responses }) => [
      ...(requestBody?.content['application/json']?.example === undefined && jsonIn(requestBody) ? [operationId] : []),
      ...Object.entries(responses).flatMap(([status, { content }]) =>
        Number(status) >= 400 && content && examplesIn(content).length === 0 ? [`${operationId}, ${status}`] : [],
      ),
    ]);
    expect(missing).toEqual([]);
  });

  it('gives an example of each parameter of a path, unless it can only be that of a new log-in, key pair, backup or change', () => {
    const unnamed = operations.flatMap(({ operationId, parameters = [] }) =>
      parameters.some((one) => one.in === 'path' && one.example === undefined) ? [operationId] : [],
    );
    const expected =
      dialect.name === 'native'
        ? [
            'endOwnSession',
            'revokeSigningKey',
            'revokeUpdateSigningKey',
            'getErasure',
            'getShadowDifference',
            'downloadWithTicket',
            'getBackup',
            'cancelScheduledChange',
            'voidMeterGrant',
            'getSeatReservation',
            'replaceSeatReservation',
            'deleteSeatReservation',
          ]
        : [];
    expect(unnamed.sort()).toEqual(expected.sort());
  });

  it('describes each tag, in the order in which the tags are shown', () => {
    const names = document.tags.map(({ name }) => name);
    expect(new Set(operations.flatMap(({ tags }) => tags))).toEqual(new Set(names));
    expect(document.tags.filter(({ description }) => !description)).toEqual([]);
  });

  it('says where the server is and which operations are public', () => {
    const own = dialect.name === 'native' ? [] : [`/dialects/${dialect.name}`];
    expect(document.servers.map(({ url }) => url)).toEqual([...own, '/']);
    expect(operations.filter(({ security }) => security === undefined)).toEqual([]);
  });
});

it('openapi.json is no larger than 2 MB', () => {
  expect(Buffer.byteLength(readProjectFile('openapi.json'))).toBeLessThan(2_000_000);
});

function withoutDescription(
  name: string,
  { properties = {}, items, allOf = [], anyOf = [], oneOf = [] }: Schema,
): string[] {
  return [
    ...Object.entries(properties).flatMap(([field, schema]) => [
      ...(schema.description || schema.$ref ? [] : [`${name}.${field}`]),
      ...withoutDescription(`${name}.${field}`, schema),
    ]),
    ...[...(items ? [items] : []), ...allOf, ...anyOf, ...oneOf].flatMap((schema) => withoutDescription(name, schema)),
  ];
}

function isEnum({ enum: values }: Schema): boolean {
  return Array.isArray(values) && values.length > 1;
}

/** Places of enums. Examples may have any field. */
function enumsIn(part: object, place: string): string[] {
  return [
    ...(isEnum(part) ? [place] : []),
    ...Object.entries(part).flatMap(([name, inner]: [string, unknown]) =>
      typeof inner === 'object' && inner !== null && !/^examples?$/.test(name)
        ? enumsIn(inner, `${place}.${name}`)
        : [],
    ),
  ];
}

function jsonIn(body: Operation['requestBody']): boolean {
  return body?.content['application/json'] !== undefined;
}

function examplesIn(content: Record<string, Media>): Example[] {
  return Object.values(content).flatMap(({ examples = {} }) => Object.values(examples));
}
