import { Permission } from '../../identity/permissions/permission';
import { importPages } from '../import/import-pages';
import type { ImportKind } from '../import/import-kind';
import { texts } from '../../i18n/texts';
import { importPath, LICENSES_PATH } from './license-paths';
import { ImportLicensesService } from '../../licensing/imports/import-licenses.service';
import { LICENSE_FORMAT } from '../../licensing/imports/license-rows';

function licenseImport(imports: ImportLicensesService): ImportKind {
  return {
    path: importPath,
    listPath: LICENSES_PATH,
    format: LICENSE_FORMAT,
    texts: () => {
      const { imported, ...t } = texts('licenseImport');
      return { ...t, imported: (count) => imported({ count }) };
    },
    import: (file, isDryRun) => imports.import(file, isDryRun),
  };
}

export const LicenseImportPageController = importPages(
  importPath,
  Permission.LicensesWrite,
  ImportLicensesService,
  licenseImport,
);
