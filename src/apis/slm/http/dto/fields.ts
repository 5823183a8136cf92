import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsOptional } from 'class-validator';
import { IsText } from '../../../../core/common';

/** An optional text of 255 characters, without the spaces around it; an empty one counts as missing. */
export function IsSlmText(description: string, example?: string): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => sent(value)),
    IsOptional(),
    IsText(255),
    ApiPropertyOptional({ type: String, description, ...(example !== undefined && { example }) }),
  );
}

function sent(value: unknown): unknown {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' ? text.trim() || undefined : (text ?? undefined);
}
