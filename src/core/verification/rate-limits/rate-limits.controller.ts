import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Public } from '../../common/access/authorized.decorator';
import { CountsByLicense } from '../../common/limits/license-calls.decorator';
import { Answers } from '../../common/openapi/answers.decorator';
import { NotIdempotent } from '../../platform/idempotency/idempotency.decorators';
import { optionalDeviceIn, scopeIn } from '../calls/dto/device-and-scope';
import { namedLicenseIn } from '../calls/named-license';
import { RateLimitStateDto, TakeRateLimitDto } from './dto/take-rate-limit.dto';
import { TakeRateLimitsService } from './take-rate-limits.service';

/** The license key is the credential. */
@ApiTags('client')
@Controller('api/v1/rate-limits')
@Public()
export class RateLimitsController {
  constructor(private readonly rates: TakeRateLimitsService) {}

  /**
   * Take from a rate limit that the policy or the license sets for a feature of the app. A cost that does not fit takes nothing: 429 with
   * `Retry-After`.
   */
  @Post('take')
  @NotIdempotent()
  @CountsByLicense(namedLicenseIn)
  @HttpCode(200)
  @Answers(
    403,
    'The license cannot be used; the code gives the reason, such as EXPIRED or REVOKED.',
    'EXPIRED',
    'REVOKED',
  )
  @Answers(404, 'The license, or its rate limit of this name, was not found.')
  async takeRateLimit(@Body() input: TakeRateLimitDto): Promise<RateLimitStateDto> {
    const { license_key: key, limit: name, cost = 1 } = input;
    const taken = await this.rates.take({ key, device: optionalDeviceIn(input), scope: scopeIn(input), name, cost });
    return RateLimitStateDto.from(taken);
  }
}
