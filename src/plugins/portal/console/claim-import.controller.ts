import { texts } from '../../../core/i18n';
import { guessColumns } from '../../../pages/import/guess-columns';
import type { ImportKind } from '../../../pages/import/import-kind';
import { importPages } from '../../../pages/import/import-pages';
import {
  CLAIM_COLUMNS,
  CLAIM_FORMAT,
  type ClaimColumn,
  ImportClaimFileService,
  MAX_CLAIM_ROWS,
} from '../claims/import-claim-file.service';
import { CLAIMS_PATH, importPath, undoImportPath } from './claim-paths';

/** Common names of the columns in people's files, without spaces and hyphens. */
const ALIASES: Readonly<Record<ClaimColumn, readonly string[]>> = {
  license_key: [
    'key',
    'license',
    'licence',
    'licencekey',
    'lizenz',
    'lizenzschlüssel',
    'schlüssel',
    '许可证密钥',
    '密钥',
  ],
  email: ['emailaddress', 'customeremail', 'mail', 'emailadresse', '邮箱', '电子邮件'],
  purchase: ['order', 'orderid', 'ordernumber', 'invoice', 'invoicenumber', 'bestellnummer', 'kaufnummer', '购买编号'],
};

const claimColumn = (name: string): ClaimColumn | undefined => CLAIM_COLUMNS.find((column) => column === name);

function claimImport(imports: ImportClaimFileService): ImportKind {
  return {
    path: importPath,
    listPath: CLAIMS_PATH,
    format: CLAIM_FORMAT,
    upload: { maxRows: MAX_CLAIM_ROWS },
    matching: {
      guess: (header) => guessColumns(header, CLAIM_COLUMNS, ALIASES),
      titleOf: (name) => {
        const column = claimColumn(name);
        return column === undefined ? name : texts('claims').columnTitles[column];
      },
    },
    texts: () => {
      const { importTitle, title, importColumns, importRule, imported } = texts('claims');
      return {
        title: importTitle,
        list: title,
        hints: [importColumns, importRule],
        imported: (count) => imported({ count }),
      };
    },
    import: async (file, isDryRun, reading, named) => {
      const columns = named?.map((name) => claimColumn(name) ?? '');
      const report = await imports.import(file, isDryRun, reading, columns);
      const { importId } = report;
      return importId === undefined
        ? report
        : { ...report, undo: { text: texts('claims').undoImport, path: undoImportPath(importId) } };
    },
  };
}

export const ClaimImportController = importPages(importPath, 'claims:write', ImportClaimFileService, claimImport);
