import type { Type } from '@nestjs/common';
import { TransformationType, type TypeMetadata } from 'class-transformer';
import { defaultMetadataStorage } from 'class-transformer/cjs/storage';
import type { BodySchema } from '../openapi/body-schemas';

export type Fields = Record<string, unknown>;

/** What `@Transform` does to a field. */
interface Conversion {
  readonly field: string;
  readonly convert: (body: Fields) => unknown;
}

/** What a handler reads of an object whose values it gets as they were sent. */
export class PlainInput {
  private readonly conversions: readonly Conversion[];
  private readonly lists: ReadonlyMap<string, PlainInput>;

  constructor(types: readonly Type<Fields>[], { fields, lists }: BodySchema) {
    this.conversions = types.flatMap((type) => fields.flatMap((field) => conversionsOf(type, field)));
    this.lists = new Map(
      Array.from(lists, ([field, element]) => [field, new PlainInput(elementTypesOf(types, field), element)]),
    );
  }

  /** @param input fits its schema */
  isReadAsSent(input: Fields): boolean {
    for (const name in input) {
      const value = input[name];
      if (typeof value === 'object' && value !== null && !this.isListReadAsSent(name, value)) {
        return false;
      }
    }
    return this.conversions.every(({ field, convert }) => convert(input) === input[field]);
  }

  private isListReadAsSent(name: string, value: object): boolean {
    const element = this.lists.get(name);
    return element !== undefined && Array.isArray(value) && value.every((one: Fields) => element.isReadAsSent(one));
  }
}

function conversionsOf(type: Type<Fields>, field: string): Conversion[] {
  const declared = defaultMetadataStorage.findTransformMetadatas(type, field, TransformationType.PLAIN_TO_CLASS);
  return declared.map(({ transformFn }) => ({
    field,
    convert: (obj): unknown =>
      transformFn({ value: obj[field], key: field, obj, type: TransformationType.PLAIN_TO_CLASS, options: {} }),
  }));
}

function elementTypesOf(types: readonly Type<Fields>[], field: string): Type<Fields>[] {
  return types.flatMap((type) => {
    // Undefined without `@Type`, which its types do not tell.
    const declared = defaultMetadataStorage.findTypeMetadata(type, field) as TypeMetadata | undefined;
    return declared ? [declared.typeFunction() as Type<Fields>] : [];
  });
}
