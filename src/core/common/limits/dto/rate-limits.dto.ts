import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { ValidateBy } from 'class-validator';
import { AsSent, isObject, MayBeMissing } from '../../validation/fields';
import { asRule } from '../../validation/rules';
import { CODE_RULE, isDefinitionCode } from '../../validation/definition-code';
import { MAX_RATE, MAX_RATE_LIMITS, RATE_WINDOWS, type RateLimitTerms, type RateWindow } from '../rate-limit-terms';

@ApiSchema({ name: 'RateLimitTerms' })
export class RateLimitTermsDto implements RateLimitTerms {
  @ApiProperty({ type: 'integer', minimum: 1, maximum: MAX_RATE, description: 'The most that is taken in a window.' })
  limit!: number;

  @ApiProperty({
    enum: RATE_WINDOWS,
    enumName: 'RateWindow',
    description: 'Begins with the first call that takes; a month has 30 days.',
  })
  window!: RateWindow;
}

/** Schema of rate limits by name. */
export const RATE_LIMITS_SCHEMA = {
  type: 'object',
  additionalProperties: { $ref: '#/components/schemas/RateLimitTerms' },
} as const;

/** Validates and documents rate limits by name. */
export function AreRateLimits(): PropertyDecorator {
  return applyDecorators(
    MayBeMissing(),
    AsSent(),
    ValidateBy(
      {
        name: 'areRateLimits',
        validator: {
          validate: areRateLimits,
          defaultMessage: () =>
            `$property must be an object of at most ${MAX_RATE_LIMITS} names; a name ${CODE_RULE}; a value must be an object of limit, 1 to ${MAX_RATE}, and window: ${RATE_WINDOWS.join(', ')}`,
        },
      },
      asRule({ rule: 'areRateLimits', params: { max: MAX_RATE_LIMITS, most: MAX_RATE } }),
    ),
    ApiPropertyOptional({ ...RATE_LIMITS_SCHEMA, example: {} }),
  );
}

function areRateLimits(limits: unknown): boolean {
  return (
    isObject(limits) &&
    Object.keys(limits).length <= MAX_RATE_LIMITS &&
    Object.entries(limits).every(([name, terms]) => isDefinitionCode(name) && areTerms(terms))
  );
}

function areTerms(terms: unknown): boolean {
  if (!isObject(terms)) {
    return false;
  }
  const { limit, window, ...rest }: Record<string, unknown> = { ...terms };
  const isLimit = typeof limit === 'number' && Number.isInteger(limit) && limit >= 1 && limit <= MAX_RATE;
  return Object.keys(rest).length === 0 && isLimit && RATE_WINDOWS.some((one) => one === window);
}
