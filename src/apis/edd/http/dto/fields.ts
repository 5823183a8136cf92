import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsOptional } from 'class-validator';
import { IsText } from '../../../../core/common';

const MAX = 2_000;

/** An optional text. PHP sends flags and numbers as texts, and `0` or an empty text for false. */
export function IsPhpText(description: string, example?: string | number): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => asText(value)),
    IsOptional(),
    IsText(MAX),
    ApiPropertyOptional({ type: String, description, ...(example !== undefined && { example }) }),
  );
}

function asText(value: unknown): unknown {
  if (typeof value === 'boolean') {
    return value ? '1' : '';
  }
  return typeof value === 'number' ? String(value) : (value ?? undefined);
}

/** Like `empty` of PHP. */
export function isEmpty(text: string | undefined): text is undefined | '' | '0' {
  return text === undefined || text === '' || text === '0';
}
