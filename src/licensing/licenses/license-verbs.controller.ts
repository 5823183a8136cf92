import { Body, Controller, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Authorized } from '../../common/access/authorized.decorator';
import { Permission } from '../../identity/permissions/permission';
import { Clock } from '../../common/clock';
import { Answers } from '../../common/openapi/answers.decorator';
import { ExtendLicenseDto } from './dto/extend-license.dto';
import { LicenseDto } from './dto/license.dto';
import { ExtendLicenseService } from './extend-license.service';
import { LicenseLifecycleService } from './license-lifecycle.service';
import type { LicenseWithUsage } from './licenses.service';

@ApiTags('licenses')
@Controller('api/v1/licenses/:id')
@Authorized(Permission.LicensesWrite)
export class LicenseVerbsController {
  constructor(
    private readonly states: LicenseLifecycleService,
    private readonly extending: ExtendLicenseService,
    private readonly clock: Clock,
  ) {}

  /** Let a license last longer, from the date on which it expires or has expired; before a first activation that starts it, its term gets longer. */
  @Post('extend')
  @HttpCode(200)
  @Answers(409, 'NEVER_EXPIRES: the license has no date to extend.')
  async extendLicense(@Param('id', ParseUUIDPipe) id: string, @Body() { days }: ExtendLicenseDto): Promise<LicenseDto> {
    return this.toDto(await this.extending.extend(id, days));
  }

  /** Disable a license until it is enabled again. */
  @Post('disable')
  @HttpCode(200)
  async disableLicense(@Param('id', ParseUUIDPipe) id: string): Promise<LicenseDto> {
    return this.toDto(await this.states.disable(id));
  }

  /** Enable a license that was disabled. One that is blocked or revoked as well stays so. */
  @Post('enable')
  @HttpCode(200)
  async enableLicense(@Param('id', ParseUUIDPipe) id: string): Promise<LicenseDto> {
    return this.toDto(await this.states.enable(id));
  }

  /** Block a license until it is unblocked. */
  @Post('block')
  @HttpCode(200)
  async blockLicense(@Param('id', ParseUUIDPipe) id: string): Promise<LicenseDto> {
    return this.toDto(await this.states.block(id));
  }

  /** Unblock a license. One that is disabled or revoked as well stays so. */
  @Post('unblock')
  @HttpCode(200)
  async unblockLicense(@Param('id', ParseUUIDPipe) id: string): Promise<LicenseDto> {
    return this.toDto(await this.states.unblock(id));
  }

  /** Revoke a license. Only setting its `state` brings it back. */
  @Post('revoke')
  @HttpCode(200)
  async revokeLicense(@Param('id', ParseUUIDPipe) id: string): Promise<LicenseDto> {
    return this.toDto(await this.states.revoke(id));
  }

  private toDto(used: LicenseWithUsage): LicenseDto {
    return LicenseDto.from(used, this.clock.now());
  }
}
