import { Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Public } from '../../common/access/authorized.decorator';
import { CountsByLicense } from '../../common/limits/license-calls.decorator';
import { Answers } from '../../common/openapi/answers.decorator';
import { NotIdempotent } from '../../platform/idempotency/idempotency.decorators';
import { optionalDeviceIn, scopeIn } from '../calls/dto/device-and-scope';
import { namedLicenseIn } from '../calls/named-license';
import { RateLimitStateDto, TakeRateLimitDto } from './dto/take-rate-limit.dto';
import { PresentedKeyService } from './presented-key.service';
import { TakeRateLimitsService } from './take-rate-limits.service';

/** The license key or the API key is the credential. */
@ApiTags('client')
@Controller('api/v1/rate-limits')
@Public()
export class RateLimitsController {
  constructor(
    private readonly rates: TakeRateLimitsService,
    private readonly keys: PresentedKeyService,
  ) {}

  /**
   * Take from a rate limit that the policy or the license sets for a feature of the app or, without `license_key`, from one of the
   * API key in `X-API-Key`. A cost that does not fit takes nothing: 429 with `Retry-After`.
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
  @Answers(401, 'The call names no license, and its API key is not valid.')
  @Answers(404, 'The license or the API key, or its rate limit of this name, was not found.')
  async takeRateLimit(@Body() input: TakeRateLimitDto, @Req() request: FastifyRequest): Promise<RateLimitStateDto> {
    const { license_key: key, limit: name, cost = 1 } = input;
    const taken = await (key === undefined
      ? this.rates.takeWithKey({ apiKey: await this.keys.find(request), name, cost })
      : this.rates.take({
          key,
          device: optionalDeviceIn(input),
          scope: scopeIn({ ...input, license_key: key }),
          name,
          cost,
        }));
    return RateLimitStateDto.from(taken);
  }
}
