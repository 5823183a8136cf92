import { Get, Query } from '@nestjs/common';
import { Authorized, IsName } from 'keyward/core/common';
import { texts } from 'keyward/core/i18n';
import {
  AfterBeforeDto,
  Badge,
  ConsoleController,
  cursorPages,
  listPage,
  OptionalField,
  type Page,
  Time,
} from 'keyward/pages';
import { NotesService } from '../notes.service';

const NOTES_PER_PAGE = 50;

class NotesQueryDto extends AfterBeforeDto {
  /** Uid or key of a license. */
  @OptionalField()
  @IsName()
  license?: string;
}

/** A page of the console: found by the name of its file, in the folder `console`. */
@ConsoleController('console/notes')
export class NotesPageController {
  constructor(private readonly notes: NotesService) {}

  @Get()
  @Authorized('notes:read')
  async showNotes(@Query() { license, ...place }: NotesQueryDto): Promise<Page> {
    const t = texts('notes');
    const page = { limit: NOTES_PER_PAGE, ...place };
    const notes = await (license === undefined ? this.notes.latest(page) : this.notes.list(license, page));
    return listPage({
      title: t.title,
      lead: t.lead,
      path: '/console/notes',
      query: { license },
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
