import { ApiProperty, ApiSchema, IntersectionType } from '@nestjs/swagger';
import { Type as ConvertTo } from 'class-transformer';
import { IsIn, IsInt, IsString, Length, Matches, Max, Min } from 'class-validator';
import { ACTOR_TYPES, type ActorType, type AuditEntry } from '../../../platform/records/audit-entry.entity';
import type { Event } from '../../../platform/records/event.entity';
import { PageOf, PageQueryDto } from '../../../common/pagination/page.dto';
import { BY_CREATION, SortedPage } from '../../../common/pagination/sorting';
import { MAX_SCANNED_ROWS } from '../../../common/pagination/page-request';
import { MayBeMissing } from '../../../common/validation/fields';
import { IsSearchFilter } from '../../../common/validation/search-text';
import { EVENT_NAMES } from '../catalogue';
import { EVENT_ORDERS, type EventRequest, MAX_WAIT, sequenceOf } from '../event-feed.service';
import type { Target } from '../event-query';
import { asRule } from '../../../common/validation/rules';
import { IsAnyName } from '../../../common/pagination/any-of';

/** A description and no enumeration: records keep the names that earlier versions gave them. */
const NAMES = `Any of ${EVENT_NAMES.map((name) => `\`${name}\``).join(', ')}.`;

class RecordQueryDto extends PageQueryDto {
  /**
   * Target of the record: a type, or a type and an ID separated by a colon.
   * @example "licenses"
   */
  @MayBeMissing()
  @IsString()
  @Length(1, 129)
  @Matches(/^[^\s:]{1,64}(:\S{1,64})?$/, {
    message: 'target must be a type, or a type and an ID separated by a colon',
    ...asRule({ rule: 'isTarget' }),
  })
  target?: string;
}

export class AuditQueryDto extends IntersectionType(
  RecordQueryDto,
  SortedPage({ at: BY_CREATION.created_at }, 'AuditSort'),
) {
  @IsAnyName('Names of users or API keys; `client` for apps, `system` for the server itself.')
  actor?: string[];

  @IsAnyName(`Names of events. ${NAMES}`, { max: 64 })
  action?: string[];

  @IsAnyName('Orders or tickets behind the changes.', { max: 100 })
  reference?: string[];

  @IsSearchFilter('actor, the action or the ID of the target', { among: MAX_SCANNED_ROWS })
  q?: string;
}

export class EventQueryDto extends RecordQueryDto {
  @IsAnyName(NAMES, { max: 64 })
  type?: string[];

  @IsSearchFilter('type or the ID of the target', {
    among: MAX_SCANNED_ROWS,
    except: '; in the order `oldest`, like other filters, through 5,000 events from `after` on',
  })
  q?: string;

  @ApiProperty({
    required: false,
    enum: EVENT_ORDERS,
    enumName: 'EventOrder',
    default: 'newest',
    description:
      '`newest`: newest first. `oldest`: by sequence number, without gaps and repetitions while events are recorded. ' +
      'There `after` is the sequence number after which the list begins, 0 by default, and `next` is never null: it is the ' +
      '`after` of the next request, whenever that is. With a filter, a page may have fewer items than `limit`, or none, ' +
      'before the end: it examines at most 5,000 events.',
  })
  @MayBeMissing()
  @IsIn(EVENT_ORDERS)
  order?: EventRequest['order'];

  @ApiProperty({
    required: false,
    type: 'integer',
    minimum: 0,
    maximum: MAX_WAIT,
    default: 0,
    description:
      'Seconds to wait for an event if there is none yet, 0 to 30. Requires the order `oldest`. At most 100 requests wait ' +
      'at a node; further ones are answered with 503.',
  })
  @MayBeMissing()
  @ConvertTo(() => Number)
  @IsInt()
  @Min(0)
  @Max(MAX_WAIT)
  wait?: number;
}

/** `licenses` or `licenses:<id>`. */
export function targetOf({ target }: RecordQueryDto): Partial<Target> {
  const [type, ...id] = target?.split(':') ?? [];
  return { type, id: id.length > 0 ? id.join(':') : undefined };
}

@ApiSchema({ name: 'RecordTarget' })
class TargetDto {
  /**
   * Kind of what was changed, as in the paths of this API.
   * @example "licenses"
   */
  type!: string;

  /** ID of the object, as other calls of this API take it. */
  id!: string;
}

/** An entry of the audit trail in answers of the native API. */
@ApiSchema({ name: 'AuditEntry' })
export class AuditEntryDto {
  /** UUID. */
  @ApiProperty({ type: 'integer' })
  id!: number;

  /** When it was done. */
  at!: Date;

  /**
   * Name of the user or API key, or e-mail address of the customer.
   * @example "admin"
   */
  actor!: string;

  /** Kind of who did it. */
  @ApiProperty({ enum: ACTOR_TYPES, enumName: 'ActorType' })
  actor_type!: ActorType;

  /**
   * Name of the event, in the form `noun.past_participle`.
   * @example "license.issued"
   */
  action!: string;

  /** Target of the change. */
  target!: TargetDto;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    nullable: true,
    description: 'Changed fields before the change, with the names of this API; null if the target was created.',
  })
  before!: object | null;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    nullable: true,
    description: 'Changed fields after the change, with the names of this API; null if the target was deleted.',
  })
  after!: object | null;

  /** IP address of the request; null if it was no request. */
  @ApiProperty({ type: String, nullable: true })
  ip!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Request ID in the server log.' })
  request_id!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Why it was done; null if the request gave no reason.' })
  reason!: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Order or ticket behind the change; null if none was given.',
  })
  reference!: string | null;

  static from(entry: AuditEntry): AuditEntryDto {
    return {
      id: entry.id,
      at: entry.at,
      actor: entry.actor,
      actor_type: entry.actorType,
      action: entry.action,
      target: { type: entry.targetType, id: entry.targetId },
      before: entry.before,
      after: entry.after,
      ip: entry.ip,
      request_id: entry.requestId,
      reason: entry.reason,
      reference: entry.reference,
    };
  }
}

/** An event in answers of the native API and in webhooks. */
@ApiSchema({ name: 'Event' })
export class EventDto {
  /** Sequence number, in the order in which the events were committed. Numbers may be missing. */
  @ApiProperty({ type: 'integer' })
  sequence!: number;

  /**
   * Type of the event, in the form `noun.past_participle`.
   * @example "license.issued"
   */
  type!: string;

  /** When it happened. */
  at!: Date;

  /** Target of the event. */
  target!: TargetDto;

  /** Data of the event; the fields depend on its type. */
  @ApiProperty({ type: 'object', additionalProperties: true })
  data!: object;

  /** @param data with references instead of row numbers */
  static from(event: Event, data: object): EventDto {
    const { name, at, targetType, targetId } = event;
    return { sequence: sequenceOf(event), type: name, at, target: { type: targetType, id: targetId }, data };
  }
}

@ApiSchema({ name: 'AuditPage' })
export class AuditEntryPageDto extends PageOf(AuditEntryDto) {}

@ApiSchema({ name: 'EventPage' })
export class EventPageDto extends PageOf(EventDto) {}
