import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import { IsWholeNumber, MayBeMissing } from '../../../common/validation/fields';
import { defined } from '../../../common/defined';
import {
  type Behavior,
  DEAD_SEATS,
  type DeadSeats,
  DEVICE_UNIQUENESS,
  type DeviceUniqueness,
  WHEN_FULL,
  type WhenFull,
} from '../policy.entity';

const A_CENTURY_IN_DAYS = 36_500;
const A_YEAR_IN_SECONDS = 31_536_000;

/** What a license does while it lives: taken from its policy each time, unless the license says otherwise. */
export class PolicyBehaviorDto {
  /** A check by an unknown device takes a free seat. */
  @MayBeMissing()
  @IsBoolean()
  bind_on_check?: boolean;

  /** Within what a device may hold one seat only. */
  @MayBeMissing()
  @IsIn(DEVICE_UNIQUENESS)
  @ApiProperty({ enum: DEVICE_UNIQUENESS, enumName: 'DeviceUniqueness', required: false })
  device_unique_within?: DeviceUniqueness;

  /** What an activation does when every seat is taken. */
  @MayBeMissing()
  @IsIn(WHEN_FULL)
  @ApiProperty({ enum: WHEN_FULL, enumName: 'WhenFull', required: false })
  when_full?: WhenFull;

  /** Days for which an expired license still runs. */
  @MayBeMissing()
  @IsWholeNumber(0, A_CENTURY_IN_DAYS)
  grace_days?: number;

  /** Seconds between two heartbeats that programs are asked to keep. */
  @MayBeMissing()
  @IsWholeNumber(1, A_YEAR_IN_SECONDS)
  heartbeat_interval?: number;

  /** Seconds without a sign of life after which a seat counts as dead; null for never. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(A_YEAR_IN_SECONDS)
  @ApiProperty({ type: 'integer', nullable: true, required: false, minimum: 1, maximum: A_YEAR_IN_SECONDS })
  heartbeat_timeout?: number | null;

  /** Whether dead seats are given to who needs one. */
  @MayBeMissing()
  @IsIn(DEAD_SEATS)
  @ApiProperty({ enum: DEAD_SEATS, enumName: 'DeadSeats', required: false })
  dead_seats?: DeadSeats;

  /** The first domain that activates becomes the allowed one. */
  @MayBeMissing()
  @IsBoolean()
  add_first_domain?: boolean;
}

/** The fields under the names that services know, without those left out. */
export function behaviorInput(input: PolicyBehaviorDto): Partial<Behavior> {
  return defined({
    bindOnCheck: input.bind_on_check,
    deviceUniqueWithin: input.device_unique_within,
    whenFull: input.when_full,
    graceDays: input.grace_days,
    heartbeatInterval: input.heartbeat_interval,
    heartbeatTimeout: input.heartbeat_timeout,
    deadSeats: input.dead_seats,
    addFirstDomain: input.add_first_domain,
  });
}

export function behaviorFields(behavior: Partial<Behavior>): PolicyBehaviorDto {
  return defined({
    bind_on_check: behavior.bindOnCheck,
    device_unique_within: behavior.deviceUniqueWithin,
    when_full: behavior.whenFull,
    grace_days: behavior.graceDays,
    heartbeat_interval: behavior.heartbeatInterval,
    heartbeat_timeout: behavior.heartbeatTimeout,
    dead_seats: behavior.deadSeats,
    add_first_domain: behavior.addFirstDomain,
  });
}
