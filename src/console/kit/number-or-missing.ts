import { Transform } from 'class-transformer';

/** A number in a form; an empty field is a missing one. */
export function NumberOrMissing(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' ? (value.trim() === '' ? undefined : Number(value)) : value,
  );
}
