import { Injectable, type StreamableFile } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { csvFile, type CsvReading, DomainError, type FormValues, type ImportReport, readCsv } from '../../core/common';
import { csvHeader } from '../../core/common/internal';
import { FormState, refusedField } from '../kit/form-state';
import { type Page, SeeOther } from '../kit/page';
import { attemptChange } from '../kit/submit-form';
import { messageOfField, texts } from '../../core/i18n';
import { type CheckedFile, ImportFilesService } from './import-files.service';
import { chosenColumns, filePath, type ImportKind, type UploadKind } from './import-kind';
import { type CheckedImport, checkPage, importPage, withColumns } from './import.view';
import { CHECKED_FIELD, checkedMark, isReadAnew, type ReadingFields, readingFields, readingOf } from './reading-fields';

/** A file of which only the names of its columns were read. */
interface Opened {
  readonly kind: ImportKind;
  readonly file: CheckedFile;
  readonly matched?: Required<CheckedImport>['matched'];
  readonly fields: ReadingFields;
  readonly reading: CsvReading;
  /** Why it cannot be read so. */
  readonly refusal?: DomainError;
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
      const done = file && (await kind.import(file.bytes, false, {}));
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
    return opened instanceof SeeOther ? opened : this.checked(opened, opened.refusal);
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
    const { matched, file, fields } = opened;
    if (body.do === 'check') {
      return new SeeOther(withColumns(filePath(kind, file.id), matched?.columns, fields));
    }
    const mark = checkedMark(matched?.columns ?? [], fields);
    if (mark !== '' && body[CHECKED_FIELD] !== mark) {
      return this.checked(opened, refusedField('columns', texts('import').notChecked));
    }
    return this.importChecked(opened);
  }

  private async importChecked(opened: Opened): Promise<Page | SeeOther> {
    const { kind } = opened;
    try {
      const { imported, undo } = await report(opened, false);
      return SeeOther.done(kind.listPath, kind.texts().imported(imported), undo);
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
    const fields = readingFields(values);
    const read = readOrRefuse(fields);
    const { matching } = kind;
    if (!matching) {
      return { kind, file, fields, ...read };
    }
    const header = headerOf(kind, file, read.reading);
    // Chosen for other headings.
    const chosen = isReadAnew(values[CHECKED_FIELD], fields) ? undefined : values.columns;
    const columns = chosenColumns(kind, chosen, header) ?? matching.guess(header);
    return { kind, file, fields, ...read, matched: { header, columns } };
  }

  /** @param refusal shown above the check */
  private async checked(opened: Opened, refusal?: DomainError): Promise<Page> {
    const { kind, file, matched, fields, reading } = opened;
    const page = { kind, file, matched, fields };
    try {
      const { rows } = await readCsv(file.bytes, { ...kind.format, named: matched?.columns }, reading);
      const result = { rows, report: await report(opened, true) };
      const form = refusal ? FormState.refused({ ...fields }, refusal) : FormState.of({ ...fields });
      const checked = checkPage({ ...page, result, form });
      return refusal ? checked.refused(422) : checked;
    } catch (error) {
      if (!isInvalidFile(error)) {
        throw error;
      }
      return checkPage({ ...page, form: FormState.refused({ ...fields }, refusal ?? error) }).refused(422);
    }
  }
}

function report({ kind, file, matched, reading }: Opened, isDryRun: boolean): ReturnType<ImportKind['import']> {
  return kind.import(file.bytes, isDryRun, reading, matched?.columns);
}

function readOrRefuse(fields: ReadingFields): Pick<Opened, 'reading' | 'refusal'> {
  try {
    return { reading: readingOf(fields) };
  } catch (error) {
    if (isInvalidFile(error)) {
      return { reading: {}, refusal: error };
    }
    throw error;
  }
}

/** Empty if the file cannot be read: the check says why. */
function headerOf({ format }: ImportKind, { bytes }: CheckedFile, reading: CsvReading): string[] {
  try {
    return csvHeader(bytes, format, reading);
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
