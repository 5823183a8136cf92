import { Get, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Authorized } from '../../../common/access/authorized.decorator';
import { CSV_FIELD, MAX_CSV_BYTES } from '../../../common/csv/csv-rows';
import { InvalidInput } from '../../../common/errors/domain-error';
import { IN_MEMORY } from '../../../common/http/in-memory-files';
import { receiveForm, TakesFiles } from '../../../common/http/uploads';
import { Permission } from '../../../identity/permissions/permission';
import { ImportResourcesService } from '../../../licensing/resources/import-resources.service';
import { ConsoleController } from '../../kit/console-controller.decorator';
import { formatNumber } from '../../kit/format';
import { FormState } from '../../kit/form-state';
import { type Page, SeeOther } from '../../kit/page';
import { submitForm } from '../../kit/submit-form';
import { COMMON } from '../common-texts';
import { inForm } from '../form-input';
import { checkedResourcesPage, importResourcesPage } from './resource-import.view';
import { RESOURCES_PATH } from './resource-paths';
import { RESOURCE_TEXTS } from './resource-texts';

@ConsoleController('console/resources/import')
@Authorized(Permission.ResourcesWrite)
export class ResourceImportPagesController {
  constructor(private readonly imports: ImportResourcesService) {}

  @Get()
  showResourceImport(): Page {
    return importResourcesPage(FormState.empty());
  }

  /** Imports all rows of a file; if one is wrong, shows what is wrong and imports none. */
  @Post()
  @TakesFiles()
  importResources(@Req() request: FastifyRequest): Promise<Page | SeeOther> {
    return submitForm({
      // The form is read by `receiveForm`.
      body: undefined,
      input: Object,
      submit: async () => {
        const { fields, files } = await inForm(
          receiveForm(request, [{ field: CSV_FIELD, maxBytes: MAX_CSV_BYTES }], IN_MEMORY),
        );
        return this.importFile(files.get(CSV_FIELD), fields.do === 'check');
      },
      show: importResourcesPage,
    });
  }

  private async importFile(file: Buffer | undefined, isCheck: boolean): Promise<Page | SeeOther> {
    if (!file) {
      throw new InvalidInput(CSV_FIELD, COMMON().chooseFile);
    }
    const report = await this.imports.importOrCheck(file, isCheck);
    if (report.isDryRun) {
      return checkedResourcesPage(report);
    }
    const text = RESOURCE_TEXTS().imported(report.imported, formatNumber(report.imported));
    return new SeeOther(RESOURCES_PATH, { tone: 'ok', text });
  }
}
