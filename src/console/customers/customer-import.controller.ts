import { Get, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Authorized } from '../../common/access/authorized.decorator';
import { CSV_FIELD, MAX_CSV_BYTES } from '../../common/csv/csv-rows';
import { InvalidInput } from '../../common/errors/domain-error';
import { IN_MEMORY } from '../../common/http/in-memory-files';
import { receiveForm, TakesFiles } from '../../common/http/uploads';
import { ImportCustomersService } from '../../customers/customers/import-customers.service';
import { Permission } from '../../identity/permissions/permission';
import { ConsoleController } from '../kit/console-controller.decorator';
import { FormState } from '../kit/form-state';
import { type Page, SeeOther } from '../kit/page';
import { submitForm } from '../kit/submit-form';
import { checkedImportPage, importPage } from './customer-import.view';
import { CUSTOMERS_PATH } from './customer-paths';
import { TEXTS } from './texts';

@ConsoleController('console/customers/import')
@Authorized(Permission.CustomersWrite)
export class CustomerImportController {
  constructor(private readonly imports: ImportCustomersService) {}

  @Get()
  showCustomerImport(): Page {
    return importPage(FormState.empty());
  }

  /** Imports all rows of a file; if a cell is invalid, shows the rows and imports none. */
  @Post()
  @TakesFiles()
  importCustomerFile(@Req() request: FastifyRequest): Promise<Page | SeeOther> {
    return submitForm({
      // The form is read by `receiveForm`.
      body: undefined,
      input: Object,
      submit: async () => {
        const { fields, files } = await receiveForm(
          request,
          [{ field: CSV_FIELD, maxBytes: MAX_CSV_BYTES }],
          IN_MEMORY,
        );
        return this.importFile(files.get(CSV_FIELD), fields.do === 'check');
      },
      show: importPage,
    });
  }

  private async importFile(file: Buffer | undefined, isCheck: boolean): Promise<Page | SeeOther> {
    if (!file) {
      throw new InvalidInput(CSV_FIELD, TEXTS().chooseFile);
    }
    const result = await this.imports.importOrCheck(file, isCheck);
    const { imported, isDryRun, wrongRows } = result.report;
    return isDryRun || wrongRows > 0
      ? checkedImportPage(result)
      : new SeeOther(CUSTOMERS_PATH, { tone: 'ok', text: TEXTS().imported(imported) });
  }
}
