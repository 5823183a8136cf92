import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { camelCased } from '../../common/fields/camel-case';
import { ApiTag } from '../../common/openapi/api-tag.decorator';
import { Authorized } from '../../common/access/authorized.decorator';
import { Answers } from '../../common/openapi/answers.decorator';
import { datedPage } from '../../common/pagination/dated-page';
import { toPage } from '../../common/pagination/to-page';
import { UuidPipe } from '../../common/validation/id.pipes';
import { Permission } from '../../identity/permissions/permission';
import { RedactOnReplay } from '../../platform/idempotency/idempotency.decorators';
import {
  CreateWebhookDto,
  ListWebhooksDto,
  RotateWebhookSecretDto,
  UpdateWebhookDto,
  WebhookDto,
  WebhookPageDto,
  WebhookWithSecretDto,
} from './dto/webhook.dto';
import type { WebhookEndpoint } from './webhook-endpoint.entity';
import { type EndpointWithSecret, WebhookEndpointsService } from './webhook-endpoints.service';

@ApiTag('webhooks', 'Events sent to other systems.')
@Controller('api/v1/webhooks')
export class WebhooksController {
  constructor(private readonly endpoints: WebhookEndpointsService) {}

  /** Create a webhook: from now on, the events of these names are posted to the URL. The secret is returned only in this response. */
  @Post()
  @Answers(409, 'LIMIT_REACHED: there are 100 webhooks already.', 'LIMIT_REACHED')
  @RedactOnReplay('secret')
  @Authorized(Permission.WebhooksWrite)
  async createWebhook(@Body() input: CreateWebhookDto): Promise<WebhookWithSecretDto> {
    return this.shownSecret(await this.endpoints.create(camelCased(input)));
  }

  /** List webhooks, newest first. */
  @Get()
  @Authorized(Permission.WebhooksRead)
  async listWebhooks(@Query() { q, ...page }: ListWebhooksDto): Promise<WebhookPageDto> {
    const found = await this.endpoints.list(datedPage(page), q);
    const products = await this.endpoints.productsOf(found.rows);
    return toPage(found, (endpoint) => WebhookDto.from(endpoint, products));
  }

  /** Get a webhook. */
  @Get(':id')
  @Authorized(Permission.WebhooksRead)
  async getWebhook(@Param('id', UuidPipe) id: string): Promise<WebhookDto> {
    return this.shown(await this.endpoints.get(id));
  }

  /** Update a webhook. Omitted fields are unchanged. Pending deliveries use the new values. */
  @Patch(':id')
  @Authorized(Permission.WebhooksWrite)
  async updateWebhook(@Param('id', UuidPipe) id: string, @Body() input: UpdateWebhookDto): Promise<WebhookDto> {
    return this.shown(await this.endpoints.change(id, camelCased(input)));
  }

  /** Delete a webhook with its deliveries. */
  @Delete(':id')
  @HttpCode(204)
  @Authorized(Permission.WebhooksWrite)
  async deleteWebhook(@Param('id', UuidPipe) id: string): Promise<void> {
    await this.endpoints.delete(id);
  }

  /** Replace the secret. Deliveries are signed with both secrets until the overlap ends. The secret is returned only in this response. */
  @Post(':id/rotate-secret')
  @RedactOnReplay('secret')
  @Authorized(Permission.WebhooksWrite)
  async rotateWebhookSecret(
    @Param('id', UuidPipe) id: string,
    @Body() { secret, overlap_hours }: RotateWebhookSecretDto,
  ): Promise<WebhookWithSecretDto> {
    return this.shownSecret(await this.endpoints.rotateSecret(id, secret, overlap_hours));
  }

  /** Enable a disabled webhook. Its pending deliveries continue; events recorded while it was disabled are not delivered. */
  @Post(':id/enable')
  @HttpCode(200)
  @Authorized(Permission.WebhooksWrite)
  async enableWebhook(@Param('id', UuidPipe) id: string): Promise<WebhookDto> {
    return this.shown(await this.endpoints.enable(id));
  }

  /** Disable a webhook. Its pending deliveries wait. */
  @Post(':id/disable')
  @HttpCode(200)
  @Authorized(Permission.WebhooksWrite)
  async disableWebhook(@Param('id', UuidPipe) id: string): Promise<WebhookDto> {
    return this.shown(await this.endpoints.disable(id));
  }

  private async shown(endpoint: WebhookEndpoint): Promise<WebhookDto> {
    return WebhookDto.from(endpoint, await this.endpoints.productsOf([endpoint]));
  }

  private async shownSecret(shown: EndpointWithSecret): Promise<WebhookWithSecretDto> {
    return WebhookWithSecretDto.shown(shown, await this.endpoints.productsOf([shown.endpoint]));
  }
}
