import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { ValidateBy } from 'class-validator';
import { CREDIT_AMOUNT } from '../../../catalog/grants/credit-amount';
import { asRule } from '../../../common/validation/rules';

interface Range {
  readonly min: number;
  readonly max: number;
  readonly isZeroAllowed?: boolean;
}

const INTEGER = { type: 'integer', format: 'int64' } as const;
const TEXT = { type: 'string' } as const;

/** Schema of an amount in answers: a whole number or, of a credit, a decimal text. */
export const METER_AMOUNT = { oneOf: [INTEGER, TEXT] };
/** Null is a form of one type alone: it must match exactly one schema. */
export const NULLABLE_AMOUNT = { oneOf: [{ ...INTEGER, nullable: true }, TEXT] };

/** Validates an amount: a whole number of a range or, of a credit, a decimal text as well. */
export function IsMeterAmount({ min, max, isZeroAllowed = false }: Range): PropertyDecorator {
  const fits = (value: unknown): boolean =>
    typeof value === 'number'
      ? Number.isInteger(value) && value >= min && value <= max
      : typeof value === 'string' && CREDIT_AMOUNT.test(min < 0 ? value.replace(/^-/, '') : value);
  return applyDecorators(
    ValidateBy(
      {
        name: 'isMeterAmount',
        validator: {
          validate: (value) => fits(value) && (isZeroAllowed || Number(value) !== 0),
          defaultMessage: () =>
            `$property must be a whole number from ${min} to ${max} or, of a credit, a decimal text`,
        },
      },
      asRule({ params: { min, max } }),
    ),
    ApiProperty({ oneOf: [{ type: 'integer', minimum: min, maximum: max }, TEXT] }),
  );
}
