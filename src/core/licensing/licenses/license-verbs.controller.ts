import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Authorized } from '../../common/access/authorized.decorator';
import { Permission } from '../../identity/permissions/permission';
import { Clock } from '../../common/clock';
import { Answers } from '../../common/openapi/answers.decorator';
import { IdOrName } from '../../common/validation/id.pipes';
import { LicenseDto } from './dto/license.dto';
import { RotatedKeyDto, RotateKeyDto } from './dto/rotate-key.dto';
import { LicenseLifecycleService } from './license-lifecycle.service';
import { LicensesService, type LicenseWithUsage } from './licenses.service';
import { RotateKeyService } from './rotate-key.service';
import { LICENSE_ID } from '../../licenses/licenses/license-id';

const REVOKED = 'The license is revoked: set its `state` to restore it.';

@ApiTags('licenses')
@Controller('api/v1/licenses/:id')
@Authorized(Permission.LicensesWrite)
export class LicenseVerbsController {
  constructor(
    private readonly lifecycle: LicenseLifecycleService,
    private readonly rotation: RotateKeyService,
    private readonly licenses: LicensesService,
    private readonly clock: Clock,
  ) {}

  /**
   * Check in for all devices of a license. Devices that are refused as CHECK_IN_OVERDUE are admitted again, for as long as
   * the policy's `check_in_interval`.
   */
  @Post('check-in')
  @HttpCode(200)
  async checkInLicense(@IdOrName(LICENSE_ID) id: string): Promise<LicenseDto> {
    return this.toDto(await this.lifecycle.checkIn(id));
  }

  /**
   * Replace the key of a license. Apps may use the previous key in every API until the overlap ends, but do not receive the new
   * one. No license can be given the previous key again, until this license is deleted.
   */
  @Post('rotate-key')
  @HttpCode(200)
  @Answers(409, 'Another license has, had or will have this key, or KEY_TOO_LONG.', 'KEY_TOO_LONG')
  async rotateLicenseKey(
    @IdOrName(LICENSE_ID) id: string,
    @Body() { key, overlap_days }: RotateKeyDto,
  ): Promise<RotatedKeyDto> {
    return RotatedKeyDto.from(await this.rotation.rotate(id, overlap_days, key));
  }

  /** Reset the count of deactivations by apps that the policy limits with `max_transfers`. */
  @Post('reset-transfers')
  @HttpCode(200)
  async resetTransfers(@IdOrName(LICENSE_ID) id: string): Promise<LicenseDto> {
    return this.toDto(await this.lifecycle.resetTransfers(id));
  }

  /** Disable a license until it is enabled again. */
  @Post('disable')
  @HttpCode(200)
  async disableLicense(@IdOrName(LICENSE_ID) id: string): Promise<LicenseDto> {
    return this.toDto(await this.lifecycle.disable(id));
  }

  /** Enable a disabled license. If it is also blocked, it remains so. */
  @Post('enable')
  @HttpCode(200)
  @Answers(409, REVOKED)
  async enableLicense(@IdOrName(LICENSE_ID) id: string): Promise<LicenseDto> {
    return this.toDto(await this.lifecycle.enable(id));
  }

  /** Block a license until it is unblocked. */
  @Post('block')
  @HttpCode(200)
  async blockLicense(@IdOrName(LICENSE_ID) id: string): Promise<LicenseDto> {
    return this.toDto(await this.lifecycle.block(id));
  }

  /** Unblock a license. If it is also disabled, it remains so. */
  @Post('unblock')
  @HttpCode(200)
  @Answers(409, REVOKED)
  async unblockLicense(@IdOrName(LICENSE_ID) id: string): Promise<LicenseDto> {
    return this.toDto(await this.lifecycle.unblock(id));
  }

  /** Revoke a license. Setting its `state` restores it. */
  @Post('revoke')
  @HttpCode(200)
  async revokeLicense(@IdOrName(LICENSE_ID) id: string): Promise<LicenseDto> {
    return this.toDto(await this.lifecycle.revoke(id));
  }

  /** Restore a deleted license with its activations, and with its resources that no license has since. */
  @Post('restore')
  @HttpCode(200)
  @Answers(404, 'License not found, not deleted, or deleted for good.')
  @Answers(409, 'The product, the policy, the customer or the group of the license was deleted since.')
  async restoreLicense(@IdOrName(LICENSE_ID) id: string): Promise<LicenseDto> {
    return this.toDto(await this.licenses.restore(id));
  }

  private toDto(used: LicenseWithUsage): LicenseDto {
    return LicenseDto.from(used, this.clock.now());
  }
}
