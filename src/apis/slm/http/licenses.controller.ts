import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Action, Authorized, Calendar, Clock, ErrorsAs, SharedPathDialect } from '../../../core/common';
import { Permission } from '../../../core/identity';
import { SlmCreationService } from '../app/slm-creation.service';
import { SlmLicensesService } from '../app/slm-licenses.service';
import { SLM } from '../slm.dialect';
import { activationAnswer } from './activation-answer';
import { SlmAnswerDto, SlmCreatedDto } from './dto/answer.dto';
import { SlmCreateDto } from './dto/creation.dto';
import { SlmDetailsDto, SlmDomainDto, SlmKeyDto } from './dto/license.dto';
import { ERROR_CODES } from './error-codes';
import { CREATION_ERRORS, DEACTIVATION_ERRORS } from './error-tables';

@SharedPathDialect(SLM)
@Controller()
export class SlmLicensesController {
  constructor(
    private readonly licenses: SlmLicensesService,
    private readonly creation: SlmCreationService,
    private readonly calendar: Calendar,
    private readonly clock: Clock,
  ) {}

  /** Activate a license on a domain. A domain that is active already is an error, and stays active. */
  @Post()
  @Action('slm_activate')
  @HttpCode(200)
  @ApiTags('license')
  @Authorized(Permission.ClientCalls)
  async activateLicense(@Body() input: SlmDomainDto): Promise<SlmAnswerDto> {
    const { license_key = '', registered_domain = '', item_reference = '' } = input;
    return activationAnswer(await this.licenses.activate(license_key, registered_domain, item_reference));
  }

  /** Deactivate a license on a domain. */
  @Post()
  @Action('slm_deactivate')
  @HttpCode(200)
  @ApiTags('license')
  @Authorized(Permission.ClientCalls)
  @ErrorsAs(DEACTIVATION_ERRORS)
  async deactivateLicense(@Body() { license_key = '', registered_domain }: SlmDomainDto): Promise<SlmAnswerDto> {
    if (registered_domain === undefined) {
      const message = 'Registered domain information is missing';
      return { result: 'error', message, error_code: ERROR_CODES.domainMissing };
    }
    await this.licenses.deactivate(license_key, registered_domain);
    return { result: 'success', message: 'The license key has been deactivated for this domain' };
  }

  /** Get a license with its domains. */
  @Get()
  @Action('slm_check')
  @ApiTags('license')
  @Authorized(Permission.ClientCalls)
  async checkLicense(@Query() { license_key = '' }: SlmKeyDto): Promise<SlmDetailsDto> {
    return SlmDetailsDto.from(await this.licenses.check(license_key), this.clock.now(), this.calendar);
  }

  /** Create a license. */
  @Post()
  @Action('slm_create_new')
  @HttpCode(200)
  @ApiTags('creation')
  @Authorized(Permission.LicensesWrite)
  @ErrorsAs(CREATION_ERRORS)
  async createLicense(@Body() input: SlmCreateDto): Promise<SlmCreatedDto> {
    const key = await this.creation.create(SlmCreateDto.toLicense(input, this.calendar));
    return { result: 'success', message: 'License successfully created', key };
  }
}
