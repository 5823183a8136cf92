import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DeactivateActivationService } from '../../../core/verification';
import { ActivationEligibilityService } from '../app/activation-eligibility.service';
import { Authorized, Dialect, TakesForms } from '../../../core/common';
import { Permission } from '../../../core/identity';
import { ChangeLicenseService, LicenseLifecycleService, LicensesService } from '../../../core/licensing';
import { IssueLicensesService } from '../../../core/licenses';
import { LegacyAnswerDto } from './dto/answer.dto';
import {
  LegacyCreateLicenseDto,
  LegacyEditLicenseDto,
  LegacyLicenseCodeDto,
  LegacySearchLicenseDto,
} from './dto/legacy-license-input.dto';
import {
  LegacyFoundLicenseDto,
  LegacyLicenseRecordDto,
  LegacyLicensesDto,
  LegacySavedLicenseDto,
} from './dto/legacy-license.dto';
import { LICENSE_MANAGER } from '../license-manager.dialect';

const MAX_RESULTS = 100;

/** LicenseBox's license administration, which answers refusals with status 200. */
@Dialect(LICENSE_MANAGER)
@ApiTags('legacy')
@Controller('api')
@TakesForms()
export class LmLegacyLicensesController {
  constructor(
    private readonly licenses: LicensesService,
    private readonly issuing: IssueLicensesService,
    private readonly changing: ChangeLicenseService,
    private readonly states: LicenseLifecycleService,
    private readonly activations: ActivationEligibilityService,
    private readonly deactivating: DeactivateActivationService,
  ) {}

  /** Create a license. */
  @Post('create_license')
  @HttpCode(200)
  @Authorized(Permission.LicensesWrite)
  async createLicenseLegacy(@Body() input: LegacyCreateLicenseDto): Promise<LegacySavedLicenseDto> {
    const { key } = await this.issuing.issue(LegacyCreateLicenseDto.toLicense(input));
    return { status: true, message: 'License created.', license_code: key };
  }

  /** Update a license. Null leaves a field unchanged, an empty text clears it. */
  @Post('edit_license')
  @HttpCode(200)
  @Authorized(Permission.LicensesWrite)
  async editLicenseLegacy(@Body() input: LegacyEditLicenseDto): Promise<LegacySavedLicenseDto> {
    const key = input.license_code;
    await this.changing.change({ key }, LegacyEditLicenseDto.toChange(input));
    return { status: true, message: 'License updated.', license_code: key };
  }

  /** Get a license. */
  @Post('get_license')
  @HttpCode(200)
  @Authorized(Permission.LicensesRead)
  async getLicenseLegacy(@Body() { license_code }: LegacyLicenseCodeDto): Promise<LegacyLicenseRecordDto> {
    const used = await this.licenses.getByKey(license_code);
    return LegacyLicenseRecordDto.from(used, await this.activations.canActivate(used.license));
  }

  /** Search licenses by part of their code or of their client's email. Returns the newest 100. */
  @Post('search_license')
  @HttpCode(200)
  @Authorized(Permission.LicensesRead)
  async searchLicensesLegacy(@Body() { keyword }: LegacySearchLicenseDto): Promise<LegacyLicensesDto> {
    const { rows } = await this.licenses.list({ limit: MAX_RESULTS }, { searchInEmail: keyword });
    const results = rows.map((row) => LegacyFoundLicenseDto.from(row));
    return { status: true, message: 'Search finished.', results_count: results.length, results };
  }

  /** Delete a license and its activations. */
  @Post('delete_license')
  @HttpCode(200)
  @Authorized(Permission.LicensesWrite)
  async deleteLicenseLegacy(@Body() { license_code: key }: LegacyLicenseCodeDto): Promise<LegacyAnswerDto> {
    await this.licenses.delete({ key });
    return done('License deleted.');
  }

  /** Block a license until it is unblocked. */
  @Post('block_license')
  @HttpCode(200)
  @Authorized(Permission.LicensesWrite)
  async blockLicenseLegacy(@Body() { license_code: key }: LegacyLicenseCodeDto): Promise<LegacyAnswerDto> {
    await this.states.block({ key });
    return done('License blocked.');
  }

  /** Unblock a license. */
  @Post('unblock_license')
  @HttpCode(200)
  @Authorized(Permission.LicensesWrite)
  async unblockLicenseLegacy(@Body() { license_code: key }: LegacyLicenseCodeDto): Promise<LegacyAnswerDto> {
    await this.states.unblock({ key });
    return done('License unblocked.');
  }

  /** Deactivate all activations of a license. */
  @Post('deactivate_license_activations')
  @HttpCode(200)
  @Authorized(Permission.ActivationsWrite)
  async deactivateActivationsLegacy(@Body() { license_code }: LegacyLicenseCodeDto): Promise<LegacyAnswerDto> {
    const { license } = await this.licenses.getByKey(license_code);
    await this.deactivating.deactivateAll(license);
    return done('Activations of the license deactivated.');
  }
}

function done(message: string): LegacyAnswerDto {
  return { status: true, message };
}
