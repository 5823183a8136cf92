import { Get, Param, Post, Query } from '@nestjs/common';
import { Authorized, type FormValues, MAX_HEADINGS } from '../../../core/common';
import { isCharset } from '../../../core/common/internal';
import { textFor, texts } from '../../../core/i18n';
import { ImportFilesService } from '../imports/import-files.service';
import { comparable, isCsvField } from '../imports/sources/csv-fields';
import { type CsvSample, csvSample } from '../imports/sources/csv-rows';
import { IMPORT_SOURCES } from '../imports/sources/import-sources';
import { UnreadableFile } from '../imports/sources/unreadable-file';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import { ImportFilesService as KeptFilesService } from '../../../pages/import/import-files.service';
import { FormState, refusedField } from '../../../pages/kit/form-state';
import { type Page, SeeOther } from '../../../pages/kit/page';
import { FormBody } from '../../../pages/kit/parameters';
import { attemptChange } from '../../../pages/kit/submit-form';
import { columnsPage, type ImportedSheet } from './import-columns.view';
import { SHEET_FIELDS } from './import-file-fields.view';
import { importPath, UPLOAD_PATH } from './import-paths';

/** Rows of which the page shows examples. */
const SAMPLE_ROWS = 20;
const HEADER_LINES = Array.from({ length: MAX_HEADINGS }, (_, index) => index + 1);

/** The columns of a spreadsheet that was uploaded: the import begins when a person has confirmed their meanings. */
@ConsoleController('console/imports/columns')
@Authorized('imports:write')
export class ImportColumnsController {
  constructor(
    private readonly files: ImportFilesService,
    private readonly kept: KeptFilesService,
  ) {}

  @Get(':file')
  async showSheetColumns(@Param('file') id: string, @Query() values: FormValues): Promise<Page | SeeOther> {
    const sheet = await this.open(id, values);
    return sheet instanceof SeeOther ? sheet : columnsPage(sheet, FormState.of(values));
  }

  @Post(':file')
  async importSheet(@Param('file') id: string, @FormBody() body: FormValues): Promise<Page | SeeOther> {
    const sheet = await this.open(id, body);
    if (sheet instanceof SeeOther) {
      return sheet;
    }
    const isReadAnew = typeof body.shown === 'string' && body.shown !== sheet.shown;
    if (isReadAnew) {
      return columnsPage(sheet, FormState.of(body));
    }
    return attemptChange({
      body,
      submit: async () => {
        if (!sheet.columns.includes('key')) {
          throw refusedField('columns.0', texts('serverImports').noKey);
        }
        const values = Object.fromEntries(SHEET_FIELDS.map((name) => [name, body[name] ?? '']));
        const { uid } = await this.files.startWith(sheet.file, { from: sheet.from, ...values }, meaningsIn(sheet));
        return new SeeOther(importPath(uid));
      },
      show: (form) => columnsPage(sheet, form),
    });
  }

  private async open(
    id: string,
    { from, columns, charset: name, header_line: line, shown }: FormValues,
  ): Promise<ImportedSheet | SeeOther> {
    const file = await this.kept.find(id);
    const source = IMPORT_SOURCES.find(({ name }) => name === from);
    const { columnOf } = source ?? {};
    if (!file || !source || !columnOf) {
      return new SeeOther(UPLOAD_PATH, { tone: 'bad', text: texts('import').gone });
    }
    const charset = typeof name === 'string' && isCharset(name) ? name : undefined;
    // The check refuses others.
    const headerLine = HEADER_LINES.find((one) => String(one) === line);
    let sample: CsvSample;
    try {
      sample = await csvSample(file.read(), SAMPLE_ROWS, {
        charset,
        headerLine,
        isHeading: (text) => columnOf(text) !== undefined,
      });
    } catch (error) {
      return unreadable(error);
    }
    const places = placesIn(sample);
    const reading = `${charset ?? ''}/${headerLine ?? ''}`;
    // Chosen for other headings.
    const chosen = typeof shown === 'string' && shown !== reading ? undefined : chosenIn(columns, places.length);
    const meanings = chosen ?? places.map((place) => columnOf(sample.header[place] ?? '') ?? '');
    return { file: file.stored, from: source.name, sample, places, columns: meanings, shown: reading };
  }
}

function unreadable(error: unknown): SeeOther {
  if (!(error instanceof UnreadableFile)) {
    throw error;
  }
  const text = textFor(texts('serverImports').reasons, error.reason) ?? error.detail;
  return new SeeOther(UPLOAD_PATH, { tone: 'bad', text: `${text}.` });
}

/** Columns without a heading cannot be named; columns with the same heading have the same meaning. */
function placesIn({ header }: CsvSample): number[] {
  const names = header.map(comparable);
  return names.flatMap((name, place) => (name !== '' && names.indexOf(name) === place ? [place] : []));
}

/** Undefined if there is no known meaning for each column. */
function chosenIn(sent: unknown, count: number): string[] | undefined {
  const columns: unknown[] = sent === undefined ? [] : [sent].flat();
  const meanings = columns.map((value) => (typeof value === 'string' && isCsvField(value) ? value : ''));
  return count > 0 && meanings.length === count ? meanings : undefined;
}

function meaningsIn({ sample, places, columns }: ImportedSheet): Record<string, string> {
  return Object.fromEntries(places.map((place, index) => [sample.header[place] ?? '', columns[index] ?? '']));
}
