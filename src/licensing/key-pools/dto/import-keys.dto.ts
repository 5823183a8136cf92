import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, ArrayNotEmpty, IsArray } from 'class-validator';
import { AreLicenseKeys } from '../../licenses/dto/license-fields';

const MAX_KEYS = 1000;

export class ImportKeysDto {
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? linesOf(value) : value))
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(MAX_KEYS)
  @AreLicenseKeys()
  @ApiProperty({
    oneOf: [
      { type: 'array', items: { type: 'string', minLength: 1, maxLength: 255 }, minItems: 1, maxItems: MAX_KEYS },
      { type: 'string' },
    ],
    example: ['SHOP-0001-AAAA', 'SHOP-0002-BBBB'],
    description:
      'License keys, 1 to 1000 of at most 255 characters without whitespace: a list, or a text with one key per line.',
  })
  keys!: string[];
}

function linesOf(text: string): string[] {
  return text
    .split(/\r?\n/)
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
