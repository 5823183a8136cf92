import { Get, Query } from '@nestjs/common';
import { Authorized } from 'keyward/core/common';
import { texts } from 'keyward/core/i18n';
import { AfterBeforeDto, Badge, ConsoleController, cursorPages, listPage, type Page, Time } from 'keyward/pages';
import { NotesService } from '../notes.service';

const NOTES_PER_PAGE = 50;

/** A page of the console: found by the name of its file, in the folder `console`. */
@ConsoleController('console/notes')
export class NotesPageController {
  constructor(private readonly notes: NotesService) {}

  @Get()
  @Authorized('notes:read')
  async showNotes(@Query() place: AfterBeforeDto): Promise<Page> {
    const t = texts('notes');
    const notes = await this.notes.latest({ limit: NOTES_PER_PAGE, ...place });
    return listPage({
      title: t.title,
      lead: t.lead,
      path: '/console/notes',
      query: {},
      rows: notes.rows,
      columns: [
        { head: t.text, width: 40, onCard: 'title', cell: ({ text }) => text },
        {
          head: t.hold,
          onCard: 'status',
          cell: ({ isHold }) => isHold && <Badge tone="warn" icon="triangle-alert" text={t.hold} />,
        },
        { head: t.writtenAt, onCard: 'wide', cell: ({ createdAt }) => <Time at={createdAt} /> },
      ],
      order: t.order,
      pages: cursorPages(notes),
      empty: { icon: 'file-text', title: t.none, text: t.lead },
    });
  }
}
