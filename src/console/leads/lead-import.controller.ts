import { Get, Post, Query, Req, type StreamableFile } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Authorized } from '../../common/access/authorized.decorator';
import { csvFile } from '../../common/csv/csv-file';
import { TakesLargeBody } from '../../common/http/body-limits';
import { TakesFiles } from '../../common/http/uploads';
import { ImportLeadsService } from '../../customers/leads/import-leads.service';
import { LEAD_COLUMNS, rowPages } from '../../customers/leads/lead-rows';
import { LeadsService } from '../../customers/leads/leads.service';
import { Permission } from '../../identity/permissions/permission';
import { ConsoleController } from '../kit/console-controller.decorator';
import { FormState } from '../kit/form-state';
import { type Page, SeeOther } from '../kit/page';
import { submitForm } from '../kit/submit-form';
import { checkPage } from './import-check.view';
import { IMPORT_TEXTS } from './import-texts';
import { importPage } from './lead-import.view';
import { LeadFilterQueryDto } from './lead-list-query.dto';
import { LEADS_PATH } from './lead-paths';
import { type LeadUpload, receiveUpload } from './lead-upload';

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

  /** Imports all rows of a file; if a cell is invalid or only a check was asked for, shows the rows and imports none. */
  @Post('import')
  @TakesFiles()
  @TakesLargeBody()
  @Authorized(Permission.LeadsWrite)
  importLeads(@Req() request: FastifyRequest): Promise<Page | SeeOther> {
    return submitForm({
      // The form is read by `receiveUpload`.
      body: undefined,
      input: Object,
      submit: async () => this.importFile(await receiveUpload(request)),
      show: importPage,
    });
  }

  private importFile(upload: LeadUpload): Promise<Page | SeeOther> {
    const { bytes, columns, isCheck, isMapped } = upload;
    return submitForm({
      body: undefined,
      input: Object,
      submit: async () => {
        const result = await this.imports.importOrCheck(bytes, isCheck, isMapped ? columns : undefined);
        const { imported, isDryRun } = result.report;
        return isDryRun
          ? checkPage({ upload, result, form: FormState.empty() })
          : new SeeOther(LEADS_PATH, { tone: 'ok', text: IMPORT_TEXTS().imported(imported) });
      },
      show: (form) => checkPage({ upload, form }),
    });
  }
}
