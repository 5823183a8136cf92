import { PickType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsUUID } from 'class-validator';
import { MayBeMissing, IsName } from '../../../common/validation/fields';
import type { FormValues } from '../../../common/http/form-fields';
import { EVENT_NAMES } from '../../../events/records/catalogue';
import { CreateWebhookDto, RotateWebhookSecretDto } from '../../../events/webhooks/dto/webhook.dto';
import { DELIVERY_STATUSES, type DeliveryStatus } from '../../../events/webhooks/webhook-delivery.entity';
import type { WebhookEndpoint } from '../../../events/webhooks/webhook-endpoint.entity';
import type { CheckboxSet } from '../../components/checkbox-group';
import { OptionalField } from '../../kit/optional-field';
import { CursorPageDto } from '../../kit/cursor-page';

export class WebhookListQueryDto extends CursorPageDto {
  @OptionalField()
  @IsName()
  q?: string;
}

export class WebhookPageQueryDto extends CursorPageDto {
  @OptionalField()
  @IsIn(DELIVERY_STATUSES)
  status?: DeliveryStatus;

  @OptionalField()
  @IsUUID()
  delivery?: string;
}

export class NewWebhookFormDto extends PickType(CreateWebhookDto, [
  'url',
  'events',
  'format',
  'description',
  'secret',
]) {}

export class EditWebhookFormDto extends PickType(CreateWebhookDto, ['url', 'events', 'format', 'description']) {}

export class RotateSecretFormDto extends PickType(RotateWebhookSecretDto, ['secret']) {
  @MayBeMissing()
  @Type(() => Number)
  @IsIn(Array.from({ length: 169 }, (_, hours) => hours))
  overlap_hours?: number;
}

const HOUR = 3_600_000;

/** Spans of time in hours. */
export const SPANS = { hour: 1, day: 24, week: 7 * 24, month: 30 * 24 } as const;
export type Span = keyof typeof SPANS;
const SPAN_NAMES = Object.keys(SPANS) as Span[];

export class ReplayFailedFormDto {
  @IsIn(SPAN_NAMES)
  since!: Span;

  static startOf({ since }: ReplayFailedFormDto, now: Date): Date {
    return new Date(now.getTime() - SPANS[since] * HOUR);
  }
}

/** The initial values of the form of a webhook. */
export function valuesOf({ url, description, format, events }: WebhookEndpoint): FormValues {
  return { url, description, format, events };
}

/** The events that are checked in a form. */
export function eventsIn({ events }: FormValues): readonly string[] {
  return Array.isArray(events) ? (events as readonly string[]) : [];
}

/** All events by their nouns. */
export function eventSets(): CheckboxSet[] {
  const sets = new Map<string, string[]>();
  for (const name of EVENT_NAMES) {
    const [noun = ''] = name.split('.');
    sets.set(noun, [...(sets.get(noun) ?? []), name]);
  }
  return [...sets].map(([title, names]) => ({
    title,
    choices: names.map((value) => ({ value, title: value.slice(title.length + 1) })),
  }));
}
