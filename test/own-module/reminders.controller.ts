import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { Authorized } from '../../src/core/common/access/authorized.decorator';
import { ApiTag } from '../../src/core/common/openapi/api-tag.decorator';
import { PageQueryDto } from '../../src/core/common/pagination/page.dto';
import { toPage } from '../../src/core/common/pagination/to-page';
import { UuidPipe } from '../../src/core/common/validation/id.pipes';
import { CreateReminderDto, ReminderDto, ReminderPageDto } from './reminder.dto';
import { RemindersService } from './reminders.service';

@ApiTag('reminders', 'Reminders of what to do.')
@Controller('api/v1/reminders')
export class RemindersController {
  constructor(private readonly reminders: RemindersService) {}

  @Post()
  @ApiOperation({ summary: 'Create a reminder.' })
  @ApiCreatedResponse({ type: ReminderDto })
  @Authorized('reminders:write')
  async createReminder(@Body() { text, due_at }: CreateReminderDto): Promise<ReminderDto> {
    return ReminderDto.from(await this.reminders.create(text, due_at));
  }

  @Get()
  @ApiOperation({ summary: 'List reminders, newest first.' })
  @ApiOkResponse({ type: ReminderPageDto })
  @Authorized('reminders:read')
  async listReminders(@Query() { limit, after }: PageQueryDto): Promise<ReminderPageDto> {
    return toPage(await this.reminders.list({ limit, after }), (reminder) => ReminderDto.from(reminder));
  }

  @Get(':id')
  @ApiOperation({ summary: 'Get a reminder.' })
  @ApiOkResponse({ type: ReminderDto })
  @Authorized('reminders:read')
  async getReminder(@Param('id', UuidPipe) id: string): Promise<ReminderDto> {
    return ReminderDto.from(await this.reminders.get(id));
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Delete a reminder.' })
  @Authorized('reminders:write')
  async deleteReminder(@Param('id', UuidPipe) id: string): Promise<void> {
    await this.reminders.delete(id);
  }
}
