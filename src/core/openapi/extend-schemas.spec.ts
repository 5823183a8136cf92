import type { OpenAPIObject } from '@nestjs/swagger';
import { extendSchemas } from './extend-schemas';

type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;

const LONG = { type: 'string', description: 'x'.repeat(1000) } as const;
const SHORT = { type: 'string' } as const;

function extendedIn(schemas: Schemas): Schemas {
  const document = { openapi: '3.0.0', info: { title: 'Paints', version: '1' }, paths: {}, components: { schemas } };
  return extendSchemas(document).components?.schemas ?? {};
}

it('makes a schema extend the largest one of which it has every property, and keeps what it adds', () => {
  const schemas = extendedIn({
    Color: { type: 'object', properties: { hue: LONG } },
    Paint: { type: 'object', required: ['name'], properties: { hue: LONG, name: SHORT } },
    Varnish: { type: 'object', required: ['name', 'gloss'], properties: { hue: LONG, name: SHORT, gloss: SHORT } },
  });
  expect(schemas.Paint).toEqual({
    allOf: [
      { $ref: '#/components/schemas/Color' },
      { type: 'object', required: ['name'], properties: { name: SHORT } },
    ],
  });
  expect(schemas.Varnish).toEqual({
    allOf: [
      { $ref: '#/components/schemas/Paint' },
      { type: 'object', required: ['gloss'], properties: { gloss: SHORT } },
    ],
  });
});

it('leaves two equal schemas as they are', () => {
  const color = { type: 'object', properties: { hue: LONG } } as const;
  expect(extendedIn({ Color: color, SetColor: color })).toEqual({ Color: color, SetColor: color });
});

it.each<[string, Schemas[string]]>([
  ['demands a property that the other does not', { type: 'object', required: ['hue'], properties: { hue: LONG } }],
  ['describes a property otherwise', { type: 'object', properties: { hue: { ...LONG, maxLength: 9 } } }],
  ['has little in common', { type: 'object', properties: { name: SHORT } }],
  ['may be null', { type: 'object', nullable: true, properties: { hue: LONG } }],
  ['is closed', { type: 'object', properties: { hue: LONG }, additionalProperties: false }],
])('does not extend a schema that %s', (_case, base) => {
  const paint = { type: 'object', properties: { hue: LONG, name: SHORT } } as const;
  expect(extendedIn({ Base: base, Paint: paint }).Paint).toEqual(paint);
});

it('does not extend the data of one event', () => {
  const properties = { hue: LONG };
  const paint = { type: 'object', properties: { ...properties, name: SHORT } } as const;
  expect(extendedIn({ ColorMixedEventData: { type: 'object', properties }, Paint: paint }).Paint).toEqual(paint);
});
