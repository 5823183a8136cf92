import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Authorized, Dialect } from 'keyward/core/common';
import { NotesService } from '../notes.service';
import { DoneDto, TicketDto } from './desk.dto';
import { DESK } from './desk.dialect';

/** The API of a help desk, with its own paths, fields and errors: it puts licenses on hold. */
@Dialect(DESK)
@ApiTags('tickets')
@Controller('desk/v1/tickets')
export class DeskController {
  constructor(private readonly notes: NotesService) {}

  @Post('open')
  @HttpCode(200)
  @ApiOperation({ summary: 'Put the license of a ticket on hold.' })
  @ApiOkResponse({ type: DoneDto })
  @Authorized('notes:write')
  async openTicket(@Body() { license, subject }: TicketDto): Promise<DoneDto> {
    await this.notes.create(license, subject, true);
    return { usable: false };
  }

  @Post('close')
  @HttpCode(200)
  @ApiOperation({ summary: 'End all holds of the license of a ticket.' })
  @ApiOkResponse({ type: DoneDto })
  @Authorized('notes:write')
  async closeTicket(@Body() { license }: TicketDto): Promise<DoneDto> {
    await this.notes.release(license);
    return { usable: true };
  }
}
