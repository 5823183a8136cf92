import { ImportLeadsService } from '../../customers/leads/import-leads.service';
import { LEAD_COLUMNS, LEAD_FORMAT, type LeadColumn } from '../../customers/leads/lead-rows';
import { Permission } from '../../identity/permissions/permission';
import { importPages } from '../import/import-pages';
import type { ImportKind } from '../import/import-kind';
import { texts } from '../../i18n/texts';
import { guessColumns } from './import-columns';
import { importPath, LEADS_PATH } from './lead-paths';

const leadColumn = (name: string): LeadColumn | undefined => LEAD_COLUMNS.find((column) => column === name);

function leadImport(imports: ImportLeadsService): ImportKind {
  return {
    path: importPath,
    listPath: LEADS_PATH,
    format: LEAD_FORMAT,
    matching: {
      guess: guessColumns,
      titleOf: (name) => {
        const column = leadColumn(name);
        return column === undefined ? name : texts('leadImport').columnTitles[column];
      },
    },
    texts: () => {
      const { title, whatIsNeeded, sameName, imported } = texts('leadImport');
      return {
        title,
        list: texts('leads').leads,
        hints: [whatIsNeeded, sameName],
        imported: (leads) => imported({ leads }),
      };
    },
    import: (file, isDryRun, named) =>
      imports.import(
        file,
        isDryRun,
        named?.map((name) => leadColumn(name) ?? ''),
      ),
  };
}

export const LeadImportPageController = importPages(importPath, Permission.LeadsWrite, ImportLeadsService, leadImport);
