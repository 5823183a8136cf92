import { applyDecorators } from '@nestjs/common';
import { ValidateBy } from 'class-validator';
import { problem } from '../errors/domain-error';
import { fitsIn, IsSmallObject } from './fields';
import { asRule } from './rules';

const MAX_BYTES = 16 * 1024;
/** Small enough for the signed answers that contain that of a product and of a license. */
const MAX_PUBLIC_BYTES = 8 * 1024;

/** Custom data of the vendor's. */
export type Metadata = Readonly<Record<string, unknown>>;

/** Custom data of the vendor, at most 16 KB. The object `public` in it, at most 8 KB, is shown to programs. */
export function IsMetadata(): PropertyDecorator {
  return applyDecorators(
    IsSmallObject(MAX_BYTES),
    ValidateBy(
      {
        name: 'isPublicPart',
        validator: {
          validate: hasPublicPart,
          defaultMessage: () => `public in $property must be an object of at most ${MAX_PUBLIC_BYTES} bytes as JSON`,
        },
      },
      asRule({ params: { max: MAX_PUBLIC_BYTES } }),
    ),
  );
}

function hasPublicPart(metadata: unknown): boolean {
  const part = publicPartOf(metadata);
  return part === undefined || (isPlainObject(part) && fitsIn(part, MAX_PUBLIC_BYTES));
}

function publicPartOf(metadata: unknown): unknown {
  return isPlainObject(metadata) && 'public' in metadata ? metadata.public : undefined;
}

/** The part of metadata that programs may read; empty without one. */
export function publicMetadataOf(metadata: unknown): object {
  const part = publicPartOf(metadata);
  return isPlainObject(part) ? part : {};
}

function isPlainObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Metadata after a change: null removes a field. Throws if it becomes too large. */
export function mergedMetadata(current: object, change: Metadata): object {
  const fields = Object.entries({ ...current, ...change }).filter(
    ([name, value]) => value !== null || !Object.hasOwn(change, name),
  );
  const merged = Object.fromEntries(fields);
  if (!fitsIn(merged, MAX_BYTES)) {
    throw problem('METADATA_TOO_LARGE', { field: 'metadata', bytes: MAX_BYTES });
  }
  return merged;
}
