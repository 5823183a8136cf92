import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsOptional, ValidateBy } from 'class-validator';
import { IsCalendarDate, IsName, IsText } from '../../../common/validation/fields';

const FLAGS: ReadonlyMap<unknown, boolean> = new Map<unknown, boolean>([
  [1, true],
  [0, false],
  ['1', true],
  ['0', false],
]);

/** True or false; 1 and 0 count as such, because PHP's programs send them. */
export function IsFlag(): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => FLAGS.get(value) ?? value),
    ValidateBy({
      name: 'isFlag',
      validator: {
        validate: (value) => typeof value === 'boolean',
        defaultMessage: () => '$property must be true or false',
      },
    }),
    ApiProperty({ type: Boolean }),
  );
}

/** The same in an address, where everything is text and what is empty was left out. */
export function IsQueryFlag(): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => (value === '' ? undefined : flagIn(value))),
    IsOptional(),
    ValidateBy({
      name: 'isFlag',
      validator: {
        validate: (value) => typeof value === 'boolean',
        defaultMessage: () => '$property must be 1 or 0',
      },
    }),
    ApiPropertyOptional({ type: Boolean }),
  );
}

/** A text in an address; an empty one was left out. */
export function IsQueryText(max = 255): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => (value === '' ? undefined : value)),
    IsOptional(),
    IsName(max),
    ApiPropertyOptional({ type: String, maxLength: max }),
  );
}

/** A whole number from 1 in an address. */
export function IsQueryNumber(byDefault: number): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => (value === '' ? byDefault : numberIn(value))),
    ValidateBy({
      name: 'isQueryNumber',
      validator: {
        validate: (value) => typeof value === 'number' && value >= 1,
        defaultMessage: () => '$property must be a whole number from 1',
      },
    }),
    ApiPropertyOptional({ type: 'integer', minimum: 1, default: byDefault }),
  );
}

/** A calendar date, `YYYY-MM-DD`, or null for none. */
export function IsDateOrNone(): PropertyDecorator {
  return applyDecorators(
    IsOptional(),
    IsCalendarDate(),
    ApiPropertyOptional({ type: String, format: 'date', nullable: true }),
  );
}

/** A text, or null for none. */
export function IsTextOrNone(max: number): PropertyDecorator {
  return applyDecorators(
    IsOptional(),
    IsText(max),
    ApiPropertyOptional({ type: String, nullable: true, maxLength: max }),
  );
}

/** The same where what is meant is digits, and some programs send them as a number. */
export function IsDigitsOrNone(max = 255): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value,
    ),
    IsTextOrNone(max),
  );
}

function flagIn(value: unknown): unknown {
  return value === 'true' || value === 'false' ? value === 'true' : (FLAGS.get(value) ?? value);
}

function numberIn(value: unknown): unknown {
  return typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
}
