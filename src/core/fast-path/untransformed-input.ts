import type { Type } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import type { BodySchema } from '../openapi/body-schemas';

export type Fields = Record<string, unknown>;

/** Bodies whose values a handler gets as they were sent, so that their schema says what its validators would say. */
export class UntransformedInput {
  constructor(
    private readonly type: Type<Fields>,
    private readonly schema: BodySchema,
  ) {}

  /**
   * The handler's input, as Nest's pipe makes it; undefined if a value differs from the one that was sent.
   * @param body fits its schema
   */
  read(body: Fields): Fields | undefined {
    const input = plainToInstance(this.type, declared(body, this.schema));
    return needsNoTransform(body, input, this.schema) ? input : undefined;
  }
}

function declared(body: Fields, { fields }: BodySchema): Fields {
  const known: Fields = {};
  for (const field of fields) {
    if (body[field] !== undefined) {
      known[field] = body[field];
    }
  }
  return known;
}

function needsNoTransform(sent: Fields, input: Fields, { fields, lists }: BodySchema): boolean {
  return fields.every((field) => {
    const value = sent[field];
    // The schema does not say what validators ask of the names in an object.
    if (typeof value === 'object' && value !== null) {
      const element = lists.get(field);
      return (
        element !== undefined && Array.isArray(value) && areUntransformed(value as Fields[], input[field], element)
      );
    }
    return value === undefined || value === input[field];
  });
}

function areUntransformed(sent: readonly Fields[], input: unknown, schema: BodySchema): boolean {
  return Array.isArray(input) && sent.every((one, index) => needsNoTransform(one, input[index] as Fields, schema));
}
