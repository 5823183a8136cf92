import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsInt, IsOptional, Max, Min } from 'class-validator';
import { IsCalendarDate, IsLimit } from '../../../../core/common';
import type { LicenseChange } from '../../../../core/licensing';
import type { License } from '../../../../core/licenses';

@ApiSchema({ name: 'ToggleAnswer' })
export class ToggleAnswerDto {
  /** Always true: failures are errors. */
  success!: boolean;

  /** Whether the license is enabled now. */
  is_active!: boolean;

  /**
   * Result in words, for a person.
   * @example "License activated successfully"
   */
  message!: string;

  static from({ disabledAt }: License): ToggleAnswerDto {
    const isActive = disabledAt === null;
    const message = `License ${isActive ? 'activated' : 'deactivated'} successfully`;
    return { success: true, is_active: isActive, message };
  }
}

@ApiSchema({ name: 'LicenseIds' })
export class LicenseIdsDto {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(1_000)
  @IsInt({ each: true })
  @Min(1, { each: true })
  @Max(Number.MAX_SAFE_INTEGER, { each: true })
  @ApiProperty({
    type: 'array',
    items: { type: 'integer', minimum: 1 },
    minItems: 1,
    maxItems: 1_000,
    example: [1, 2, 3],
    description: 'Ids of the licenses, 1 to 1,000.',
  })
  license_ids!: number[];
}

@ApiSchema({ name: 'BulkAnswer' })
export class BulkAnswerDto {
  /** Always true: failures are errors. */
  success!: boolean;

  @ApiProperty({ type: 'integer', example: 3, description: 'Number of licenses in the request.' })
  count!: number;

  /**
   * Result in words, for a person.
   * @example "3 licenses activated successfully"
   */
  message!: string;

  static of(count: number, done: 'activated' | 'deactivated'): BulkAnswerDto {
    return { success: true, count, message: `${count} licenses ${done} successfully` };
  }
}

@ApiSchema({ name: 'BulkDeleteAnswer' })
export class BulkDeleteAnswerDto {
  /** Always true: failures are errors. */
  success!: boolean;

  /** Number of deleted licenses. */
  @ApiProperty({ type: 'integer', example: 3 })
  deleted!: number;

  /**
   * Result in words, for a person.
   * @example "3 licenses deleted successfully"
   */
  message!: string;

  static of(deleted: number): BulkDeleteAnswerDto {
    return { success: true, deleted, message: `${deleted} licenses deleted successfully` };
  }
}

@ApiSchema({ name: 'QuickEditRequest' })
export class QuickEditDto {
  /** The last day on which the license is valid, in UTC. Null removes the expiration date; omitted leaves it unchanged. */
  @IsOptional()
  @IsCalendarDate()
  @ApiProperty({ type: String, format: 'date', nullable: true, required: false, example: '2027-01-01' })
  valid_until?: string | null;

  /**
   * Maximum number of active devices. Null is unlimited; omitted leaves it unchanged.
   * @example 10
   */
  @IsLimit()
  max_activations?: number | null;

  /**
   * Maximum number of users. Null is unlimited; omitted leaves it unchanged.
   * @example 50
   */
  @IsLimit()
  max_users?: number | null;

  static toChange({ valid_until, max_activations, max_users }: QuickEditDto): LicenseChange {
    return { term: termUntil(valid_until), maxActivations: max_activations, maxUsers: max_users };
  }
}

/** Without a date, a term that starts at the first activation is removed as well. */
function termUntil(date: string | null | undefined): LicenseChange['term'] {
  if (date === undefined) {
    return undefined;
  }
  return date === null ? { until: null, daysOfUse: null } : { until: new Date(`${date}T23:59:59.999Z`) };
}

@ApiSchema({ name: 'MessageAnswer' })
export class MessageAnswerDto {
  /** Always true: failures are errors. */
  success!: boolean;

  /**
   * Result in words, for a person.
   * @example "License updated successfully"
   */
  message!: string;
}

@ApiSchema({ name: 'GeneratedLicenseKey' })
export class GeneratedLicenseKeyDto {
  /**
   * License key.
   * @example "NEW1-NEW2-NEW3-NEW4"
   */
  license_key!: string;
}
