import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { IsBoolean } from 'class-validator';
import { BY_CREATION, IsAnyOf, IsSearchFilter, MayBeMissing, PageOf, SortedPage } from '../../../../core/common';
import { IsReference } from '../../../../core/common/internal';
import { SHOP_EVENT_STATES, type ShopEvent, type ShopEventState } from '../shop-event.entity';

const STATE =
  '`pending`: in the queue. `done`: applied. `ignored`: without a meaning for licenses. `waiting`: about a sale whose payment ' +
  'has not arrived. `unmapped`: it lacks something, such as a mapping. `failed`: not tried again.';

export class ListShopEventsDto extends SortedPage(BY_CREATION, 'CreationSort') {
  @IsAnyOf(SHOP_EVENT_STATES, 'ShopEventState', { description: `${STATE} All by default.` })
  state?: ShopEventState[];

  @IsSearchFilter('type, ID or reason')
  q?: string;
}

export class ReplayShopEventDto {
  @MayBeMissing()
  @IsReference('UUID, number or key of the license that the payment of the sale continues.')
  license?: string;

  /** Gives a new license, though the payment could continue one. */
  @MayBeMissing()
  @IsBoolean()
  @ApiProperty({ required: false, default: false, example: undefined })
  new_license?: boolean;
}

@ApiSchema({ name: 'ShopEvent' })
export class ShopEventDto {
  /** UUID. */
  @ApiProperty({ format: 'uuid' })
  id!: string;

  /** ID of the event in the shop, or the SHA-256 of its body. */
  external_id!: string;

  /**
   * Type of the event, as the shop calls it.
   * @example "invoice.paid"
   */
  type!: string;

  @ApiProperty({ enum: SHOP_EVENT_STATES, enumName: 'ShopEventState', description: STATE })
  state!: ShopEventState;

  @ApiProperty({ type: String, nullable: true, description: 'Reason for the state in words, for people.' })
  reason!: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Order that the event is about.' })
  order_id!: string | null;

  /** The shop's time of the event. */
  at!: Date;

  /** When it arrived. */
  received_at!: Date;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When it was last applied or put aside.',
  })
  processed_at!: Date | null;

  static from(event: ShopEvent): ShopEventDto {
    return {
      id: event.uid,
      external_id: event.externalId,
      type: event.type,
      state: event.state,
      reason: event.reason,
      order_id: event.sale?.orderUid ?? null,
      at: event.at,
      received_at: event.receivedAt,
      processed_at: event.processedAt,
    };
  }
}

@ApiSchema({ name: 'ShopEventPage' })
export class ShopEventPageDto extends PageOf(ShopEventDto) {}

@ApiSchema({ name: 'ReplayedShopEvents' })
export class ReplayedShopEventsDto {
  /** Number of events that are applied again. */
  @ApiProperty({ type: 'integer' })
  events!: number;
}
