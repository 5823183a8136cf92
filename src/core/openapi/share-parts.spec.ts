import type { OpenAPIObject } from '@nestjs/swagger';
import { shareParts } from './share-parts';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
type Parameters = NonNullable<Operation['parameters']>;

const LIMIT = { name: 'limit', in: 'query', schema: { type: 'integer' } } as const;
const SEARCH = { name: 'q', in: 'query', schema: { type: 'string' } } as const;
const ID = { name: 'id', in: 'path', required: true, schema: { type: 'string' } } as const;

const errorOf = (description: string, examples: Record<string, object>) => ({
  description,
  content: { 'application/json': { examples } },
});

const BUSY = errorOf('Too many requests.', {
  RATE_LIMIT_EXCEEDED: { summary: 'Too many requests: try again later', value: {} },
});

/** A document with these operations at these paths. */
function documentOf(operations: Record<string, Partial<Operation>>): OpenAPIObject {
  const paths = Object.entries(operations).map(([path, operation]) => [
    path,
    { get: { tags: ['paints'], responses: {}, ...operation } },
  ]);
  return { openapi: '3.0.0', info: { title: 'Paints', version: '1' }, paths: Object.fromEntries(paths) };
}

function namesOf({ components }: OpenAPIObject): string[] {
  return [...Object.keys(components?.responses ?? {}), ...Object.keys(components?.parameters ?? {})];
}

it('moves the errors and parameters of several operations to the components, and leaves those of one in place', () => {
  const own = errorOf('The paint is dry.', { DRY: { summary: 'The paint is dry', value: {} } });
  const { paths, components } = shareParts(
    documentOf({
      '/paints': { parameters: [LIMIT, SEARCH], responses: { 409: own, 429: BUSY } },
      '/walls': { parameters: [LIMIT], responses: { 429: { ...BUSY } } },
    }),
  );
  expect(components).toEqual({
    responses: { RateLimitExceeded: BUSY },
    parameters: { PaintsLimitParameter: LIMIT },
  });
  expect(paths['/paints']?.get).toMatchObject({
    parameters: [{ $ref: '#/components/parameters/PaintsLimitParameter' }, SEARCH],
    responses: { 409: own, 429: { $ref: '#/components/responses/RateLimitExceeded' } },
  });
});

it('moves successes, and names those with equal descriptions after their content, too', () => {
  const file = (type: string) => ({ description: 'The file.', content: { [type]: {} } });
  const responses = { 200: file('text/csv'), 204: { description: 'Done.' } };
  const { paths, components } = shareParts(
    documentOf({
      '/paints': { responses: { ...responses } },
      '/walls': { responses: { ...responses } },
      '/doors': { responses: { ...responses } },
      '/floors': { responses: { 200: file('image/png') } },
      '/roofs': { responses: { 200: file('image/png') } },
    }),
  );
  expect(Object.keys(components?.responses ?? {})).toEqual(['Done', 'TheFile', 'TheFileImagePng']);
  expect(paths['/walls']?.get?.responses).toEqual({
    200: { $ref: '#/components/responses/TheFile' },
    204: { $ref: '#/components/responses/Done' },
  });
});

it.each<[string, Record<string, object>, string]>([
  ['their codes', { IN_USE: { summary: 'A wall has this paint' }, CONFLICT: {} }, 'InUseWallHasThisPaintOrConflict'],
  ['the field that is invalid', { VALIDATION_ERROR: { summary: 'wall_id must be a UUID' } }, 'ValidationErrorWallId'],
  [
    'the permission that is missing',
    { FORBIDDEN: { summary: 'Missing permission: walls:write' } },
    'ForbiddenWallsWrite',
  ],
  ['what was not found', { NOT_FOUND: { summary: 'Wall not found' } }, 'NotFoundWall'],
  ['their description, if they have no body', {}, 'PaintIsDry'],
])('names responses after %s', (_what, examples, name) => {
  const responses = { 400: errorOf('Paint is dry. Wait.', examples) };
  const document = documentOf({ '/paints': { responses }, '/walls': { responses: structuredClone(responses) } });
  expect(namesOf(shareParts(document))).toEqual([name]);
});

it.each<[string, Record<string, Partial<Operation>>, string]>([
  ['the collection', { '/policies/{id}': {}, '/policies/{id}/walls': {} }, 'PolicyIdParameter'],
  ['nothing, if they are of several collections', { '/walls/{id}': {}, '/doors/{id}': {} }, 'IdParameter'],
])('names parameters of paths after %s', (_what, operations, name) => {
  const withId = Object.entries(operations).map(([path]) => [path, { parameters: [ID] as Parameters }] as const);
  expect(namesOf(shareParts(documentOf(Object.fromEntries(withId))))).toEqual([name]);
});

it('names parameters of several tags after themselves', () => {
  const of = (tag: string) => ({ tags: [tag], parameters: [LIMIT] as Parameters });
  expect(namesOf(shareParts(documentOf({ '/paints': of('paints'), '/walls': of('walls') })))).toEqual([
    'LimitParameter',
  ]);
});

it('gives a name to the most frequent of several parts with one, and leaves the others in place', () => {
  const other = { ...SEARCH, description: 'Color.' };
  const document = documentOf({
    '/a': { parameters: [other] },
    '/b': { parameters: [other] },
    ...Object.fromEntries(['/c', '/d', '/e'].map((path) => [path, { parameters: [SEARCH] as Parameters }])),
  });
  const { paths, components } = shareParts(document);
  expect(components?.parameters).toEqual({ PaintsQParameter: SEARCH });
  expect(paths['/a']?.get?.parameters).toEqual([other]);
});
