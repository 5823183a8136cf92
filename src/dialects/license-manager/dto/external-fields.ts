import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsOptional, IsString } from 'class-validator';
import { MaxLength } from '../../../common/validation/fields';

/** A text without blanks around it. Programs send null or an empty text for what they do not know. */
export function IsGivenText(max: number): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => leftOutWhenEmpty(value)),
    IsOptional(),
    IsString(),
    MaxLength(max),
    ApiPropertyOptional({ type: String, nullable: true, maxLength: max }),
  );
}

function leftOutWhenEmpty(value: unknown): unknown {
  if (typeof value !== 'string') {
    return value ?? undefined;
  }
  return value.trim() === '' ? undefined : value.trim();
}
