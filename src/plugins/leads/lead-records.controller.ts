import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Authorized, toPage, UuidPipe } from '../../core/common';
import { FromReplica } from '../../core/platform';
import { ContactDto, ContactPageDto, CreateContactDto, ListLeadContactsDto, UpdateContactDto } from './dto/contact.dto';
import {
  CreateLeadActivityDto,
  LeadActivityDto,
  LeadActivityPageDto,
  ListLeadActivitiesDto,
} from './dto/lead-activity.dto';
import { LeadActivitiesService } from './lead-activities.service';
import { LeadContactsService } from './lead-contacts.service';

/** Contacts and activities of a lead. */
@ApiTags('leads')
@Controller('api/v1/leads/:id')
export class LeadRecordsController {
  constructor(
    private readonly contacts: LeadContactsService,
    private readonly activities: LeadActivitiesService,
  ) {}

  /** List the contacts of a lead, the last one first. */
  @Get('contacts')
  @FromReplica()
  @Authorized('leads:read')
  async listLeadContacts(
    @Param('id', UuidPipe) id: string,
    @Query() { q, ...page }: ListLeadContactsDto,
  ): Promise<ContactPageDto> {
    return toPage(await this.contacts.list(id, page, q), (contact) => ContactDto.from(contact));
  }

  /** Add a contact to a lead, as its last one. */
  @Post('contacts')
  @Authorized('leads:write')
  async createLeadContact(@Param('id', UuidPipe) id: string, @Body() input: CreateContactDto): Promise<ContactDto> {
    return ContactDto.from(await this.contacts.add(id, input));
  }

  /** Update a contact of a lead. Omitted fields are unchanged. */
  @Patch('contacts/:contact_id')
  @Authorized('leads:write')
  async updateLeadContact(
    @Param('id', UuidPipe) id: string,
    @Param('contact_id', UuidPipe) contactId: string,
    @Body() input: UpdateContactDto,
  ): Promise<ContactDto> {
    return ContactDto.from(await this.contacts.change(id, contactId, input));
  }

  /** Delete a contact of a lead. */
  @Delete('contacts/:contact_id')
  @HttpCode(204)
  @Authorized('leads:write')
  async deleteLeadContact(
    @Param('id', UuidPipe) id: string,
    @Param('contact_id', UuidPipe) contactId: string,
  ): Promise<void> {
    await this.contacts.remove(id, contactId);
  }

  /** List the activities of a lead, newest first. */
  @Get('activities')
  @FromReplica()
  @Authorized('leads:read')
  async listLeadActivities(
    @Param('id', UuidPipe) id: string,
    @Query() { q, ...page }: ListLeadActivitiesDto,
  ): Promise<LeadActivityPageDto> {
    return toPage(await this.activities.list(id, page, q), (activity) => LeadActivityDto.from(activity));
  }

  /** Record an activity. Activities cannot be changed later. */
  @Post('activities')
  @Authorized('leads:write')
  async createLeadActivity(
    @Param('id', UuidPipe) id: string,
    @Body() input: CreateLeadActivityDto,
  ): Promise<LeadActivityDto> {
    return LeadActivityDto.from(await this.activities.add(id, input));
  }
}
