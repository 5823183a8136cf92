import { applyDecorators } from '@nestjs/common';
import { ValidateBy } from 'class-validator';
import { problem } from '../errors/domain-error';
import { fitsIn, IsSmallObject } from './fields';
import { asRule } from './rules';

const MAX_BYTES = 16 * 1024;
/** Small enough for the signed answers that contain that of a product, license, customer and device. */
const MAX_AUDIENCE_BYTES = 8 * 1024;

/** Readers of metadata besides the vendor, by the object in it that only they are shown. `public` is shown to all of them. */
const OWN_PARTS = { programs: null, portal: 'portal', feeds: 'feed' } as const;
const PARTS = ['public', 'portal', 'feed'] as const;

/** Reader of metadata besides the vendor. */
export type Audience = keyof typeof OWN_PARTS;
type Part = (typeof PARTS)[number];

/** Custom data of the vendor's. */
export type Metadata = Readonly<Record<string, unknown>>;

/**
 * Custom data of the vendor, at most 16 KB. The objects `public`, `portal` and `feed` in it, at most 8 KB each, are shown to
 * programs, in the portal and in update feeds.
 */
export function IsMetadata(): PropertyDecorator {
  return applyDecorators(
    IsSmallObject(MAX_BYTES),
    ValidateBy(
      {
        name: 'isPublicPart',
        validator: {
          validate: (metadata) => wrongPartIn(metadata) === undefined,
          defaultMessage: (rule) =>
            `${wrongPartIn(rule?.value) ?? 'public'} in $property must be an object of at most ${MAX_AUDIENCE_BYTES} bytes as JSON`,
        },
      },
      asRule({ params: { max: MAX_AUDIENCE_BYTES } }),
    ),
  );
}

/** Null removes a part. */
function wrongPartIn(metadata: unknown): Part | undefined {
  return PARTS.find((name) => {
    const part = partOf(metadata, name);
    return part !== undefined && part !== null && !(isPlainObject(part) && fitsIn(part, MAX_AUDIENCE_BYTES));
  });
}

function partOf(metadata: unknown, name: Part): unknown {
  return isPlainObject(metadata) && Object.hasOwn(metadata, name)
    ? (metadata as Partial<Record<Part, unknown>>)[name]
    : undefined;
}

/** The part of metadata that a reader is shown: `public`, with the values of its own part over it. Empty without one. */
export function shownMetadata(metadata: unknown, audience: Audience): object {
  const own = OWN_PARTS[audience];
  return { ...objectIn(partOf(metadata, 'public')), ...(own !== null && objectIn(partOf(metadata, own))) };
}

function objectIn(value: unknown): object {
  return isPlainObject(value) ? value : {};
}

function isPlainObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Metadata after a change: null removes a field. Throws if it becomes too large. */
export function mergedMetadata(current: object, change: Metadata): object {
  const merged = withFields(current, change);
  if (!fitsIn(merged, MAX_BYTES)) {
    throw problem('METADATA_TOO_LARGE', { field: 'metadata', bytes: MAX_BYTES });
  }
  return merged;
}

/** Metadata after a change that is not made if it becomes too large. */
export function mergedIfRoom(current: object, change: Metadata): object {
  const merged = withFields(current, change);
  return fitsIn(merged, MAX_BYTES) ? merged : current;
}

function withFields(current: object, change: Metadata): object {
  const fields = Object.entries({ ...current, ...change }).filter(
    ([name, value]) => value !== null || !Object.hasOwn(change, name),
  );
  return Object.fromEntries(fields);
}
