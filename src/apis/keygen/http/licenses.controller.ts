import { Body, Controller, Get, HttpCode, Param, Post, Query, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers, Clock, Dialect, Public } from '../../../core/common';
import type { LicenseWithUsage } from '../../../core/licensing';
import { DescribedLicensesService } from '../app/described-licenses.service';
import { LicenseEntitlementsService } from '../app/license-entitlements.service';
import { LicenseMachinesService } from '../app/license-machines.service';
import { ResourceNotFound } from '../app/refusals';
import { ValidationsService } from '../app/validations.service';
import { KEYGEN } from '../keygen.dialect';
import { AcceptSignatureGuard } from './accept-signature.guard';
import { type Account, CurrentAccount } from './account';
import {
  EntitlementDto,
  EntitlementsAnswerDto,
  LicenseAnswerDto,
  ValidationAnswerDto,
  ValidationDto,
} from './dto/answer.dto';
import { ValidateKeyDto, ValidateLicenseDto, type ValidationInputMetaDto } from './dto/input.dto';
import { LicenseDto } from './dto/license.dto';
import { MachinesAnswerDto } from './dto/machine.dto';
import { MachineQueryDto, PageQueryDto } from './dto/query.dto';
import { BearerLicense } from './license.guard';
import { machinesAnswer } from './machine-list';
import { TakesLicense } from './takes-license.decorator';
import { pageIn, pageLinks } from './pages';

@Dialect(KEYGEN)
@ApiTags('licenses')
@Controller('v1')
@Public()
@UseGuards(AcceptSignatureGuard)
export class KeygenLicensesController {
  constructor(
    private readonly validations: ValidationsService,
    private readonly descriptions: DescribedLicensesService,
    private readonly entitlements: LicenseEntitlementsService,
    private readonly machines: LicenseMachinesService,
    private readonly clock: Clock,
  ) {}

  /** Validate a license by its key. The answer has the status 200 for a license that may not be used, too: `meta.code` says why. */
  @Post('licenses/actions/validate-key')
  @HttpCode(200)
  validateKey(@Body() { meta }: ValidateKeyDto, @CurrentAccount() account: Account): Promise<ValidationAnswerDto> {
    return this.validation(meta.key, meta, account);
  }

  /** Validate the license of the request. The answer has the status 200 for a license that may not be used, too. */
  @Post('licenses/:id/actions/validate')
  @HttpCode(200)
  @TakesLicense()
  @Answers(404, 'The license of the request has another ID and key.', 'NOT_FOUND')
  validateLicense(
    @Param('id') id: string,
    @BearerLicense() found: LicenseWithUsage,
    @Body() { meta }: ValidateLicenseDto,
    @CurrentAccount() account: Account,
  ): Promise<ValidationAnswerDto> {
    return this.validation(ownOf(found, id).license.key, meta ?? {}, account, found);
  }

  /** Validate the license of the request without requirements. */
  @Get('licenses/:id/actions/validate')
  @TakesLicense()
  @Answers(404, 'The license of the request has another ID and key.', 'NOT_FOUND')
  quickValidateLicense(
    @Param('id') id: string,
    @BearerLicense() found: LicenseWithUsage,
    @CurrentAccount() account: Account,
  ): Promise<ValidationAnswerDto> {
    return this.validation(ownOf(found, id).license.key, {}, account, found);
  }

  /** Get the license of the request by its ID or key. */
  @Get('licenses/:id')
  @TakesLicense()
  @Answers(404, 'The license of the request has another ID and key.', 'NOT_FOUND')
  getLicense(
    @Param('id') id: string,
    @BearerLicense() found: LicenseWithUsage,
    @CurrentAccount() account: Account,
  ): Promise<LicenseAnswerDto> {
    return this.answer(ownOf(found, id), account);
  }

  /** Get the license of the request. */
  @Get('me')
  @TakesLicense()
  getCurrentLicense(
    @BearerLicense() found: LicenseWithUsage,
    @CurrentAccount() account: Account,
  ): Promise<LicenseAnswerDto> {
    return this.answer(found, account);
  }

  /** Get the license of the request: an older name of `me`. */
  @Get('profile')
  @TakesLicense()
  getProfile(@BearerLicense() found: LicenseWithUsage, @CurrentAccount() account: Account): Promise<LicenseAnswerDto> {
    return this.answer(found, account);
  }

  /** List the machines of the license of the request. */
  @Get('licenses/:id/machines')
  @TakesLicense()
  @Answers(404, 'The license of the request has another ID and key.', 'NOT_FOUND')
  async listMachines(
    @Param('id') id: string,
    @Query() query: MachineQueryDto,
    @BearerLicense() found: LicenseWithUsage,
    @CurrentAccount() account: Account,
  ): Promise<MachinesAnswerDto> {
    const { license } = ownOf(found, id);
    const path = account.path('licenses', license.uid, 'machines');
    return machinesAnswer(this.machines, { license, query, account, path, now: this.clock.now() });
  }

  /** List the entitlements that the license of the request has now. */
  @Get('licenses/:id/entitlements')
  @TakesLicense()
  @Answers(404, 'The license of the request has another ID and key.', 'NOT_FOUND')
  async listEntitlements(
    @Param('id') id: string,
    @Query() query: PageQueryDto,
    @BearerLicense() found: LicenseWithUsage,
    @CurrentAccount() account: Account,
  ): Promise<EntitlementsAnswerDto> {
    const { license } = ownOf(found, id);
    const { rows, total } = await this.entitlements.list(license, pageIn(query));
    return {
      data: rows.map((entitlement) => EntitlementDto.from(entitlement, account)),
      ...pageLinks(query, account.path('licenses', license.uid, 'entitlements'), total),
    };
  }

  private async validation(
    key: string,
    meta: ValidationInputMetaDto,
    account: Account,
    known?: LicenseWithUsage,
  ): Promise<ValidationAnswerDto> {
    const validation = await this.validations.validate(key, meta.scope, known);
    const now = this.clock.now();
    return {
      data: validation.described && LicenseDto.from(validation.described, account, now),
      meta: ValidationDto.from(validation, meta, now),
    };
  }

  private async answer(found: LicenseWithUsage, account: Account): Promise<LicenseAnswerDto> {
    return { data: LicenseDto.from(await this.descriptions.describe(found), account, this.clock.now()) };
  }
}

/** A license sees itself alone. */
function ownOf(found: LicenseWithUsage, id: string): LicenseWithUsage {
  if (id.toLowerCase() !== found.license.uid && id !== found.license.key) {
    throw new ResourceNotFound('license', id);
  }
  return found;
}
