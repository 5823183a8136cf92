import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional, type OpenAPIObject } from '@nestjs/swagger';
import { ValidateBy } from 'class-validator';
import { AsSent, isObject, MayBeMissing } from '../../../common/validation/fields';
import { asRule } from '../../../common/validation/rules';
import { CODE_RULE, isDefinitionCode } from '../../../common/validation/definition-code';

export type SchemaObject = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>[string];

/** Most codes of one request. */
export const MAX_CODES = 100;

/** `isNullable` for a license, which withdraws a grant of its policy with null. */
export interface GrantOptions {
  readonly isNullable: boolean;
  readonly description: string;
}

interface Documentation {
  readonly problem: string;
  readonly description: string;
  readonly items: SchemaObject;
}

/** Validates and documents an optional record of values by code. */
export function AreGrants(
  name: string,
  isGrant: (grant: unknown) => boolean,
  documentation: Documentation,
): PropertyDecorator {
  const { problem, description, items } = documentation;
  return applyDecorators(
    MayBeMissing(),
    AsSent(),
    ValidateBy(
      {
        name,
        validator: {
          validate: (grants) => areByCode(grants, isGrant),
          defaultMessage: () =>
            `$property must be an object of at most ${MAX_CODES} codes; a code ${CODE_RULE}; a value must be ${problem}`,
        },
      },
      asRule({ rule: 'areGrants', params: { max: MAX_CODES } }),
    ),
    ApiPropertyOptional({ type: 'object', additionalProperties: items, description, example: {} }),
  );
}

/** Whether a value is a record of values by code. */
export function areByCode(grants: unknown, isGrant: (grant: unknown) => boolean): boolean {
  return (
    isObject(grants) &&
    Object.keys(grants).length <= MAX_CODES &&
    Object.entries(grants).every(([code, grant]) => isDefinitionCode(code) && isGrant(grant))
  );
}

export function mapValues<From, To>(values: Record<string, From>, map: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(values).map(([code, value]) => [code, map(value)]));
}
