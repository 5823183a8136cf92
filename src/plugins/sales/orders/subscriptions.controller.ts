import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTag, Authorized, Clock, toPage, UuidPipe } from '../../../core/common';
import { FromReplica } from '../../../core/platform';
import {
  ListSubscriptionChangesDto,
  ListSubscriptionsDto,
  SubscriptionChangeDto,
  SubscriptionChangePageDto,
  SubscriptionDto,
  SubscriptionPageDto,
  SubscriptionSummaryDto,
} from './dto/subscription.dto';
import { SubscriptionsService } from './subscriptions.service';

@ApiTag('subscriptions', 'Orders whose shop renews them.')
@Controller('api/v1/subscriptions')
export class SubscriptionsController {
  constructor(
    private readonly subscriptions: SubscriptionsService,
    private readonly clock: Clock,
  ) {}

  /** List subscriptions, newest first. Each is an order with a `subscription_id`. */
  @Get()
  @FromReplica()
  @Authorized('orders:read')
  async listSubscriptions(@Query() { limit, after, ...filter }: ListSubscriptionsDto): Promise<SubscriptionPageDto> {
    const now = this.clock.now();
    return toPage(await this.subscriptions.list({ limit, after }, filter), (order) =>
      SubscriptionSummaryDto.from(order, now),
    );
  }

  /** Get a subscription with the IDs of its licenses. */
  @Get(':id')
  @Authorized('orders:read')
  async getSubscription(@Param('id', UuidPipe) id: string): Promise<SubscriptionDto> {
    return SubscriptionDto.of(await this.subscriptions.get(id), this.clock.now());
  }

  /** List the changes of a subscription, newest first, with the events that made them, as far as the audit log keeps them. */
  @Get(':id/log')
  @FromReplica()
  @Authorized('orders:read')
  async listSubscriptionChanges(
    @Param('id', UuidPipe) id: string,
    @Query() { q, ...page }: ListSubscriptionChangesDto,
  ): Promise<SubscriptionChangePageDto> {
    return toPage(await this.subscriptions.log(id, page, q), (entry) => SubscriptionChangeDto.from(entry));
  }
}
