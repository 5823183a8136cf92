import { applyDecorators } from '@nestjs/common';
import { MayBeMissing } from '../../core/common';
import { Transform } from 'class-transformer';

/** A field of a form or an address that may be empty or missing. */
export const OptionalField = (): PropertyDecorator => applyDecorators(EmptyIsMissing(), MayBeMissing());

/** An empty field of a form is a missing one. */
export function EmptyIsMissing(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && value.trim() === '' ? undefined : value,
  );
}

/** A number in a form; an empty field is a missing one. */
export function NumberOrMissing(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' ? (value.trim() === '' ? undefined : Number(value)) : value,
  );
}
