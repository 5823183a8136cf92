import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Authorized } from '../common/access/authorized.decorator';
import { Permission } from '../identity/permissions/permission';
import { toPage } from '../common/pagination/to-page';
import {
  AuditEntryDto,
  AuditEntryPageDto,
  AuditQueryDto,
  EventDto,
  EventPageDto,
  EventQueryDto,
  targetOf,
} from './dto/records.dto';
import { RecordsService } from './records.service';

@ApiTags('audit')
@Controller('api/v1')
export class RecordsController {
  constructor(private readonly records: RecordsService) {}

  /** List audit entries, newest first. */
  @Get('audit')
  @Authorized(Permission.AuditRead)
  async listAuditEntries(@Query() query: AuditQueryDto): Promise<AuditEntryPageDto> {
    const { actor, action } = query;
    const entries = await this.records.auditEntries({ actor, action, target: targetOf(query) }, query);
    return toPage(entries, (entry) => AuditEntryDto.from(entry));
  }

  /** List events, newest first. */
  @Get('events')
  @Authorized(Permission.EventsRead)
  async listEvents(@Query() query: EventQueryDto): Promise<EventPageDto> {
    const events = await this.records.events({ name: query.name, target: targetOf(query) }, query);
    return toPage(events, (event) => EventDto.from(event));
  }
}
