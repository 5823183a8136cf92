import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers, Clock, Dialect, ErrorsAs, Public, TakesForms } from '../../../core/common';
import { InstancesService } from '../app/instances.service';
import { LEMON_SQUEEZY } from '../lemon-squeezy.dialect';
import {
  ActivatedAnswerDto,
  DeactivatedAnswerDto,
  InstanceDto,
  LicenseKeyDto,
  MetaDto,
  ValidatedAnswerDto,
} from './dto/answer.dto';
import { ActivateInstanceDto, DeactivateInstanceDto, ValidateInstanceDto } from './dto/input.dto';
import { ACTIVATION_ERRORS, DEACTIVATION_ERRORS, VALIDATION_ERRORS } from './error-tables';

@Dialect(LEMON_SQUEEZY)
@ApiTags('licenses')
@Controller('v1/licenses')
@Public()
@TakesForms()
export class LemonSqueezyLicensesController {
  constructor(
    private readonly instances: InstancesService,
    private readonly clock: Clock,
  ) {}

  /** Activate a license for a new instance, which takes a seat. */
  @Post('activate')
  @HttpCode(200)
  @ErrorsAs(ACTIVATION_ERRORS)
  @Answers(400, 'The license cannot be activated; `error` says why.', 'SEATS_EXHAUSTED', 'EXPIRED', 'DISABLED')
  @Answers(404, 'The license key is unknown.', 'LICENSE_NOT_FOUND')
  @Answers(422, 'A field is missing or invalid.')
  async activateLicense(@Body() { license_key, instance_name }: ActivateInstanceDto): Promise<ActivatedAnswerDto> {
    const { activation, ...described } = await this.instances.activate(license_key, instance_name);
    return {
      activated: true,
      error: null,
      license_key: LicenseKeyDto.from(described, this.clock.now()),
      instance: InstanceDto.from(activation),
      meta: MetaDto.from(described),
    };
  }

  /** Validate a license or one of its instances. */
  @Post('validate')
  @HttpCode(200)
  @ErrorsAs(VALIDATION_ERRORS)
  @Answers(400, 'The license is not valid; `error` says why.', 'EXPIRED', 'DISABLED')
  @Answers(404, 'The license key or the instance is unknown.', 'LICENSE_NOT_FOUND', 'NOT_ACTIVATED')
  @Answers(422, 'A field is missing or invalid.')
  async validateLicense(@Body() { license_key, instance_id }: ValidateInstanceDto): Promise<ValidatedAnswerDto> {
    const { activation, ...described } = await this.instances.validate(license_key, instance_id);
    return {
      valid: true,
      error: null,
      license_key: LicenseKeyDto.from(described, this.clock.now()),
      instance: activation && InstanceDto.from(activation),
      meta: MetaDto.from(described),
    };
  }

  /** Deactivate an instance of a license, also of one that is no longer valid. */
  @Post('deactivate')
  @HttpCode(200)
  @ErrorsAs(DEACTIVATION_ERRORS)
  @Answers(400, 'The policy of the license allows no more deactivations now.', 'TRANSFERS_EXHAUSTED')
  @Answers(404, 'The license key or the instance is unknown.', 'LICENSE_NOT_FOUND', 'NOT_ACTIVATED')
  @Answers(422, 'A field is missing or invalid.')
  async deactivateLicense(@Body() { license_key, instance_id }: DeactivateInstanceDto): Promise<DeactivatedAnswerDto> {
    const described = await this.instances.deactivate(license_key, instance_id);
    return {
      deactivated: true,
      error: null,
      license_key: LicenseKeyDto.from(described, this.clock.now()),
      meta: MetaDto.from(described),
    };
  }
}
