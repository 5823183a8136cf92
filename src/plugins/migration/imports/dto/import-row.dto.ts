import { ApiProperty } from '@nestjs/swagger';
import { PageOf } from '../../../../core/common';
import { type ImportRow, ROW_OUTCOMES, type RowKind, type RowOutcome } from '../import-row.entity';
import type { StagedData } from '../staged';
import { COUNT, KIND } from './import.dto';

const LIMIT = { type: 'integer', nullable: true } as const;
const OUTCOME = { enum: ROW_OUTCOMES, enumName: 'ImportRowOutcome' } as const;

/** A policy that was recognized from licenses with the same limits. */
export class RecognizedPolicyDto {
  /**
   * Number of the policy, by which the request that confirms the import names it.
   * @example 1
   */
  @ApiProperty(COUNT)
  number!: number;

  /** Name of the policy. */
  name!: string;

  /** Number of licenses that get it. */
  @ApiProperty(COUNT)
  licenses!: number;

  @ApiProperty({ ...LIMIT, description: 'Maximum number of devices; null is unlimited.' })
  max_activations!: number | null;

  @ApiProperty({ ...LIMIT, description: 'Number of activations that are left; null is unlimited.' })
  uses_limit!: number | null;

  /** Days from the first activation. */
  @ApiProperty(LIMIT)
  duration_days!: number | null;

  /**
   * ID of the existing policy that is used; null if a policy is created.
   * @format uuid
   */
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  policy!: string | null;

  /** Result for the row. */
  @ApiProperty(OUTCOME)
  outcome!: RowOutcome;

  static from({ position, data, outcome }: ImportRow & { data: StagedData['policy'] }): RecognizedPolicyDto {
    const { name, licenses, max_activations, uses_limit, duration_days, policy = null } = data;
    return { number: position, name, licenses, max_activations, uses_limit, duration_days, policy, outcome };
  }
}

export class RecognizedPoliciesDto {
  /** Sorted by the number of licenses, largest first. */
  items!: RecognizedPolicyDto[];
}

export class ImportRowDto {
  /** Kind of the rows. */
  @ApiProperty(KIND)
  kind!: RowKind;

  /** Position among the rows of its kind. */
  @ApiProperty(COUNT)
  number!: number;

  /** Name of the row for people, such as the key of a license. */
  label!: string;

  /** Result for the row. */
  @ApiProperty(OUTCOME)
  outcome!: RowOutcome;

  /** Why it was left out. */
  @ApiProperty({ type: String, nullable: true })
  reason!: string | null;

  /** Changes of its values. */
  notes!: string[];

  /** The values that are imported. */
  @ApiProperty({ type: 'object', additionalProperties: true })
  values!: object;

  static from({ kind, position, label, outcome, reason, notes, data }: ImportRow): ImportRowDto {
    return { kind, number: position, label, outcome, reason, notes, values: data };
  }
}

export class ImportRowPageDto extends PageOf(ImportRowDto) {}
