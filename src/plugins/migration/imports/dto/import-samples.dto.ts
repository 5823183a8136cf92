import { ApiProperty } from '@nestjs/swagger';
import { ROW_KINDS, type RowKind } from '../import-row.entity';
import type { LeftOutSample, LicenseSample } from '../import-samples.service';

const TEXT = { type: String, nullable: true } as const;

/** A license that the import makes. */
export class LicenseSampleDto {
  /**
   * Last characters of the license key, after dots.
   * @example "••••C3D4"
   */
  key!: string;

  /**
   * Reference of the product.
   * @example "STUDIO"
   */
  product!: string;

  @ApiProperty({ ...TEXT, description: 'E-mail address or name of the customer; null if there is none.' })
  customer!: string | null;

  @ApiProperty({ ...TEXT, description: 'Name of the recognized policy; null for the policy of the product.' })
  policy!: string | null;

  @ApiProperty({ type: 'integer', nullable: true, description: 'Maximum number of devices; null is unlimited.' })
  max_activations!: number | null;

  @ApiProperty({ ...TEXT, format: 'date-time', description: 'End of the license; null if it never expires.' })
  expires_at!: string | null;

  /** The first of its devices and domains, up to three. */
  devices!: string[];
}

export class LeftOutRowDto {
  /** Position among the rows of its kind, in the order of the file. */
  @ApiProperty({ type: 'integer' })
  number!: number;

  /** Name of the row for people, such as the key of a license. */
  label!: string;
}

/** The first rows of a kind that were left out for one reason. */
export class LeftOutSampleDto {
  /** Kind of the rows. */
  @ApiProperty({ enum: ROW_KINDS })
  kind!: RowKind;

  /**
   * Why they cannot be imported.
   * @example "product_unknown"
   */
  reason!: string;

  /** The first of these rows, up to three. */
  rows!: LeftOutRowDto[];
}

export class ImportSamplesDto {
  /** The first licenses that are not imported yet, up to five. */
  licenses!: LicenseSampleDto[];

  /** The first rows for each reason. */
  left_out!: LeftOutSampleDto[];

  static from(licenses: readonly LicenseSample[], leftOut: readonly LeftOutSample[]): ImportSamplesDto {
    return {
      licenses: licenses.map((one) => ({ ...one, devices: [...one.devices] })),
      left_out: leftOut.map((one) => ({ ...one, rows: [...one.rows] })),
    };
  }
}
