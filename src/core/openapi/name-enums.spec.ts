import type { OpenAPIObject } from '@nestjs/swagger';
import { nameEnums } from './name-enums';

const COLORS = ['red', 'blue'];
const refTo = (name: string) => ({ $ref: `#/components/schemas/${name}` });

function documentOf(schemas: Record<string, object>, paths: OpenAPIObject['paths'] = {}): OpenAPIObject {
  return { openapi: '3.0.0', info: { title: 'Paints', version: '1' }, paths, components: { schemas } };
}

const fieldsOf = (properties: object) => ({ type: 'object', properties });

it('calls an enum after its schema and its field, also within lists and objects', () => {
  const color = { type: 'string', enum: COLORS };
  const { components } = nameEnums(
    documentOf({
      Paint: fieldsOf({ 'main.color': color, others: { type: 'array', items: { ...color, enum: ['red', 'green'] } } }),
    }),
  );
  expect(components?.schemas).toEqual({
    Paint: fieldsOf({ 'main.color': refTo('PaintMainColor'), others: { type: 'array', items: refTo('PaintOthers') } }),
    PaintMainColor: color,
    PaintOthers: { type: 'string', enum: ['red', 'green'] },
  });
});

it('refers to the schema that declares the same values', () => {
  const declared = { type: 'string', enum: COLORS, description: 'Color.' };
  const color = { type: 'string', enum: [...COLORS, null], nullable: true, description: 'Null if unknown.' };
  const { components } = nameEnums(documentOf({ Color: declared, Paint: fieldsOf({ color }) }));
  expect(components?.schemas).toEqual({
    Color: declared,
    Paint: fieldsOf({
      color: { type: 'string', nullable: true, description: 'Null if unknown.', allOf: [refTo('Color')] },
    }),
  });
});

it('gives generators names for the values of an enum with an empty one', () => {
  const schemas = { Color: { type: 'string', enum: ['red', ''] } };
  expect(nameEnums(documentOf(schemas)).components?.schemas).toEqual({
    Color: { type: 'string', enum: ['red', ''], 'x-enum-varnames': ['RED', 'NONE'] },
  });
});

it('calls an enum of values that two schemas declare after its place', () => {
  const declared = { type: 'string', enum: COLORS };
  const schemas = { Color: declared, Light: declared, Paint: fieldsOf({ color: declared }) };
  expect(nameEnums(documentOf(schemas)).components?.schemas).toMatchObject({
    Paint: fieldsOf({ color: refTo('PaintColor') }),
    PaintColor: declared,
  });
});

it('leaves a single value where it is', () => {
  const schemas = { Paint: fieldsOf({ kind: { type: 'string', enum: ['paint'] } }) };
  expect(nameEnums(documentOf(structuredClone(schemas))).components?.schemas).toEqual(schemas);
});

it('calls the enums of parameters and bodies after the operation', () => {
  const schema = { type: 'string', enum: COLORS };
  const operation = {
    operationId: 'mixPaints',
    parameters: [{ name: 'color', in: 'query', schema }],
    requestBody: { content: { 'multipart/form-data': { schema: fieldsOf({ base: schema }) } } },
    responses: {},
  };
  const document = documentOf({}, { '/paints': { post: operation } } as OpenAPIObject['paths']);
  expect(nameEnums(document).paths['/paints']?.post).toMatchObject({
    parameters: [{ schema: refTo('MixPaintsColor') }],
    requestBody: { content: { 'multipart/form-data': { schema: fieldsOf({ base: refTo('MixPaintsBase') }) } } },
  });
});

it('fails for a name that a schema has already', () => {
  const schemas = { Paint: fieldsOf({ color: { type: 'string', enum: COLORS } }), PaintColor: fieldsOf({}) };
  expect(() => nameEnums(documentOf(schemas))).toThrow('Duplicate schema name: PaintColor');
});
