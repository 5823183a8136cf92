import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { DeactivateActivationService } from '../../../core/verification';
import { Answers, Authorized, Calendar, Dialect } from '../../../core/common';
import { Permission } from '../../../core/identity';
import {
  ExtendLicenseService,
  LicenseLifecycleService,
  LicensesService,
  type LicenseWithUsage,
} from '../../../core/licensing';
import { ExtendLicenseDto, LicenseAnswerDto, LicenseDto } from './dto/license.dto';
import { LIC } from '../lic.dialect';
import { LicenseNumberPipe } from '../../kit/number-pipes';

@Dialect(LIC)
@ApiTags('licenses')
@ApiParam({ name: 'id', type: 'integer' })
@Controller('api/licenses/:id')
export class LicLicenseActionsController {
  constructor(
    private readonly licenses: LicensesService,
    private readonly extending: ExtendLicenseService,
    private readonly states: LicenseLifecycleService,
    private readonly deactivating: DeactivateActivationService,
    private readonly calendar: Calendar,
  ) {}

  /** Extend a license by a number of calendar days, counted from its expiry date, past or future. */
  @Post('extend')
  @HttpCode(200)
  @Authorized(Permission.LicensesWrite, { by: 'token' })
  @Answers(422, 'A field is invalid.')
  async extendLicense(
    @Param('id', LicenseNumberPipe) id: number,
    @Body() { days }: ExtendLicenseDto,
  ): Promise<LicenseAnswerDto> {
    return this.answer('许可证延期成功', await this.extending.extend(id, days));
  }

  /** Disable a license until it is enabled again. */
  @Post('disable')
  @HttpCode(200)
  @Authorized(Permission.LicensesWrite, { by: 'token' })
  async disableLicense(@Param('id', LicenseNumberPipe) id: number): Promise<LicenseAnswerDto> {
    return this.answer('许可证已禁用', await this.states.disable(id));
  }

  /** Enable a disabled license. A license that was blocked through another API remains so; one that was revoked is refused with 400. */
  @Post('enable')
  @HttpCode(200)
  @Authorized(Permission.LicensesWrite, { by: 'token' })
  async enableLicense(@Param('id', LicenseNumberPipe) id: number): Promise<LicenseAnswerDto> {
    return this.answer('许可证已启用', await this.states.enable(id));
  }

  /** Unbind a license from its machine. The next machine that verifies the license is bound to it. */
  @Post('unbind')
  @HttpCode(200)
  @Authorized(Permission.ActivationsWrite, { by: 'token' })
  async unbindLicense(@Param('id', LicenseNumberPipe) id: number): Promise<LicenseAnswerDto> {
    const { license } = await this.licenses.get(id);
    await this.deactivating.deactivateAll(license);
    return this.answer('设备解绑成功', await this.licenses.get(id));
  }

  private answer(message: string, used: LicenseWithUsage): LicenseAnswerDto {
    return { success: true, message, data: LicenseDto.from(used, this.calendar) };
  }
}
