import { Injectable, type StreamableFile } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { csvFile } from '../../common/csv/csv-file';
import { csvHeader, readCsv } from '../../common/csv/csv-rows';
import type { ImportReport } from '../../common/csv/import-report';
import { DomainError } from '../../common/errors/domain-error';
import type { FormValues } from '../../common/http/form-fields';
import { FormState, refusedField } from '../kit/form-state';
import { type Page, SeeOther } from '../kit/page';
import { attemptChange } from '../kit/submit-form';
import { texts } from '../../i18n/texts';
import { messageOfField } from '../../i18n/shown-message';
import { type CheckedFile, ImportFilesService } from './import-files.service';
import { chosenColumns, filePath, type ImportKind, type UploadKind } from './import-kind';
import { CHECKED_FIELD, type CheckedImport, checkPage, importPage, withColumns } from './import.view';

/** A file of which only the names of its columns were read. */
interface Opened {
  readonly kind: ImportKind;
  readonly file: CheckedFile;
  readonly matched?: Required<CheckedImport>['matched'];
}

/** The steps of every import: upload, check, import. Between them, the server keeps the file. */
@Injectable()
export class ImportFlowService {
  constructor(private readonly files: ImportFilesService) {}

  start(kind: UploadKind): Page {
    return importPage(kind, FormState.empty());
  }

  /** Keeps a file and leads to its check. */
  receive(kind: UploadKind, request: FastifyRequest): Promise<Page | SeeOther> {
    return attemptChange({
      submit: async () => new SeeOther(filePath(kind, await this.files.receive(request))),
      show: (form) => importPage(kind, form),
    });
  }

  /** Imports a file, or leads to its check if that is needed first. */
  receiveAndImport(kind: ImportKind, request: FastifyRequest): Promise<Page | SeeOther> {
    return attemptChange({
      submit: async () => {
        const id = await this.files.receive(request);
        return (await this.importAtOnce(kind, await this.files.open(String(id)))) ?? new SeeOther(filePath(kind, id));
      },
      show: (form) => importPage(kind, form),
    });
  }

  private async importAtOnce(kind: ImportKind, file: CheckedFile | undefined): Promise<SeeOther | undefined> {
    try {
      const done = file && (await kind.import(file.bytes, false));
      return done && SeeOther.done(kind.listPath, kind.texts().imported(done.imported));
    } catch (error) {
      if (isInvalidFile(error)) {
        return undefined;
      }
      throw error;
    }
  }

  /** @param values has the chosen columns of a kind whose columns are matched with headings */
  async check(kind: ImportKind, id: string, values: FormValues): Promise<Page | SeeOther> {
    const opened = await this.open(kind, id, values);
    return opened instanceof SeeOther ? opened : this.checked(opened);
  }

  /** The errors of a file, as CSV. */
  async errors(kind: ImportKind, id: string, values: FormValues): Promise<StreamableFile | SeeOther> {
    const opened = await this.open(kind, id, values);
    return opened instanceof SeeOther ? opened : errorFile(await report(opened, true));
  }

  /** Imports a checked file. Other columns than the checked ones are checked first. */
  async import(kind: ImportKind, id: string, body: FormValues): Promise<Page | SeeOther> {
    const opened = await this.open(kind, id, body);
    if (opened instanceof SeeOther) {
      return opened;
    }
    const { matched, file } = opened;
    if (body.do === 'check') {
      return new SeeOther(withColumns(filePath(kind, file.id), matched?.columns));
    }
    if (matched && body[CHECKED_FIELD] !== matched.columns.join(' ')) {
      return this.checked(opened, refusedField('columns', texts('import').notChecked));
    }
    return this.importChecked(opened);
  }

  private async importChecked(opened: Opened): Promise<Page | SeeOther> {
    const { kind } = opened;
    try {
      const { imported } = await report(opened, false);
      return SeeOther.done(kind.listPath, kind.texts().imported(imported));
    } catch (error) {
      if (isInvalidFile(error)) {
        return (await this.checked(opened)).refused(422);
      }
      throw error;
    }
  }

  private async open(kind: ImportKind, id: string, values: FormValues): Promise<Opened | SeeOther> {
    const file = await this.files.open(id);
    if (!file) {
      return new SeeOther(kind.path, { tone: 'bad', text: texts('import').gone });
    }
    const { matching } = kind;
    if (!matching) {
      return { kind, file };
    }
    const header = headerOf(file);
    const columns = chosenColumns(kind, values.columns, header) ?? matching.guess(header);
    return { kind, file, matched: { header, columns } };
  }

  /** @param refusal shown above the check */
  private async checked(opened: Opened, refusal?: DomainError): Promise<Page> {
    const { kind, file, matched } = opened;
    const page = { kind, file, matched };
    try {
      const rows = await readCsv(file.bytes, { ...kind.format, named: matched?.columns });
      const result = { rows, report: await report(opened, true) };
      const checked = checkPage({
        ...page,
        result,
        form: refusal ? FormState.refused({}, refusal) : FormState.empty(),
      });
      return refusal ? checked.refused(422) : checked;
    } catch (error) {
      if (!isInvalidFile(error)) {
        throw error;
      }
      const form = FormState.refused({}, error);
      return (matched?.header.length ? checkPage({ ...page, form }) : importPage(kind, form)).refused(422);
    }
  }
}

function report({ kind, file, matched }: Opened, isDryRun: boolean): Promise<ImportReport> {
  return kind.import(file.bytes, isDryRun, matched?.columns);
}

/** Empty if the file cannot be read: the check says why. */
function headerOf({ bytes }: CheckedFile): string[] {
  try {
    return csvHeader(bytes);
  } catch (error) {
    if (isInvalidFile(error)) {
      return [];
    }
    throw error;
  }
}

function errorFile({ problems }: ImportReport): StreamableFile {
  const rows = problems.map((problem) => ({
    row: problem.row,
    column: problem.field,
    error: messageOfField(problem).text,
  }));
  return csvFile('errors.csv', ['row', 'column', 'error'], onePage(rows));
}

async function* onePage(rows: object[]): AsyncGenerator<object[]> {
  yield await Promise.resolve(rows);
}

function isInvalidFile(error: unknown): error is DomainError {
  return error instanceof DomainError && error.code === 'VALIDATION_ERROR';
}
