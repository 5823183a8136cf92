import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { ApiTag, Authorized, PageQueryDto, toPage, UuidPipe } from 'keyward/core/common';
import { CreateNoteDto, NoteDto, NotePageDto } from './dto/note.dto';
import { NotesService } from './notes.service';

/** The operations of a plug-in are below `/api/v1/<its name>`. */
@ApiTag('notes', 'Notes on licenses.')
@Controller('api/v1/notes/licenses/:id')
export class NotesController {
  constructor(private readonly notes: NotesService) {}

  @Post()
  @ApiOperation({ summary: 'Write a note on a license.' })
  @ApiCreatedResponse({ type: NoteDto })
  @Authorized('notes:write')
  async createNote(@Param('id') id: string, @Body() { text, is_hold = false }: CreateNoteDto): Promise<NoteDto> {
    return NoteDto.from(await this.notes.create(id, text, is_hold));
  }

  @Get()
  @ApiOperation({ summary: 'List the notes on a license, newest first.' })
  @ApiOkResponse({ type: NotePageDto })
  @Authorized('notes:read')
  async listNotes(@Param('id') id: string, @Query() { limit, after }: PageQueryDto): Promise<NotePageDto> {
    return toPage(await this.notes.list(id, { limit, after }), (note) => NoteDto.from(note));
  }

  @Delete(':note_id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Delete a note.' })
  @Authorized('notes:write')
  async deleteNote(@Param('id') id: string, @Param('note_id', UuidPipe) noteId: string): Promise<void> {
    await this.notes.delete(id, noteId);
  }
}
