import { Get, Param, Post, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Authorized, type CsvReading, DomainError, type FormValues, TakesFiles } from '../../../core/common';
import { texts } from '../../../core/i18n';
import { type Caller, CurrentCaller, isPermitted, Permission } from '../../../core/identity';
import { type FileSample, type LicenseImport, LicenseImportJobsService } from '../../../core/licensing/internal';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import { ImportFilesService, type KeptFile } from '../../../pages/import/import-files.service';
import { ImportFlowService } from '../../../pages/import/import-flow.service';
import { chosenColumns, filePath } from '../../../pages/import/import-kind';
import { importPage, withColumns } from '../../../pages/import/import.view';
import {
  CHECKED_FIELD,
  isReadAnew,
  type ReadingFields,
  readingFields,
  readingOf,
} from '../../../pages/import/reading-fields';
import { FormState, refusedField } from '../../../pages/kit/form-state';
import { type Page, SeeOther } from '../../../pages/kit/page';
import { FormBody } from '../../../pages/kit/parameters';
import { attemptChange } from '../../../pages/kit/submit-form';
import { jobPath } from '../../../pages/kit/record-paths';
import { importPath } from '../license-list/license-paths';
import { licenseColumns } from './license-column-names';
import { LICENSE_UPLOAD } from './license-import-kind';
import { columnsPage, CREATE_CUSTOMERS, SAMPLE_ROWS, unreadablePage } from './license-import.view';

interface OpenedFile {
  readonly file: KeptFile;
  readonly sample: FileSample;
  readonly columns: LicenseImport['columns'];
  /** Whether the user may create customers. */
  readonly canCreate: boolean;
  readonly createsCustomers: boolean;
  readonly fields: ReadingFields;
  readonly reading: CsvReading;
}

/** The first steps of an import of licenses: the file and its columns. Jobs check and import it. */
@ConsoleController(importPath)
@Authorized(Permission.LicensesWrite)
export class LicenseImportController {
  constructor(
    private readonly flow: ImportFlowService,
    private readonly files: ImportFilesService,
    private readonly imports: LicenseImportJobsService,
  ) {}

  @Get()
  showImport(): Page {
    return this.flow.start(LICENSE_UPLOAD);
  }

  @Post()
  @TakesFiles()
  uploadFile(@Req() request: FastifyRequest): Promise<Page | SeeOther> {
    return this.flow.receive(LICENSE_UPLOAD, request);
  }

  @Get(':file')
  showColumns(
    @CurrentCaller() caller: Caller,
    @Param('file') id: string,
    @Query() values: FormValues,
  ): Promise<Page | SeeOther> {
    return this.withFile(caller, id, values, (opened) => this.preview(opened, FormState.empty()));
  }

  /** Starts the check of all rows, or shows the first ones with other columns. */
  @Post(':file')
  checkFile(
    @CurrentCaller() caller: Caller,
    @Param('file') id: string,
    @FormBody() body: FormValues,
  ): Promise<Page | SeeOther> {
    return this.withFile(caller, id, body, (opened) => {
      const { file, columns, createsCustomers, fields, reading } = opened;
      const path = filePath(LICENSE_UPLOAD, file.id);
      if (body.do === 'preview' || isReadAnew(body[CHECKED_FIELD], fields)) {
        const option = createsCustomers ? `&${CREATE_CUSTOMERS}=1` : '';
        return Promise.resolve(new SeeOther(withColumns(path, columns, fields) + option));
      }
      return attemptChange({
        body,
        submit: async () => {
          refuseColumns(columns);
          return new SeeOther(jobPath((await this.imports.startCheck(file, columns, createsCustomers, reading)).uid));
        },
        show: (form) => this.preview(opened, form),
      });
    });
  }

  private async withFile(
    caller: Caller,
    id: string,
    values: FormValues,
    show: (opened: OpenedFile) => Promise<Page | SeeOther>,
  ): Promise<Page | SeeOther> {
    const file = await this.files.find(id);
    if (!file) {
      return new SeeOther(importPath, { tone: 'bad', text: texts('import').gone });
    }
    const fields = readingFields(values);
    let sample: FileSample;
    let reading: CsvReading;
    try {
      reading = readingOf(fields);
      sample = await this.imports.sample(file, SAMPLE_ROWS, reading);
    } catch (error) {
      return unreadablePage(file, FormState.refused({ ...fields }, invalidFile(error))).refused(422);
    }
    const { header } = sample;
    // Chosen for other headings.
    const chosen = isReadAnew(values[CHECKED_FIELD], fields) ? undefined : values.columns;
    const names = chosenColumns(LICENSE_UPLOAD, chosen, header) ?? LICENSE_UPLOAD.matching.guess(header);
    const canCreate = isPermitted(caller, Permission.CustomersWrite);
    const createsCustomers = canCreate && values[CREATE_CUSTOMERS] === '1';
    return show({ file, sample, columns: licenseColumns(names), canCreate, createsCustomers, fields, reading });
  }

  /** Columns that do not suffice yet are no error before the form is sent. */
  private async preview(opened: OpenedFile, form: FormState): Promise<Page> {
    const { sample, columns, createsCustomers } = opened;
    const missing = problemOf(columns);
    if (missing) {
      return columnsPage({ ...opened, form, missing: missing.text });
    }
    try {
      const report = await this.imports.checkSample(sample, columns, createsCustomers);
      return columnsPage({ ...opened, form, report });
    } catch (error) {
      return importPage(LICENSE_UPLOAD, FormState.refused({}, invalidFile(error))).refused(422);
    }
  }
}

function refuseColumns(columns: LicenseImport['columns']): void {
  const found = problemOf(columns);
  if (found) {
    throw refusedField(found.field, found.text);
  }
}

function problemOf(columns: LicenseImport['columns']): { field: string; text: string } | undefined {
  const t = texts('licenseImport');
  if (!columns.includes('product')) {
    return { field: 'columns.0', text: t.noProduct };
  }
  const twice = columns.findIndex((column, index) => column !== '' && columns.indexOf(column) < index);
  return twice === -1 ? undefined : { field: `columns.${twice}`, text: t.twice };
}

/** Other errors are thrown. */
function invalidFile(error: unknown): DomainError {
  if (error instanceof DomainError && error.code === 'VALIDATION_ERROR') {
    return error;
  }
  throw error;
}
