import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  Patch,
  Post,
  Query,
  type StreamableFile,
} from '@nestjs/common';
import { ApiOkResponse, ApiProduces } from '@nestjs/swagger';
import { Answers, ApiTag, Authorized, csvFile, toPage, UuidPipe } from '../../core/common';
import { FromReplica } from '../../core/platform';
import { ConvertLeadService } from './convert-lead.service';
import { ExportLeadsDto } from './dto/lead-export.dto';
import { CreateLeadDto, LeadDto, LeadPageDto, ListLeadsDto, UpdateLeadDto } from './dto/lead.dto';
import { LEAD_COLUMNS, rowPages } from './lead-rows';
import { LeadsService } from './leads.service';

@ApiTag('leads', 'Institutions that may become customers, with contacts and activities.')
@Controller('api/v1/leads')
export class LeadsController {
  constructor(
    private readonly leads: LeadsService,
    private readonly conversion: ConvertLeadService,
  ) {}

  /** Create a lead with its contacts. */
  @Post()
  @Authorized('leads:write')
  async createLead(@Body() input: CreateLeadDto): Promise<LeadDto> {
    return LeadDto.from(await this.leads.create(input));
  }

  /** List leads with their contacts, newest first. */
  @Get()
  @FromReplica()
  @Authorized('leads:read')
  async listLeads(@Query() { limit, after, sort, ...filter }: ListLeadsDto): Promise<LeadPageDto> {
    return toPage(await this.leads.list({ limit, after, sort }, filter), (lead) => LeadDto.from(lead));
  }

  /**
   * Download leads as CSV, newest first. A lead has one row for each contact. Values that a spreadsheet would run as a
   * formula are prefixed with an apostrophe, which an import removes.
   */
  @Get('export')
  @FromReplica()
  @ApiProduces('text/csv')
  @ApiOkResponse({ description: 'The file.', schema: { type: 'string', format: 'binary' } })
  @Authorized('leads:read')
  exportLeads(@Query() { columns = [...LEAD_COLUMNS], ...filter }: ExportLeadsDto): StreamableFile {
    return csvFile('leads.csv', columns, rowPages(this.leads.all(filter)));
  }

  /** Get a lead with its contacts. */
  @Get(':id')
  @Authorized('leads:read')
  async getLead(@Param('id', UuidPipe) id: string): Promise<LeadDto> {
    return LeadDto.from(await this.leads.get(id));
  }

  /** Update a lead. Omitted fields are unchanged; `contacts` replaces all contacts. */
  @Patch(':id')
  @Answers(
    409,
    'REVISION_CONFLICT: the lead has another revision. LEAD_CONVERTED: the status cannot change.',
    'REVISION_CONFLICT',
    'LEAD_CONVERTED',
  )
  @Authorized('leads:write')
  async updateLead(
    @Param('id', UuidPipe) id: string,
    @Body() { revision, ...change }: UpdateLeadDto,
  ): Promise<LeadDto> {
    return LeadDto.from(await this.leads.change(id, change, revision));
  }

  /** Delete a lead with its contacts and activities. The customer that it was converted into is kept. */
  @Delete(':id')
  @HttpCode(204)
  @Authorized('leads:write')
  async deleteLead(@Param('id', UuidPipe) id: string): Promise<void> {
    await this.leads.delete(id);
  }

  /**
   * Convert a lead into a customer. A customer with the e-mail address of the lead's first contact is used instead of a new
   * one. A lead that has a customer is unchanged.
   */
  @Post(':id/convert')
  @HttpCode(200)
  @Answers(409, 'The customer was deleted concurrently.')
  @Authorized('leads:write')
  async convertLead(@Param('id', UuidPipe) id: string): Promise<LeadDto> {
    return LeadDto.from(await this.conversion.convert(id));
  }
}
