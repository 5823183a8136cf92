import { texts } from '../../../core/i18n';
import { LICENSE_FORMAT, MAX_IMPORTED_ROWS } from '../../../core/licensing/internal';
import type { UploadKind } from '../../../pages/import/import-kind';
import { importPath, LICENSES_PATH } from '../license-list/license-paths';
import { LICENSE_COLUMNS } from './license-column-names';

export const LICENSE_UPLOAD: UploadKind & Required<Pick<UploadKind, 'matching'>> = {
  path: importPath,
  listPath: LICENSES_PATH,
  format: LICENSE_FORMAT,
  matching: LICENSE_COLUMNS,
  texts: () => {
    const { title, list, hints, imported } = texts('licenseImport');
    return { title, list, hints, imported: (count) => imported({ count }) };
  },
  upload: { maxRows: MAX_IMPORTED_ROWS, texts: () => texts('licenseImport') },
};
