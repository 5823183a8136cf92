import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers, Authorized, Dialect, RateLimited } from '../../../core/common';
import { Permission } from '../../../core/identity';
import { ChangeLicenseService, LicenseLifecycleService } from '../../../core/licensing';
import { BulkLicensesService } from '../../../core/licensing/internal';
import { IssueLicensesService } from '../../../core/licenses';
import { LicenseNumberPipe } from '../../kit/number-pipes';
import { V2, V2_PRODUCT } from '../v2.dialect';
import {
  BulkAnswerDto,
  BulkDeleteAnswerDto,
  GeneratedLicenseKeyDto,
  LicenseIdsDto,
  MessageAnswerDto,
  QuickEditDto,
  ToggleAnswerDto,
} from './dto/license-admin.dto';

@Dialect(V2)
@ApiTags('license-admin')
@Controller('api')
@RateLimited('admin')
@Authorized(Permission.LicensesWrite, { by: 'token' })
export class V2LicenseAdminController {
  constructor(
    private readonly lifecycle: LicenseLifecycleService,
    private readonly bulk: BulkLicensesService,
    private readonly changes: ChangeLicenseService,
    private readonly issuance: IssueLicensesService,
  ) {}

  /** Enable a disabled license, or disable an enabled one. */
  @Post('license/:license_id/toggle')
  @HttpCode(200)
  @Answers(404, 'LICENSE_NOT_FOUND', 'LICENSE_NOT_FOUND')
  @Answers(409, 'CONFLICT: the license is blocked or revoked', { CONFLICT: 'The license is blocked or revoked' })
  async toggleLicense(@Param('license_id', LicenseNumberPipe) number: number): Promise<ToggleAnswerDto> {
    const { license } = await this.lifecycle.toggle(number);
    return ToggleAnswerDto.from(license);
  }

  /** Enable licenses, all or none. Licenses that are already enabled stay so. */
  @Post('licenses/bulk-activate')
  @HttpCode(200)
  @Answers(404, 'LICENSE_NOT_FOUND: `details.ids` lists the unknown ids', 'LICENSE_NOT_FOUND')
  @Answers(409, 'CONFLICT: `details.ids` lists the blocked and revoked licenses', 'CONFLICT')
  async activateLicenses(@Body() { license_ids }: LicenseIdsDto): Promise<BulkAnswerDto> {
    return BulkAnswerDto.of(await this.bulk.enable(license_ids), 'activated');
  }

  /** Disable licenses, all or none. Licenses that are already disabled stay so. */
  @Post('licenses/bulk-deactivate')
  @HttpCode(200)
  @Answers(404, 'LICENSE_NOT_FOUND: `details.ids` lists the unknown ids', 'LICENSE_NOT_FOUND')
  @Answers(409, 'CONFLICT: `details.ids` lists the blocked and revoked licenses', 'CONFLICT')
  async deactivateLicenses(@Body() { license_ids }: LicenseIdsDto): Promise<BulkAnswerDto> {
    return BulkAnswerDto.of(await this.bulk.disable(license_ids), 'deactivated');
  }

  /** Delete licenses with their devices, all or none. */
  @Post('licenses/bulk-delete')
  @HttpCode(200)
  @Answers(404, 'LICENSE_NOT_FOUND: `details.ids` lists the unknown ids', 'LICENSE_NOT_FOUND')
  async deleteLicenses(@Body() { license_ids }: LicenseIdsDto): Promise<BulkDeleteAnswerDto> {
    return BulkDeleteAnswerDto.of(await this.bulk.delete(license_ids));
  }

  /** Change the expiration date and the limits of a license. Devices that exceed a lower limit stay active. */
  @Post('license/:license_id/quick-edit')
  @HttpCode(200)
  @Answers(404, 'LICENSE_NOT_FOUND', 'LICENSE_NOT_FOUND')
  async editLicense(
    @Param('license_id', LicenseNumberPipe) number: number,
    @Body() input: QuickEditDto,
  ): Promise<MessageAnswerDto> {
    await this.changes.change(number, QuickEditDto.toChange(input));
    return { success: true, message: 'License updated successfully' };
  }

  /** Generate a license key that no license has. It is not reserved: issue a license with it. */
  @Post('generate-license-key')
  @HttpCode(200)
  @Answers(404, 'NOT_FOUND: the product `v2-default` was deleted', {
    NOT_FOUND: 'The product `v2-default` was deleted',
  })
  @Answers(409, 'CONFLICT: the key space of the policy is exhausted', {
    CONFLICT: 'The key space of the policy is exhausted',
  })
  async generateLicenseKey(): Promise<GeneratedLicenseKeyDto> {
    return { license_key: await this.issuance.generateKey(V2_PRODUCT) };
  }
}
