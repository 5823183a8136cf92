import { applyDecorators } from '@nestjs/common';
import { ValidateBy } from 'class-validator';
import { fitsIn, IsSmallObject } from './fields';
import { asRule } from './rules';

const MAX_BYTES = 16 * 1024;
/** Small enough for the signed answers that contain that of a product and of a license. */
const MAX_PUBLIC_BYTES = 8 * 1024;

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

function isPlainObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
