import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsOptional, ValidateNested } from 'class-validator';
import { IsNameList, IsText, IsTimestamp, IsWholeNumber, MayBeMissing } from '../../../common/validation/fields';
import type { ProductVersion } from '../product-version.entity';
import { nextStepOf, percentOf, type RolloutStep } from '../rollout';
import type { RolloutChange } from '../version-rollouts.service';

const MAX_STEPS = 20;
const MAX_NAMED_LICENSES = 100;

export class RolloutStepDto {
  /**
   * Share of the devices to which the version is offered from then on.
   * @example 25
   */
  @IsWholeNumber(1, 100)
  percent!: number;

  /** When the step begins; null for a step that is taken by hand. A date alone is its first second in `TIME_ZONE`. */
  @IsTimestamp()
  @ApiProperty({ type: String, format: 'date-time', example: null })
  at?: Date | null;

  static from({ percent, at }: RolloutStep): RolloutStepDto {
    return { percent, at: at === null ? null : new Date(at) };
  }
}

/** Steps, channels and named licenses of a rollout to change. */
export class ChangeRolloutDto {
  /** Percentages in ascending order, with dates in ascending order; null offers the version to all. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MAX_STEPS)
  @ValidateNested({ each: true })
  @Type(() => RolloutStepDto)
  @ApiProperty({ type: [RolloutStepDto], nullable: true, required: false, maxItems: MAX_STEPS })
  steps?: RolloutStepDto[] | null;

  /**
   * Release channels whose apps are offered the version immediately.
   * @example ["beta"]
   */
  @MayBeMissing()
  @IsNameList(MAX_STEPS)
  channels?: string[];

  /** UUIDs or keys of licenses of the product that are offered the version immediately. */
  @MayBeMissing()
  @IsNameList(MAX_NAMED_LICENSES)
  @ApiProperty({ type: [String], required: false, example: [] })
  licenses?: string[];

  /** @param licenses UUIDs of the named licenses */
  static toChange({ steps, channels }: ChangeRolloutDto, licenses: string[] | undefined): RolloutChange {
    const toStep = ({ percent, at }: RolloutStepDto): RolloutStep => ({ percent, at: at?.toISOString() ?? null });
    return { steps: steps === null ? null : steps?.map(toStep), channels, licenses };
  }
}

export class PublishVersionDto extends ChangeRolloutDto {}

/** The share of devices to which a version is offered from now on, in percent. */
export class AdvanceRolloutDto {
  /**
   * Share of the devices to which the version is offered from now on.
   * @example 100
   */
  @IsWholeNumber(1, 100)
  percent!: number;
}

/** Why a version is halted or withdrawn. */
export class StopVersionDto {
  /**
   * Why the version is halted or withdrawn.
   * @example "Crash on export"
   */
  @IsOptional()
  @IsText(500)
  @ApiProperty({ type: String, nullable: true, required: false })
  reason?: string | null;
}

/** To whom a version is offered. */
export class VersionRolloutDto {
  /** Share of the devices to which the version is offered now; of a halted version, to which it was. */
  @ApiProperty({ type: 'integer' })
  percent!: number;

  @ApiProperty({ type: [RolloutStepDto], nullable: true, description: 'Steps, ascending; null offers it to all.' })
  steps!: RolloutStepDto[] | null;

  @ApiProperty({ type: RolloutStepDto, nullable: true, description: 'The next step; null without one.' })
  next!: RolloutStepDto | null;

  /** Release channels whose apps are offered the version immediately. */
  channels!: string[];

  @ApiProperty({ type: [String], format: 'uuid', description: 'Licenses that are offered the version immediately.' })
  licenses!: string[];

  /** When it was halted; null if it is not halted. */
  halted_at!: Date | null;

  @ApiProperty({ type: String, nullable: true, description: 'Who halted it.' })
  halted_by!: string | null;

  /** When it was withdrawn; null if it is not withdrawn. */
  withdrawn_at!: Date | null;

  @ApiProperty({ type: String, nullable: true, description: 'Who withdrew it.' })
  withdrawn_by!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Why it was halted or withdrawn.' })
  reason!: string | null;

  static from(version: ProductVersion, now: Date): VersionRolloutDto {
    const next = nextStepOf(version, now);
    return {
      percent: percentOf(version, now),
      steps: version.rolloutSteps?.map((step) => RolloutStepDto.from(step)) ?? null,
      next: next && RolloutStepDto.from(next),
      channels: version.rolloutChannels,
      licenses: version.rolloutLicenses,
      halted_at: version.haltedAt,
      halted_by: version.haltedBy,
      withdrawn_at: version.withdrawnAt,
      withdrawn_by: version.withdrawnBy,
      reason: version.stopReason,
    };
  }
}
