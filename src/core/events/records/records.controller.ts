import { Controller, Get, Query } from '@nestjs/common';
import { ApiTag } from '../../common/openapi/api-tag.decorator';
import { Authorized } from '../../common/access/authorized.decorator';
import { HangUpSignal } from '../../common/http/hang-up-signal';
import { FromReplica } from '../../platform/replicas/from-replica.decorator';
import { productScope } from '../../identity/permissions/caller';
import { Permission } from '../../identity/permissions/permission';
import { Answers } from '../../common/openapi/answers.decorator';
import { currentRequest } from '../../common/http/request-context';
import { toPage } from '../../common/pagination/to-page';
import {
  AuditEntryDto,
  AuditEntryPageDto,
  AuditQueryDto,
  EventPageDto,
  EventQueryDto,
  targetOf,
} from './dto/records.dto';
import { entryOfProducts } from './entry-of-products';
import { EventFeedService } from './event-feed.service';
import { EventPayloadsService } from './event-payloads.service';
import { RecordsService } from './records.service';

@ApiTag('audit', 'Who changed what, and the events that changes cause.')
@Controller('api/v1')
export class RecordsController {
  constructor(
    private readonly records: RecordsService,
    private readonly events: EventFeedService,
    private readonly payloads: EventPayloadsService,
  ) {}

  /**
   * List audit entries, newest first. An API key that is restricted to some products sees the entries whose event has one of
   * these products as `product`.
   */
  @Get('audit')
  @FromReplica()
  @Authorized(Permission.AuditRead)
  async listAuditEntries(@Query() query: AuditQueryDto): Promise<AuditEntryPageDto> {
    const { actor, action, reference, q } = query;
    const products = productScope();
    const filter = { actor, action, reference, q, target: targetOf(query), products };
    const entries = await this.records.auditEntries(filter, query);
    const visible = entries.rows.map((entry) => entryOfProducts(entry, products));
    return toPage({ ...entries, rows: await this.payloads.entries(visible, products) }, (entry) =>
      AuditEntryDto.from(entry),
    );
  }

  /**
   * List events, newest first by default. In the order `oldest`, apps can follow the events and wait for new ones. An API key
   * that is restricted to some products sees the events whose `data.product` is one of them.
   */
  @Get('events')
  @Answers(503, 'UNAVAILABLE: too many requests wait for events.', 'UNAVAILABLE')
  @Authorized(Permission.EventsRead)
  async listEvents(@Query() query: EventQueryDto, @HangUpSignal() hangUp: AbortSignal): Promise<EventPageDto> {
    const { type, q, limit, after, order, wait } = query;
    const products = productScope();
    const filter = { name: type, q, target: targetOf(query), products };
    const { rows, ...page } = await this.events.list(filter, { limit, after, order, wait }, hangUp);
    const shown = await this.payloads.show(rows, { products, apiVersion: currentRequest()?.apiVersion });
    return toPage({ ...page, rows: shown }, (event) => event);
  }
}
