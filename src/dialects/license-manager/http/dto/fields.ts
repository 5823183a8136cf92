import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsOptional, IsString, ValidateBy } from 'class-validator';
import { IsName, IsText, MaxLength } from '../../../../common/validation/fields';

const BITS: ReadonlyMap<unknown, boolean> = new Map<unknown, boolean>([
  [1, true],
  [0, false],
  ['1', true],
  ['0', false],
]);

const FLAGS: ReadonlyMap<unknown, boolean> = new Map([...BITS, ['true', true], ['false', false]]);

/** True or false; 1 and 0 count as such, because PHP's programs send them. */
export function IsFlag(): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => BITS.get(value) ?? value),
    IsBoolean({ message: '$property must be true or false' }),
    ApiProperty({ type: Boolean }),
  );
}

/** The same in an address, where everything is text and what is empty was left out. */
export function IsQueryFlag(): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => (value === '' ? undefined : flagIn(value))),
    IsOptional(),
    IsBoolean({ message: '$property must be 1 or 0' }),
    ApiPropertyOptional({ type: Boolean }),
  );
}

/** For a field in an address. */
export function LeftOutWhenEmpty(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) => (value === '' ? undefined : value));
}

/** A text in an address; an empty one was left out. */
export function IsQueryText(max = 255): PropertyDecorator {
  return applyDecorators(
    LeftOutWhenEmpty(),
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

/** A text without blanks around it. Programs send null or an empty text for what they do not know. */
export function IsTextIfKnown(max: number): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => knownText(value)),
    IsOptional(),
    IsString(),
    MaxLength(max),
    ApiPropertyOptional({ type: String, nullable: true, maxLength: max }),
  );
}

function knownText(value: unknown): unknown {
  const text: unknown = typeof value === 'string' ? value.trim() : value;
  return text === '' || text === null ? undefined : text;
}

/** The flag that a text stands for, where it stands for one. */
export function flagIn(value: unknown): unknown {
  return FLAGS.get(value) ?? value;
}

/** The whole number that a text is, where it is one. */
export function numberIn(value: unknown): unknown {
  return typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
}
