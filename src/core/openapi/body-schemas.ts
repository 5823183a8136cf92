import type { OpenAPIObject } from '@nestjs/swagger';
import { readProjectFile } from '../common/project';
import { writtenDocuments } from './documents';

/** An object of a request: the body of an operation, or an element of a list in it. */
export interface BodySchema {
  /** A JSON schema that no object with nested objects fits, except those of `lists`. */
  readonly schema: ObjectSchema;
  readonly fields: readonly string[];
  /** Schemas of the items of lists of objects, by field. */
  readonly lists: ReadonlyMap<string, BodySchema>;
}

export interface ObjectSchema {
  readonly type: 'object';
  readonly required: readonly string[];
  readonly properties: Readonly<Record<string, object | false>>;
  readonly additionalProperties: boolean;
}

type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;
type Component = Extract<Schemas[string], { properties?: unknown }>;
type Property = NonNullable<Component['properties']>[string];

const REFERENCE = /^#\/components\/schemas\/(\w+)$/;

type BodySchemas = ReadonlyMap<string, ReadonlyMap<string, BodySchema>>;

let known: BodySchemas | undefined;

/** The JSON bodies that the committed documents describe, by dialect and operation id. Read once in a process. */
export function bodySchemas(): BodySchemas {
  return (known ??= readSchemas());
}

function readSchemas(): BodySchemas {
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
    const component = componentOf(schema, components?.schemas);
    return post?.operationId !== undefined && component
      ? [[post.operationId, bodyOf(component, isStrict, components?.schemas)]]
      : [];
  });
}

function componentOf(schema: Property | undefined, components: Schemas = {}): Component | undefined {
  const [, name = ''] = (schema && '$ref' in schema && REFERENCE.exec(schema.$ref)) || [];
  const component = components[name];
  const whole = component && inheriting(component, components);
  return whole && 'properties' in whole ? whole : undefined;
}

/** A schema with the properties of those that it extends. */
function inheriting(schema: Property, components: Schemas): Component | undefined {
  const [, name = ''] = ('$ref' in schema && REFERENCE.exec(schema.$ref)) || [];
  const own = '$ref' in schema ? components[name] : schema;
  if (!own || '$ref' in own || !own.allOf) {
    return own && '$ref' in own ? undefined : own;
  }
  const parts = own.allOf.flatMap((part) => inheriting(part, components) ?? []);
  return {
    type: 'object',
    required: parts.flatMap(({ required = [] }) => required),
    properties: Object.assign({}, ...parts.map(({ properties = {} }) => properties)) as Component['properties'],
  };
}

/** @param components where lists find the schema of their elements, which have no such lists */
function bodyOf(component: Component, isStrict: boolean, components?: Schemas): BodySchema {
  const { properties = {}, required = [] } = component;
  const lists = new Map<string, BodySchema>();
  for (const [field, property] of Object.entries(properties)) {
    const element = 'items' in property ? componentOf(property.items, components) : undefined;
    if (element) {
      lists.set(field, bodyOf(element, isStrict));
    }
  }
  const schemas = Object.entries(properties).map(([field, property]): [string, object | false] => [
    field,
    jsonSchemaOf(enumIn(property, components) ?? property, lists.get(field)),
  ]);
  return {
    fields: Object.keys(properties),
    lists,
    schema: { type: 'object', required, properties: Object.fromEntries(schemas), additionalProperties: !isStrict },
  };
}

/** The enum that the property refers to. */
function enumIn(property: Property, components: Schemas = {}): Property | undefined {
  const { allOf: [reference = property] = [], nullable } = '$ref' in property ? {} : property;
  const [, name = ''] = ('$ref' in reference && REFERENCE.exec(reference.$ref)) || [];
  const component = components[name];
  return component && 'enum' in component ? { ...component, ...(nullable && { nullable }) } : undefined;
}

/** OpenAPI allows `nullable` in any schema, JSON schema beside a type only. */
function jsonSchemaOf(property: Property, element: BodySchema | undefined): object | false {
  if ('$ref' in property || property.allOf || ('items' in property && !element && '$ref' in (property.items ?? {}))) {
    return false;
  }
  const { nullable, ...schema } = property;
  const typed = property.type === undefined ? schema : { ...schema, nullable: nullable ?? false };
  return element ? { ...typed, items: element.schema } : typed;
}
