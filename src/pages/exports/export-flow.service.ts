import { Injectable, StreamableFile } from '@nestjs/common';
import { Clock, csvFile, type FormValues, RequestValidationPipe } from '../../core/common';
import { allPages, DataExportsService, type ExportRequest } from '../../core/platform';
import { texts, viewer } from '../../core/i18n';
import { FormState, refusedField } from '../kit/form-state';
import { type Page, SeeOther } from '../kit/page';
import { attemptChange } from '../kit/submit-form';
import { EXPORTS_PATH, withColumns } from './export-paths';
import { type AskedExport, exportPage } from './export.view';
import type { ListExport } from './list-export';

const validation = new RequestValidationPipe();

/** The page of every export, its file, and the start of those that are too large to be sent at once. */
@Injectable()
export class ExportFlowService {
  constructor(
    private readonly exports: DataExportsService,
    private readonly clock: Clock,
  ) {}

  async show<Q extends object>(list: ListExport<Q>, values: FormValues): Promise<Page> {
    return this.page(list, await asked(list, values), FormState.empty());
  }

  /** Sends the rows at once, unless they have become too many. */
  async file<Q extends object>(list: ListExport<Q>, values: FormValues): Promise<StreamableFile | Page | SeeOther> {
    const ask = await asked(list, values);
    if (ask.columns.length === 0) {
      return this.page(list, ask, noColumns()).then((page) => page.refused(422));
    }
    const request = await this.requestOf(list, ask);
    const { count, isMore } = await list.count(request);
    if (isMore) {
      const path = withColumns(list.path(ask.query), list.fields(ask.query), ask.columns);
      return new SeeOther(path, { tone: 'warn', text: texts('exports').nowMore });
    }
    await this.exports.recordDirect(request, count);
    const pages = allPages(async (after) => ({ ...(await list.part(request, after)), total: null }));
    return csvFile(`${request.name}.csv`, ask.columns, pages);
  }

  /** Starts the export. */
  async start<Q extends object>(list: ListExport<Q>, values: FormValues): Promise<Page | SeeOther> {
    const ask = await asked(list, values);
    return attemptChange({
      body: values,
      submit: async () => {
        if (ask.columns.length === 0) {
          throw refusedField('column', texts('exports').chooseColumn);
        }
        const request = await this.requestOf(list, ask);
        await this.exports.start(request);
        return SeeOther.done(EXPORTS_PATH, texts('exports').started);
      },
      show: (form) => this.page(list, ask, form),
    });
  }

  private async page<Q extends object>(list: ListExport<Q>, ask: Asked<Q>, form: FormState): Promise<Page> {
    const { query, columns } = ask;
    const request = await this.requestOf(list, ask);
    return exportPage({
      ...(await list.count(request)),
      form,
      name: request.name,
      description: request.description,
      allColumns: list.file(query).columns,
      sets: list.file(query).sets,
      columns,
      path: list.path(query),
      fields: list.fields(query),
      list: await list.list(query),
    } satisfies AskedExport);
  }

  private async requestOf<Q extends object>(list: ListExport<Q>, { query, columns }: Asked<Q>): Promise<ExportRequest> {
    return {
      kind: list.kind,
      name: list.file(query).name,
      query: list.fields(query),
      columns,
      description: (await list.words(query)).join(' · '),
      zone: viewer().zone,
      createdAt: this.clock.now(),
    };
  }
}

interface Asked<Q> {
  readonly query: Q;
  /** In their order in the file; none if nobody chose one. */
  readonly columns: readonly string[];
}

/** All columns unless some are chosen. The form has an empty one, so that none can be told from all. */
async function asked<Q extends object>(list: ListExport<Q>, values: FormValues): Promise<Asked<Q>> {
  const query: unknown = await validation.transform(values, { type: 'query', metatype: list.input });
  if (!(query instanceof list.input)) {
    throw new Error(`The address was not converted to ${list.input.name}`);
  }
  const chosen = values.column === undefined ? undefined : [values.column].flat();
  const { columns } = list.file(query);
  return { query, columns: columns.filter((column) => chosen?.includes(column) ?? true) };
}

function noColumns(): FormState {
  return FormState.refused({}, refusedField('column', texts('exports').chooseColumn));
}
