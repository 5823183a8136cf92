import { Get, Post, Query, type StreamableFile } from '@nestjs/common';
import type { VNode } from 'preact';
import { Authorized, problem } from '../../../core/common';
import { formatBytes, formatNumber, texts } from '../../../core/i18n';
import { type Caller, CurrentCaller, isPermitted, Permission } from '../../../core/identity';
import { ownedOrAll, seesAll } from '../../../core/identity/internal';
import { type DataExport, DataExportsService, type ExportKind } from '../../../core/platform';
import { Badge } from '../../../pages/components/badge';
import { ButtonLink, PostButton } from '../../../pages/components/button';
import type { IconName } from '../../../pages/components/icon';
import { listPage } from '../../../pages/components/list-page';
import { cursorPages } from '../../../pages/components/list-pages';
import { Refreshed } from '../../../pages/components/live';
import { type Column, Cut, NoValue } from '../../../pages/components/table';
import { Time } from '../../../pages/components/text';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import { AfterBeforeDto } from '../../../pages/kit/cursor-page';
import { Page, SeeOther } from '../../../pages/kit/page';
import { Id } from '../../../pages/kit/parameters';
import { requirePermission } from '../../../pages/exports/export-access';
import { deleteExportPath, exportFilePath, EXPORTS_PATH, withColumns } from '../../../pages/exports/export-paths';
import { nameOf } from '../../../pages/exports/export-words';
import { ListExport } from '../../../pages/exports/list-export';

const EXPORTS_PER_PAGE = 50;
const REFRESH_SECONDS = 5;

const BADGES: Readonly<Record<DataExport['state'], { tone: 'ok' | 'bad' | 'info' | 'outlined'; icon: IconName }>> = {
  queued: { tone: 'outlined', icon: 'circle-dashed' },
  running: { tone: 'info', icon: 'circle-play' },
  done: { tone: 'ok', icon: 'circle-check' },
  failed: { tone: 'bad', icon: 'circle-x' },
  stopped: { tone: 'outlined', icon: 'circle-stop' },
};

/** An export with what the user may do with it. */
interface ShownExport {
  readonly row: DataExport;
  /** Leads to the page of the export, with the same filters and columns; an export of the API has none. */
  readonly again?: string;
  readonly canDownload: boolean;
}

/** The exports that are kept: one's own or, for those who manage users, all. */
@ConsoleController('console/exports')
export class ExportsController {
  constructor(private readonly exports: DataExportsService) {}

  @Get()
  @Authorized(Permission.OwnSessionRead)
  async showExports(@CurrentCaller() caller: Caller, @Query() { after, before }: AfterBeforeDto): Promise<Page> {
    const t = texts('exports');
    const page = await this.exports.list({ limit: EXPORTS_PER_PAGE, after, before }, ownedOrAll(caller));
    const { content } = listPage<ShownExport>({
      title: t.title,
      lead: t.lead,
      path: EXPORTS_PATH,
      query: {},
      isBlank: page.rows.length === 0,
      rows: page.rows.map((row) => this.shown(row, caller)),
      columns: columns(seesAll(caller)),
      order: texts('lists').newestFirst,
      pages: cursorPages(page),
      empty: { icon: 'download', title: t.emptyTitle, text: t.emptyText },
    });
    if (page.rows.every(({ finishedAt }) => finishedAt)) {
      return new Page(content);
    }
    const body = <Refreshed seconds={REFRESH_SECONDS}>{content.body}</Refreshed>;
    return new Page({ ...content, body, reloadSeconds: REFRESH_SECONDS });
  }

  @Get(':id/file')
  @Authorized(Permission.OwnSessionRead)
  async downloadFile(@CurrentCaller() caller: Caller, @Id() id: string): Promise<StreamableFile> {
    const row = await this.exports.get(id, ownedOrAll(caller));
    const kind = this.exports.kindOf(row);
    if (!kind) {
      throw problem('EXPORT_NOT_READY');
    }
    requirePermission(caller, kind.permission);
    return this.exports.download(row);
  }

  @Post(':id/delete')
  @Authorized(Permission.OwnSession)
  async deleteExport(@CurrentCaller() caller: Caller, @Id() id: string): Promise<SeeOther> {
    const { name } = await this.exports.delete(id, ownedOrAll(caller));
    return SeeOther.done(EXPORTS_PATH, texts('exports').deleted({ name: nameOf(name) }));
  }

  private shown(row: DataExport, caller: Caller): ShownExport {
    const kind = this.exports.kindOf(row);
    return {
      row,
      again: kind && isList(kind) ? againPath(kind, row) : undefined,
      canDownload: row.state === 'done' && kind !== undefined && isPermitted(caller, kind.permission),
    };
  }
}

function isList(kind: ExportKind): kind is ListExport {
  return kind instanceof ListExport;
}

function againPath(list: ListExport, { query, columns }: DataExport): string {
  const stored = list.stored(query);
  return withColumns(list.path(stored), list.fields(stored), columns);
}

function columns(hasCreator: boolean): (Column<ShownExport> | false)[] {
  const t = texts('exports');
  return [
    {
      head: t.column.what,
      width: 25,
      onCard: 'title',
      cell: ({ row, again }) => (
        <>
          {again === undefined ? (
            <Cut text={nameOf(row.name)} />
          ) : (
            <a class="row-link" href={again}>
              <Cut text={nameOf(row.name)} />
            </a>
          )}
          <span class="row-note cut" title={row.description}>
            {row.description === '' ? t.allRows : row.description}
          </span>
        </>
      ),
    },
    {
      name: 'state',
      head: t.column.state,
      onCard: 'status',
      cell: ({ row: { state } }) => <Badge {...BADGES[state]} text={t.states[state]} />,
    },
    { name: 'rows', head: t.column.rows, isRight: true, onCard: 'left', cell: ({ row }) => rowsOf(row) },
    {
      name: 'size',
      head: t.column.size,
      isRight: true,
      onCard: 'hidden',
      cell: ({ row: { bytes } }) => (bytes === 0 ? <NoValue /> : formatBytes(bytes)),
    },
    hasCreator && {
      name: 'by',
      head: t.column.by,
      onCard: 'hidden',
      cell: ({ row: { actor } }) => <Cut text={actor} />,
    },
    {
      name: 'until',
      head: t.column.until,
      width: 15,
      onCard: 'right',
      cell: ({ row: { keepUntil } }) => <Time at={keepUntil} />,
    },
    {
      head: t.column.actions,
      headView: <span class="visually-hidden">{t.column.actions}</span>,
      width: 20,
      isRight: true,
      onCard: 'wide',
      cell: (shown) => <Verbs {...shown} />,
    },
  ];
}

/** While it is written, with what is expected. */
function rowsOf({ rows, total, state }: DataExport): string {
  const isWritten = state === 'running' && total !== null;
  return isWritten ? texts('exports').rowsOf({ rows, total }) : formatNumber(rows);
}

function Verbs({ row, canDownload }: ShownExport): VNode {
  const t = texts('exports');
  const name = nameOf(row.name);
  return (
    <div class="row-verbs">
      {canDownload && (
        <ButtonLink isSmall icon="download" href={exportFilePath(row.uid)} text={t.get} label={`${t.get}: ${name}`} />
      )}
      <PostButton
        isSmall
        look="quiet"
        icon="trash-2"
        action={deleteExportPath(row.uid)}
        label={row.finishedAt ? t.delete({ name }) : t.stop({ name })}
      />
    </div>
  );
}
