import type { OpenAPIObject } from '@nestjs/swagger';
import { readProjectFile } from '../common/project';
import { writtenDocuments } from './documents';

/** The body of an operation. */
export interface BodySchema {
  /** A JSON schema that no body with fields of nested schemas fits. */
  readonly schema: object;
  readonly fields: readonly string[];
}

type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;
type Property = NonNullable<Extract<Schemas[string], { properties?: unknown }>['properties']>[string];

const REFERENCE = /^#\/components\/schemas\/(\w+)$/;

/** The JSON bodies that the committed documents describe, by dialect and operation id. */
export function bodySchemas(): Map<string, Map<string, BodySchema>> {
  return new Map(
    writtenDocuments().map(({ file, dialect }) => [
      dialect.name,
      new Map(bodiesIn(JSON.parse(readProjectFile(file)) as OpenAPIObject, dialect.unknownFields !== 'ignore')),
    ]),
  );
}

function bodiesIn({ paths, components }: OpenAPIObject, isStrict: boolean): [string, BodySchema][] {
  return Object.values(paths).flatMap(({ post }): [string, BodySchema][] => {
    const body = post?.requestBody;
    const schema = body && 'content' in body ? body.content['application/json']?.schema : undefined;
    const [, name = ''] = (schema && '$ref' in schema && REFERENCE.exec(schema.$ref)) || [];
    const component = components?.schemas?.[name];
    return post?.operationId !== undefined && component && 'properties' in component
      ? [[post.operationId, bodyOf(component, isStrict)]]
      : [];
  });
}

function bodyOf(component: Extract<Schemas[string], { properties?: unknown }>, isStrict: boolean): BodySchema {
  const { properties = {}, required = [] } = component;
  return {
    fields: Object.keys(properties),
    schema: {
      type: 'object',
      required,
      properties: Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, jsonSchemaOf(one)])),
      additionalProperties: !isStrict,
    },
  };
}

/** OpenAPI allows `nullable` in any schema, JSON schema beside a type only. */
function jsonSchemaOf(property: Property): object | false {
  if ('$ref' in property || property.allOf) {
    return false;
  }
  const { nullable, ...schema } = property;
  return property.type === undefined ? schema : { ...schema, nullable: nullable ?? false };
}
