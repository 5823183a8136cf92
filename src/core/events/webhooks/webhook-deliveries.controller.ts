import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Authorized } from '../../common/access/authorized.decorator';
import { Answers } from '../../common/openapi/answers.decorator';
import { toPage } from '../../common/pagination/to-page';
import { UuidPipe } from '../../common/validation/id.pipes';
import { Permission } from '../../identity/permissions/permission';
import { FromReplica } from '../../platform/replicas/from-replica.decorator';
import { ListWebhookDeliveriesDto, WebhookDeliveryDto, WebhookDeliveryPageDto } from './dto/webhook-delivery.dto';
import { WebhookDeliveriesService } from './webhook-deliveries.service';

@ApiTags('webhooks')
@Controller('api/v1/webhooks/:id')
export class WebhookDeliveriesController {
  constructor(private readonly deliveries: WebhookDeliveriesService) {}

  /** Send the event `webhook_endpoint.tested` to this webhook alone. Its delivery shows whether it arrived. */
  @Post('test')
  @Answers(409, 'DISABLED: the webhook is disabled.', 'DISABLED')
  @Authorized(Permission.WebhooksWrite)
  async testWebhook(@Param('id', UuidPipe) id: string): Promise<WebhookDeliveryDto> {
    return WebhookDeliveryDto.from(await this.deliveries.test(id));
  }

  /** List the deliveries of a webhook with all tries, newest first. Deliveries are deleted after 30 days. */
  @Get('deliveries')
  @FromReplica()
  @Authorized(Permission.WebhooksRead)
  async listWebhookDeliveries(
    @Param('id', UuidPipe) id: string,
    @Query() { status, q, ...page }: ListWebhookDeliveriesDto,
  ): Promise<WebhookDeliveryPageDto> {
    return toPage(await this.deliveries.list(id, { status, q }, page), (delivery) => WebhookDeliveryDto.from(delivery));
  }

  /** Deliver an event again, as a new delivery with the same message ID. */
  @Post('deliveries/:delivery_id/replay')
  @Answers(
    409,
    'DISABLED: the webhook is disabled. EVENT_DELETED: the event is no longer stored.',
    'DISABLED',
    'EVENT_DELETED',
  )
  @Authorized(Permission.WebhooksWrite)
  async replayWebhookDelivery(
    @Param('id', UuidPipe) id: string,
    @Param('delivery_id', UuidPipe) deliveryId: string,
  ): Promise<WebhookDeliveryDto> {
    return WebhookDeliveryDto.from(await this.deliveries.replay(id, deliveryId));
  }
}
