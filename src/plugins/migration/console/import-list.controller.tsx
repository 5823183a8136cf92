import { Get, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Authorized, TakesFiles } from '../../../core/common';
import { formatNumber, texts } from '../../../core/i18n';
import { type Caller, CurrentCaller, isPermitted } from '../../../core/identity';
import { ImportFilesService } from '../imports/import-files.service';
import type { Import } from '../imports/import.entity';
import { ImportsService } from '../imports/imports.service';
import { IMPORT_SOURCES } from '../imports/sources/import-sources';
import type { StoredFile } from '../../../core/platform';
import { FILE_FIELD, UploadForm } from '../../../pages/components/upload-form';
import { addLink } from '../../../pages/components/button';
import { QuietFold } from '../../../pages/components/fold';
import { Select, TextField } from '../../../pages/components/fields';
import { listPage } from '../../../pages/components/list-page';
import { cursorPages } from '../../../pages/components/list-pages';
import { type Column, Cut, RowTitle } from '../../../pages/components/table';
import { Time } from '../../../pages/components/text';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import { ImportFilesService as KeptFilesService } from '../../../pages/import/import-files.service';
import { FormRoute } from '../../../pages/kit/form-route';
import { type Page, SeeOther } from '../../../pages/kit/page';
import { totalOf } from './import-counts.view';
import { FileFields, SHEET_FIELDS } from './import-file-fields.view';
import { importCrumbs } from './import-page.view';
import {
  API_IMPORT_PATH,
  columnsPath,
  ImportListQueryDto,
  importPath,
  IMPORTS_PATH,
  UPLOAD_PATH,
} from './import-paths';
import { ImportStateBadge, sourceTitle } from './import-words';

const IMPORTS_PER_PAGE = 50;

/** Imports from other license servers, and the upload that begins one. */
@ConsoleController('console/imports')
@Authorized('imports:read')
export class ImportListController {
  constructor(
    private readonly imports: ImportsService,
    private readonly files: ImportFilesService,
    private readonly kept: KeptFilesService,
  ) {}

  @Get()
  async showImports(@CurrentCaller() caller: Caller, @Query() query: ImportListQueryDto): Promise<Page> {
    const t = texts('serverImports');
    const { q, after, before } = query;
    const page = await this.imports.list({ limit: IMPORTS_PER_PAGE, after, before }, q);
    const canWrite = isPermitted(caller, 'imports:write');
    const add = canWrite && addLink(t.upload, UPLOAD_PATH);
    return listPage<Import>({
      title: t.title,
      lead: t.lead,
      actions: [canWrite && apiLink(), add],
      path: IMPORTS_PATH,
      query: { q },
      search: { label: t.search, placeholder: t.searchHint },
      isBlank: q === undefined && page.rows.length === 0,
      rows: page.rows,
      columns: columns(),
      order: texts('lists').newestFirst,
      pages: cursorPages(page),
      empty: { icon: 'database', title: t.emptyTitle, text: t.emptyText, add },
      noMatch: { title: t.nothingTitle, showAll: t.showAll },
    });
  }

  @FormRoute('new')
  @TakesFiles()
  @Authorized('imports:write')
  uploadServerData(@Req() request: FastifyRequest): UploadForm<StoredFile> {
    const t = texts('serverImports');
    return new UploadForm(request, {
      title: t.uploadTitle,
      crumbs: importCrumbs(),
      actions: [apiLink()],
      lead: t.uploadLead,
      action: UPLOAD_PATH,
      hint: t.fileHint,
      maxBytes: this.files.maxBytes,
      verb: texts('import').check,
      cancel: IMPORTS_PATH,
      messages: { [FILE_FIELD]: texts('catalog').chooseFile, from: t.chooseSource },
      before: (form) => (
        <Select
          form={form}
          name="from"
          label={t.source}
          choices={IMPORT_SOURCES.map(({ name, title }) => ({ value: name, title }))}
        />
      ),
      fields: (form) => (
        <QuietFold
          title={t.reading}
          isOpen={['table_prefix', ...SHEET_FIELDS].some((field) => form.problemOf(field) !== undefined)}
        >
          <TextField form={form} name="time_zone" label={t.timeZone} hint={t.timeZoneHint} isOptional />
          <TextField form={form} name="product" label={t.product} hint={t.productHint} isOptional />
          <TextField form={form} name="table_prefix" label={t.tablePrefix} hint={t.tablePrefixHint} isOptional />
          <FileFields form={form} />
        </QuietFold>
      ),
      keeper: this.files.keeper,
      submit: async (file, fields) => {
        const { from = '', ...values } = Object.fromEntries(
          ['from', ...SHEET_FIELDS].map((name) => [name, String(fields[name] ?? '')]),
        );
        if (isSpreadsheet(from)) {
          // The file is checked when a person has confirmed its columns.
          return new SeeOther(columnsPath(await this.kept.keep(file), { from, ...values }));
        }
        return new SeeOther(importPath((await this.files.startWith(file, fields)).uid));
      },
    });
  }
}

/** Whether a person can give the columns of its files another meaning. */
function isSpreadsheet(source: string): boolean {
  return IMPORT_SOURCES.some(({ name, columnOf }) => name === source && columnOf !== undefined);
}

/** To the form for servers whose API is read. */
function apiLink() {
  return { title: texts('serverImports').readApi, href: API_IMPORT_PATH, icon: 'download' as const };
}

function columns(): Column<Import>[] {
  const t = texts('serverImports');
  return [
    {
      head: t.file,
      width: 35,
      onCard: 'title',
      cell: ({ uid, fileName, source }) => (
        <RowTitle href={importPath(uid)} title={fileName} note={sourceTitle(source)} />
      ),
    },
    { name: 'state', head: t.state, onCard: 'status', cell: ({ state }) => <ImportStateBadge state={state} /> },
    {
      name: 'rows',
      head: t.rowCount,
      width: 10,
      isRight: true,
      onCard: 'left',
      cell: (one) => formatNumber(totalOf(one)),
    },
    { name: 'by', head: t.by, onCard: 'wide', cell: ({ actor }) => <Cut text={actor} /> },
    {
      name: 'created',
      head: t.createdAt,
      isRight: true,
      onCard: 'right',
      cell: ({ createdAt }) => <Time at={createdAt} as="age" />,
    },
  ];
}
