import { Controller, HttpCode, Injectable, Param, type PipeTransform, Post, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Public } from '../../common/access/authorized.decorator';
import { problem } from '../../common/errors/domain-error';
import { TakesRawBody } from '../../common/http/body-limits';
import { Answers } from '../../common/openapi/answers.decorator';
import { NotIdempotent } from '../../platform/idempotency/idempotency.decorators';
import { MAIL_PROVIDERS, type MailProvider } from './mail-webhook';
import { MailWebhooksService } from './mail-webhooks.service';

/** Amazon SNS sends up to 256 KB, as JSON within JSON. */
const MAX_BYTES = 512 * 1024;

@Injectable()
class MailProviderPipe implements PipeTransform<string, MailProvider> {
  transform(given: string): MailProvider {
    const provider = MAIL_PROVIDERS.find((one) => one === given);
    if (!provider) {
      throw problem('MAIL_PROVIDER_NOT_FOUND');
    }
    return provider;
  }
}

@ApiTags('mails')
@Controller('api/v1/mails/webhooks')
export class MailWebhooksController {
  constructor(private readonly webhooks: MailWebhooksService) {}

  /** Receive a report of a mail provider about an e-mail that came back, or a complaint. It counts once. */
  @Post(':provider')
  @HttpCode(200)
  @ApiParam({ name: 'provider', enum: MAIL_PROVIDERS, enumName: 'MailProvider' })
  @ApiConsumes('application/json', '*/*')
  @ApiBody({
    schema: { type: 'object', additionalProperties: true, description: 'The event, as the provider sends it.' },
  })
  @Answers(413, `The body is larger than ${MAX_BYTES / 1024} KB.`)
  @Answers(400, 'The secret or signature is wrong, too old or used. Nothing is stored.')
  @Answers(503, 'The certificate of the signature cannot be read now.')
  @Public()
  @TakesRawBody(MAX_BYTES)
  @NotIdempotent()
  async receiveMailReport(
    @Param('provider', MailProviderPipe) provider: MailProvider,
    @Req() { rawBody = Buffer.alloc(0), headers }: FastifyRequest,
  ): Promise<void> {
    await this.webhooks.receive(provider, rawBody, headers);
  }
}
