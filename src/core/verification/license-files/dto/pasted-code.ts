import { Transform } from 'class-transformer';
import { type CodeKind, pastedCode } from '../air-gap-codes';

/** The field takes a code as it was pasted, and becomes the code alone. */
export function PastedCode(kind: CodeKind): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? pastedCode(kind, value) : value));
}
