import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { SpanQueryDto } from '../../../common/pagination/span-query.dto';
import { IsName, MayBeMissing } from '../../../common/validation/fields';
import { type LicenseSeats, MAX_LICENSES } from '../../../verification/sessions/seats-by-license.service';
import type { SessionSeries } from '../../../verification/sessions/session-series.service';

const REFUSED = 'Starts that found no free seat; those of one device count once in an hour.';

export class FloatingSeatsQueryDto extends SpanQueryDto {
  /** UUID or key of a license; by default, all licenses that the caller can see together. */
  @MayBeMissing()
  @IsName()
  license?: string;
}

@ApiSchema({ name: 'FloatingSeatsStep' })
class FloatingSeatsStepDto {
  /** Start of the step. */
  from!: Date;

  /** End of the step, exclusive; now for the last step, which is in progress. */
  until!: Date;

  @ApiProperty({ type: 'integer', description: 'Most seats that were taken at once.' })
  seats!: number;

  @ApiProperty({ type: 'integer', description: REFUSED })
  refused!: number;
}

@ApiSchema({ name: 'FloatingSeats' })
export class FloatingSeatsDto {
  /** Steps of the span, oldest first. */
  steps!: FloatingSeatsStepDto[];

  @ApiProperty({ type: 'integer', description: 'Most seats that were taken at once in the span.' })
  peak!: number;

  /** When that many seats were first taken; null if none was. */
  peak_at!: Date | null;

  @ApiProperty({ type: 'integer', description: 'Minutes of the span during which that many seats were taken.' })
  peak_minutes!: number;

  @ApiProperty({ type: 'integer', description: REFUSED })
  refused!: number;

  @ApiProperty({ type: 'integer', description: 'Devices that were refused.' })
  refused_devices!: number;

  static from({ steps, seats, peak, refused, refusedDevices }: SessionSeries): FloatingSeatsDto {
    return {
      steps: [...steps],
      peak: seats,
      peak_at: peak?.from ?? null,
      peak_minutes: peak?.minutes ?? 0,
      refused,
      refused_devices: refusedDevices,
    };
  }
}

@ApiSchema({ name: 'LicenseFloatingSeats' })
class LicenseFloatingSeatsDto {
  @ApiProperty({ format: 'uuid', description: 'UUID of the license.' })
  license!: string;

  /** License key. */
  license_key!: string;

  @ApiProperty({ type: 'integer', description: 'Floating seats of the license.' })
  max_sessions!: number;

  @ApiProperty({ type: 'integer', description: 'Seats that are taken now.' })
  in_use!: number;

  @ApiProperty({ type: 'integer', description: 'Most seats that were taken at once in the span.' })
  peak!: number;

  @ApiProperty({ type: 'integer', description: 'Minutes during which all seats were taken, by the limit of today.' })
  full_minutes!: number;

  @ApiProperty({ type: 'integer', description: REFUSED })
  refused!: number;

  static from({ uid, key, limit, inUse, peak, fullMinutes, refused }: LicenseSeats): LicenseFloatingSeatsDto {
    return {
      license: uid,
      license_key: key,
      max_sessions: limit,
      in_use: inUse,
      peak,
      full_minutes: fullMinutes,
      refused,
    };
  }
}

@ApiSchema({ name: 'FullestLicenses' })
export class FullestLicensesDto {
  @ApiProperty({
    type: [LicenseFloatingSeatsDto],
    description: `At most ${MAX_LICENSES} licenses: those whose seats were all taken for the longest first.`,
  })
  items!: LicenseFloatingSeatsDto[];

  static of(licenses: readonly LicenseSeats[]): FullestLicensesDto {
    return { items: licenses.map((license) => LicenseFloatingSeatsDto.from(license)) };
  }
}
