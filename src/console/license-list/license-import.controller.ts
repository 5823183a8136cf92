import { Get, Post, Req, type StreamableFile } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Authorized } from '../../common/access/authorized.decorator';
import { csvFile } from '../../common/csv/csv-file';
import { CSV_FIELD, MAX_CSV_BYTES } from '../../common/csv/csv-rows';
import type { ImportReport } from '../../common/csv/import-report';
import { InvalidInput } from '../../common/errors/domain-error';
import { TakesLargeBody } from '../../common/http/body-limits';
import { IN_MEMORY } from '../../common/http/in-memory-files';
import { receiveForm, TakesFiles } from '../../common/http/uploads';
import { Permission } from '../../identity/permissions/permission';
import { ImportLicensesService } from '../../licensing/licenses/import-licenses.service';
import { readCells } from '../../licensing/licenses/license-rows';
import { ConsoleController } from '../kit/console-controller.decorator';
import { FormState } from '../kit/form-state';
import { type Page, SeeOther } from '../kit/page';
import { submitForm } from '../kit/submit-form';
import { IMPORT_TEXTS } from './import-texts';
import { checkedPage, importPage, KEPT_FIELD } from './license-import.view';
import { LICENSES_PATH } from './license-paths';

type Verb = 'check' | 'import' | 'errors';

/** Imports a file of licenses, after a check. */
@ConsoleController('console/licenses/import')
@Authorized(Permission.LicensesWrite)
export class LicenseImportPageController {
  constructor(private readonly imports: ImportLicensesService) {}

  @Get()
  showLicenseImport(): Page {
    return importPage(FormState.empty());
  }

  /** Checks a file, imports it, or answers what is wrong with it as CSV. The file is uploaded, or comes back from the checked page. */
  @Post()
  @TakesFiles()
  @TakesLargeBody()
  async importLicenseFile(@Req() request: FastifyRequest): Promise<Page | SeeOther | StreamableFile> {
    let errors: StreamableFile | undefined;
    const answer = await submitForm({
      // The form is read by `receiveForm`.
      body: undefined,
      input: Object,
      submit: async () => {
        const { file, verb } = await receive(request);
        const report = await this.imports.import(file, true);
        errors = verb === 'errors' ? errorFile(report) : undefined;
        return verb === 'import' && report.wrongRows === 0 ? this.import(file) : checked(file, report);
      },
      show: importPage,
    });
    return errors ?? answer;
  }

  private async import(file: Buffer): Promise<SeeOther> {
    const { imported } = await this.imports.import(file, false);
    return new SeeOther(LICENSES_PATH, { tone: 'ok', text: IMPORT_TEXTS().imported(imported) });
  }
}

async function receive(request: FastifyRequest): Promise<{ file: Buffer; verb: Verb }> {
  const rules = [{ field: CSV_FIELD, maxBytes: MAX_CSV_BYTES }];
  const { fields, files } = await receiveForm(request, rules, IN_MEMORY);
  const { do: verb, [KEPT_FIELD]: kept } = fields;
  const file = files.get(CSV_FIELD) ?? (typeof kept === 'string' ? Buffer.from(kept, 'base64') : undefined);
  if (!file) {
    throw new InvalidInput(CSV_FIELD, IMPORT_TEXTS().chooseFile);
  }
  return { file, verb: verb === 'import' || verb === 'errors' ? verb : 'check' };
}

function checked(file: Buffer, report: ImportReport): Page {
  const page = checkedPage({ file, report, cells: readCells(file) });
  return report.wrongRows > 0 ? page.refused(422) : page;
}

async function* onePage(report: ImportReport): AsyncGenerator<object[]> {
  yield await Promise.resolve(
    report.problems.map(({ row, field, message }) => ({ row, column: field, error: message })),
  );
}

function errorFile(report: ImportReport): StreamableFile {
  return csvFile('errors.csv', ['row', 'column', 'error'], onePage(report));
}
