import { Transform } from 'class-transformer';

/** An empty field of a form is a missing one. */
export function EmptyIsMissing(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && value.trim() === '' ? undefined : value,
  );
}
