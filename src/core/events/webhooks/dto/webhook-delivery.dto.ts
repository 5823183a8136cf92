import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { BY_CREATION, SortedPage } from '../../../common/pagination/sorting';
import { PageOf } from '../../../common/pagination/page.dto';
import { MAX_SCANNED_ROWS } from '../../../common/pagination/page-request';
import { IsSearchFilter } from '../../../common/validation/search-text';
import {
  DELIVERY_STATUSES,
  type DeliveryStatus,
  type DeliveryTry,
  type WebhookDelivery,
} from '../webhook-delivery.entity';
import { IsAnyOf } from '../../../common/pagination/any-of';

const STATUS =
  '`pending`: under way, or waiting for the next try. `delivered`: answered with a status from 200 to 299. `failed`: not ' +
  'tried again.';

export class ListWebhookDeliveriesDto extends SortedPage(BY_CREATION, 'CreationSort') {
  @IsAnyOf(DELIVERY_STATUSES, 'WebhookDeliveryStatus', { description: `${STATUS} All by default.` })
  status?: DeliveryStatus[];

  @IsSearchFilter('event name or of the error of a try', { among: MAX_SCANNED_ROWS })
  q?: string;
}

@ApiSchema({ name: 'WebhookTry' })
class WebhookTryDto implements DeliveryTry {
  /** When the attempt was made. */
  @ApiProperty({ format: 'date-time' })
  at!: string;

  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'HTTP status of the answer; null without one.',
    example: 200,
  })
  status_code!: number | null;

  /** Duration of the attempt in milliseconds. */
  @ApiProperty({ type: 'integer' })
  duration_ms!: number;

  @ApiProperty({ type: String, nullable: true, description: 'The first 2 KB of the answer; null without one.' })
  response!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Why there was no answer; null if there was one.' })
  error!: string | null;
}

@ApiSchema({ name: 'WebhookDeliveryEvent' })
class DeliveredEventDto {
  /** Sequence number of the event. */
  @ApiProperty({ type: 'integer' })
  sequence!: number;

  /**
   * Type of the event, in the form `noun.past_participle`.
   * @example "license.issued"
   */
  type!: string;

  /** When it happened. */
  at!: Date;
}

@ApiSchema({ name: 'WebhookDelivery' })
export class WebhookDeliveryDto {
  /** UUID. */
  @ApiProperty({ format: 'uuid' })
  id!: string;

  /** The header `webhook-id` of all tries, and of replays of this delivery. */
  message_id!: string;

  /** The event that is delivered. */
  event!: DeliveredEventDto;

  @ApiProperty({ enum: DELIVERY_STATUSES, enumName: 'WebhookDeliveryStatus', description: STATUS })
  status!: DeliveryStatus;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description:
      'When the delivery is tried next, or, during a try, when another node may take it; null if it has ended.',
  })
  next_try_at!: Date | null;

  /** The tries that have ended, oldest first; at most 10. */
  @ApiProperty({ type: [WebhookTryDto] })
  tries!: WebhookTryDto[];

  /** When it was created. */
  created_at!: Date;

  /** When it was delivered or given up; null while attempts go on. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  finished_at!: Date | null;

  static from(delivery: WebhookDelivery): WebhookDeliveryDto {
    const { uid, messageId, sequence, eventName, eventAt, status, dueAt, tries, createdAt, finishedAt } = delivery;
    return {
      id: uid,
      message_id: `msg_${messageId}`,
      event: { sequence, type: eventName, at: eventAt },
      status,
      next_try_at: status === 'pending' ? dueAt : null,
      tries,
      created_at: createdAt,
      finished_at: finishedAt,
    };
  }
}

@ApiSchema({ name: 'WebhookDeliveryPage' })
export class WebhookDeliveryPageDto extends PageOf(WebhookDeliveryDto) {}
