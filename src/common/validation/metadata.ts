import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { problem } from '../errors/domain-error';
import { fitsIn, IsSmallObject, MayBeMissing } from './fields';

const MAX_METADATA_BYTES = 16 * 1024;

/** Custom data of the vendor's. */
export type Metadata = Readonly<Record<string, unknown>>;

/** The optional `metadata` of a new row or of a change, which has the fields that change. */
export function IsMetadata(): PropertyDecorator {
  return applyDecorators(
    MayBeMissing(),
    IsSmallObject(MAX_METADATA_BYTES),
    ApiProperty({
      type: 'object',
      additionalProperties: true,
      selfRequired: false,
      example: {},
      description:
        'Custom data, at most 16 KB. A change of it keeps the fields that it does not name; null removes a field.',
    }),
  );
}

/** Metadata after a change: null removes a field. Throws if it becomes too large. */
export function mergedMetadata(current: object, change: Metadata): object {
  const fields = Object.entries({ ...current, ...change }).filter(
    ([name, value]) => value !== null || !Object.hasOwn(change, name),
  );
  const merged = Object.fromEntries(fields);
  if (!fitsIn(merged, MAX_METADATA_BYTES)) {
    throw problem('METADATA_TOO_LARGE', { field: 'metadata', bytes: MAX_METADATA_BYTES });
  }
  return merged;
}
