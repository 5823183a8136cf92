import { ImportResourcesService } from '../../../licensing/resources/import-resources.service';
import { RESOURCE_FORMAT } from '../../../licensing/resources/resource-rows';
import { formatNumber } from '../../../i18n/format';
import { Permission } from '../../../identity/permissions/permission';
import { importPages } from '../../import/import-pages';
import type { ImportKind } from '../../import/import-kind';
import { texts } from '../../../i18n/texts';
import { importResourcesPath, RESOURCES_PATH } from './resource-paths';

function resourceImport(imports: ImportResourcesService): ImportKind {
  return {
    path: importResourcesPath,
    listPath: RESOURCES_PATH,
    format: RESOURCE_FORMAT,
    texts: () => {
      const { importTitle, title, importText, imported } = texts('resources');
      return {
        ...{ title: importTitle, list: title, hints: [importText] },
        imported: (count) => imported({ count, number: formatNumber(count) }),
      };
    },
    import: (file, isDryRun) => imports.import(file, isDryRun),
  };
}

export const ResourceImportPagesController = importPages(
  importResourcesPath,
  Permission.ResourcesWrite,
  ImportResourcesService,
  resourceImport,
);
