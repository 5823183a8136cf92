import { Get, Post, Query, Req, type StreamableFile } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Authorized } from '../../common/access/authorized.decorator';
import { csvFile } from '../../common/csv/csv-file';
import { CSV_FIELD, MAX_CSV_BYTES } from '../../common/csv/csv-rows';
import { InvalidInput } from '../../common/errors/domain-error';
import { IN_MEMORY } from '../../common/http/in-memory-files';
import { receiveForm, TakesFiles } from '../../common/http/uploads';
import { ImportLeadsService } from '../../customers/leads/import-leads.service';
import { LEAD_COLUMNS, rowPages } from '../../customers/leads/lead-rows';
import { LeadsService } from '../../customers/leads/leads.service';
import { Permission } from '../../identity/permissions/permission';
import { ConsoleController } from '../kit/console-controller.decorator';
import { FormState } from '../kit/form-state';
import { type Page, SeeOther } from '../kit/page';
import { submitForm } from '../kit/submit-form';
import { checkedImportPage, importPage } from './lead-import.view';
import { LeadFilterQueryDto } from './lead-list-query.dto';
import { LEADS_PATH } from './lead-paths';

@ConsoleController('leads')
export class LeadImportPageController {
  constructor(
    private readonly leads: LeadsService,
    private readonly imports: ImportLeadsService,
  ) {}

  @Get('export')
  @Authorized(Permission.LeadsRead)
  exportLeads(@Query() filter: LeadFilterQueryDto): StreamableFile {
    return csvFile('leads.csv', LEAD_COLUMNS, rowPages(this.leads.all(filter)));
  }

  @Get('import')
  @Authorized(Permission.LeadsWrite)
  showImport(): Page {
    return importPage(FormState.empty());
  }

  /** Imports all rows of a file; if a cell is invalid, shows the rows and imports none. */
  @Post('import')
  @TakesFiles()
  @Authorized(Permission.LeadsWrite)
  importLeads(@Req() request: FastifyRequest): Promise<Page | SeeOther> {
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
      throw new InvalidInput(CSV_FIELD, 'Choose a CSV file');
    }
    const result = await this.imports.importOrCheck(file, isCheck);
    const { imported, isDryRun, wrongRows } = result.report;
    if (isDryRun || wrongRows > 0) {
      return checkedImportPage(result);
    }
    const text = imported === 1 ? 'One lead is imported.' : `${imported} leads are imported.`;
    return new SeeOther(LEADS_PATH, { tone: 'ok', text });
  }
}
