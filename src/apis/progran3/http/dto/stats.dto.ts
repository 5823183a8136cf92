import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { StatusCounts } from '../../app/license-status-counts.service';
import type { SystemStats } from '../../app/systems.service';
import { SuccessDto } from '../../../kit/success.dto';

@ApiSchema({ name: 'Stats' })
export class StatsDto {
  /** Number of all licenses. */
  @ApiProperty({ type: 'integer', example: 42 })
  totalLicenses!: number;

  /** Number of active licenses. */
  @ApiProperty({ type: 'integer', example: 30 })
  activeLicenses!: number;

  /** Number of licenses that were never activated. */
  @ApiProperty({ type: 'integer', example: 6 })
  generatedLicenses!: number;

  @ApiProperty({ type: 'integer', example: 30, description: 'Former name of `activeLicenses`.' })
  activatedLicenses!: number;

  /** Number of expired licenses. */
  @ApiProperty({ type: 'integer', example: 4 })
  expiredLicenses!: number;

  /** Number of revoked licenses. */
  @ApiProperty({ type: 'integer', example: 2 })
  revokedLicenses!: number;

  /** Number of different e-mail addresses. */
  @ApiProperty({ type: 'integer', example: 28 })
  totalUsers!: number;

  /** Number of systems. */
  @ApiProperty({ type: 'integer', example: 31 })
  totalSystems!: number;

  @ApiProperty({ type: 'integer', example: 12, description: 'Number of systems seen in the last 24 hours.' })
  activeSystems!: number;

  static from(licenses: StatusCounts, users: number, systems: SystemStats): StatsDto {
    return {
      totalLicenses: licenses.total,
      activeLicenses: licenses.active,
      generatedLicenses: licenses.unused,
      activatedLicenses: licenses.active,
      expiredLicenses: licenses.expired,
      revokedLicenses: licenses.unusable,
      totalUsers: users,
      totalSystems: systems.total,
      activeSystems: systems.active,
    };
  }
}

@ApiSchema({ name: 'StatsAnswer' })
export class StatsAnswerDto extends SuccessDto {
  /** The result. */
  data!: StatsDto;
}
