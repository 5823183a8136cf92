import { Body, Controller, HttpCode, Module, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsString, Length } from 'class-validator';
import { Public } from '../../src/core/common/access/authorized.decorator';
import { defineDialect, type DialectPresentation } from '../../src/core/common/dialects/define-dialect';
import { Dialect } from '../../src/core/common/dialects/dialect.decorator';
import { NATIVE } from '../../src/core/common/dialects/native.dialect';
import { TakesForms } from '../../src/core/common/http/uploads';
import { address } from '../../src/core/common/limits/route-limits';
import { Answers } from '../../src/core/common/openapi/answers.decorator';
import { ActivateLicenseService } from '../../src/core/verification/calls/activate-license.service';
import { CheckLicenseService } from '../../src/core/verification/calls/check-license.service';
import { ClientCallsModule } from '../../src/core/verification/calls/client-calls.module';

class FailureDto {
  @ApiProperty({ description: 'Message for the user.', example: 'License not found' })
  error!: string;
}

class InstanceInputDto {
  @ApiProperty({ description: 'License key.', example: 'DEMO-ACTIVE-0001', minLength: 1, maxLength: 255 })
  @IsString()
  @Length(1, 255)
  license_key!: string;

  @ApiProperty({ description: 'Name of the instance.', example: 'desk', minLength: 1, maxLength: 255 })
  @IsString()
  @Length(1, 255)
  instance_name!: string;
}

class InstanceDto {
  @ApiProperty({ description: 'Name of the instance.' })
  instance_name!: string;

  @ApiProperty({ description: 'Whether the license may be used by the instance.' })
  valid!: boolean;
}

const PRESENTATION: DialectPresentation = {
  label: 'Form Only',
  texts: {
    en: { about: 'For programs that send forms.' },
    de: { about: 'Für Programme, die Formulare senden.' },
    zh: { about: '供发送表单的程序使用。' },
  },
  tags: { instances: 'Calls of programs.' },
  tryIt: [
    {
      name: 'validate',
      method: 'POST',
      path: '/v1/instances/validate',
      fields: ['key', 'device'],
      body: ({ key, device }) => ({ license_key: key, instance_name: device }),
    },
  ],
};

/** An API whose calls are POSTs of forms, without a credential and without a row for any error code. */
export const FORM_ONLY = defineDialect({
  name: 'form-only',
  title: 'Form Only API',
  description: 'Three calls of programs, with forms. The license key is the credential.',
  ...PRESENTATION,
  pathPrefixes: ['/v1/instances'],
  credential: { headers: [] },
  reads: {},
  unknownFields: 'ignore',
  errors: { ...NATIVE.errors, codes: {}, body: ({ message }) => ({ error: message }), schema: FailureDto },
  limits: { default: { perMinute: 60, keyBy: address } },
});

@Dialect(FORM_ONLY)
@ApiTags('instances')
@Controller('v1/instances')
@Public()
@TakesForms()
export class FormOnlyController {
  constructor(
    private readonly activation: ActivateLicenseService,
    private readonly verification: CheckLicenseService,
  ) {}

  @Post('activate')
  @HttpCode(200)
  @ApiOperation({ summary: 'Activate an instance.' })
  @ApiOkResponse({ type: InstanceDto })
  @Answers(403, 'The license is refused.', 'EXPIRED')
  @Answers(404, 'License not found.', 'LICENSE_NOT_FOUND')
  @Answers(409, 'SEATS_EXHAUSTED: the license is active on as many instances as it allows.', 'SEATS_EXHAUSTED')
  async activateInstance(@Body() { license_key, instance_name }: InstanceInputDto): Promise<InstanceDto> {
    await this.activation.activate(license_key, { fingerprint: instance_name });
    return { instance_name, valid: true };
  }

  @Post('validate')
  @HttpCode(200)
  @ApiOperation({ summary: 'Validate an instance.' })
  @ApiOkResponse({ type: InstanceDto })
  async validateInstance(@Body() { license_key, instance_name }: InstanceInputDto): Promise<InstanceDto> {
    const { usable } = await this.verification.check(license_key, { fingerprint: instance_name });
    return { instance_name, valid: usable };
  }

  @Post('deactivate')
  @HttpCode(200)
  @ApiOperation({ summary: 'Deactivate an instance.' })
  @ApiOkResponse({ type: InstanceDto })
  @Answers(403, 'The instance is not active.')
  @Answers(404, 'License not found.', 'LICENSE_NOT_FOUND')
  async deactivateInstance(@Body() { license_key, instance_name }: InstanceInputDto): Promise<InstanceDto> {
    await this.activation.deactivate(license_key, { fingerprint: instance_name });
    return { instance_name, valid: false };
  }
}

@Module({ imports: [ClientCallsModule], controllers: [FormOnlyController] })
export class FormOnlyModule {}
