import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '../../common/access/authorized.decorator';
import { Dialect } from '../../common/dialects/dialect.decorator';
import { NATIVE } from '../../common/dialects/native.dialect';
import { problem } from '../../common/errors/domain-error';
import type { FormValues } from '../../common/http/form-fields';
import { TakesForms } from '../../common/http/uploads';
import { NotIdempotent } from '../../platform/idempotency/idempotency.decorators';
import { OpenIdLogOutService } from './openid-log-out.service';

const MAX_TOKEN = 16_000;

/** The address for OpenID Connect Back-Channel Logout 1.0. Not the console's: the provider sends no cookies, and reads no pages. */
@Dialect(NATIVE)
@ApiExcludeController()
@Controller('login/oidc/backchannel-logout')
export class OpenIdLogOutController {
  constructor(private readonly logOuts: OpenIdLogOutService) {}

  @Post()
  @HttpCode(200)
  @Public()
  @TakesForms()
  @NotIdempotent()
  async endSessions(@Body() { logout_token: token }: FormValues = {}): Promise<void> {
    if (typeof token !== 'string' || token.length > MAX_TOKEN) {
      throw problem('OPENID_LOGOUT_INVALID');
    }
    await this.logOuts.end(token);
  }
}
