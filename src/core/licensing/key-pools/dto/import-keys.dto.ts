import { ApiProperty } from '@nestjs/swagger';
import { ValidateBy } from 'class-validator';
import { isWellFormedKey } from '../../../catalog/policies/license-key';
import { asRule } from '../../../common/validation/rules';

const MAX_KEYS = 1000;

/** Keys to put into a pool, as a list or as a text with one on each line. */
export class ImportKeysDto {
  @ValidateBy(
    {
      name: 'areLicenseKeys',
      validator: {
        validate: areLicenseKeys,
        defaultMessage: () => `$property must be 1 to ${MAX_KEYS} keys of 1 to 255 characters without whitespace`,
      },
    },
    asRule({ params: { min: 1, max: MAX_KEYS, length: 255 } }),
  )
  @ApiProperty({
    oneOf: [
      {
        type: 'array',
        items: { type: 'string', minLength: 1, maxLength: 255 },
        minItems: 1,
        maxItems: MAX_KEYS,
        example: ['SHOP-0001-AAAA', 'SHOP-0002-BBBB'],
      },
      { type: 'string', minLength: 1 },
    ],
    description: `1 to ${MAX_KEYS} license keys of at most 255 characters without whitespace: a list, or a text with one key per line.`,
  })
  keys!: string[] | string;

  static toKeys({ keys }: ImportKeysDto): readonly string[] {
    return typeof keys === 'string' ? linesOf(keys) : keys;
  }
}

function areLicenseKeys(value: unknown): boolean {
  const keys: unknown = typeof value === 'string' ? linesOf(value) : value;
  return (
    Array.isArray(keys) &&
    keys.length > 0 &&
    keys.length <= MAX_KEYS &&
    keys.every((key) => typeof key === 'string' && isWellFormedKey(key))
  );
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

export class ImportedKeysDto {
  @ApiProperty({ type: 'integer', example: 998, description: 'Number of keys that were imported.' })
  imported!: number;

  /** Keys that were not imported: repeated, in a pool already, or of a license, now or formerly. */
  duplicates!: string[];

  @ApiProperty({ type: 'integer', example: 1200, description: 'Number of keys that the pool has left.' })
  left!: number;
}
