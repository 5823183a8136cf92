import { Authorized } from '../../../core/common';
import { texts } from '../../../core/i18n';
import { StartImportDto } from '../imports/dto/import-input.dto';
import { ImportFilesService } from '../imports/import-files.service';
import { PAGED_APIS } from '../imports/paged-apis';
import { EditForm } from '../../../pages/components/form-page';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import { FormRoute } from '../../../pages/kit/form-route';
import type { FormField } from '../../../pages/kit/form-table';
import { type PageForm, SeeOther } from '../../../pages/kit/page';
import { importCrumbs } from './import-page.view';
import { API_IMPORT_PATH, importPath, IMPORTS_PATH } from './import-paths';

const PREFIX = 'api.';

/** Begins an import from an API that the server reads. */
@ConsoleController('console/imports/api')
@Authorized('imports:write')
export class ImportApiController {
  constructor(private readonly files: ImportFilesService) {}

  @FormRoute()
  readServerApi(): PageForm {
    const t = texts('serverImports');
    const account: FormField[] = [
      { name: 'api.account', textKey: 'account', isOptional: true, isMono: true, empty: 'missing' },
      { name: 'api.url', kind: 'url', textKey: 'apiUrl', isOptional: true, isMono: true, empty: 'missing' },
    ];
    const apis = Object.entries(PAGED_APIS).map(([value, { title, url }]) => ({
      value,
      title,
      rows: url.includes('{account}') ? account : undefined,
    }));
    return new EditForm({
      title: t.readApiTitle,
      lead: t.readApiLead,
      crumbs: importCrumbs(),
      action: API_IMPORT_PATH,
      groups: [
        {
          rows: [
            { choose: { name: 'from', kind: 'radios', textKey: 'source', value: apis[0]?.value }, choices: apis },
            { name: 'api.token', kind: 'password', textKey: 'token', isMono: true, hasFocus: true },
          ],
        },
      ],
      texts: t,
      refused: texts('import').nothingImported,
      verb: t.readVerb,
      cancel: IMPORTS_PATH,
      input: StartImportDto,
      inputOf: apiIn,
      submit: async (input) => new SeeOther(importPath((await this.files.startWithApi(input)).uid)),
    });
  }
}

/** The fields of the access as the API takes them. */
function apiIn(input: Readonly<Record<string, unknown>>): object {
  const access = Object.entries(input).filter(([name]) => name.startsWith(PREFIX));
  return {
    from: input.from,
    api: Object.fromEntries(access.map(([name, value]) => [name.slice(PREFIX.length), value])),
  };
}
