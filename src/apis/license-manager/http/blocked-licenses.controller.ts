import { Controller, Delete, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Authorized, Clock, Dialect } from '../../../core/common';
import { Permission } from '../../../core/identity';
import { LicenseLifecycleService } from '../../../core/licensing';
import { ChangedLmLicenseDto, LmLicenseDto } from './dto/product-license.dto';
import { LICENSE_MANAGER } from '../license-manager.dialect';

@Dialect(LICENSE_MANAGER)
@ApiTags('licenses')
@Controller('api/internal/blocked-product-licenses')
@Authorized(Permission.LicensesWrite)
export class LmBlockedLicensesController {
  constructor(
    private readonly states: LicenseLifecycleService,
    private readonly clock: Clock,
  ) {}

  /** Block a license until it is unblocked. A blocked license refuses activations and verifications. */
  @Post(':id')
  @HttpCode(200)
  async blockLicense(@Param('id') idOrReference: string): Promise<ChangedLmLicenseDto> {
    const blocked = await this.states.block({ idOrReference });
    return { error: false, data: LmLicenseDto.from(blocked, this.clock.now()), message: 'License blocked.' };
  }

  /** Unblock a license. A disabled or expired license remains so; a revoked one is refused with 422. */
  @Delete(':id')
  async unblockLicense(@Param('id') idOrReference: string): Promise<ChangedLmLicenseDto> {
    const unblocked = await this.states.unblock({ idOrReference });
    return { error: false, data: LmLicenseDto.from(unblocked, this.clock.now()), message: 'License unblocked.' };
  }
}
