import { ImportLeadsService } from '../import-leads.service';
import { LEAD_COLUMNS, LEAD_FORMAT, type LeadColumn } from '../lead-rows';
import { importPages } from '../../../pages/import/import-pages';
import { guessColumns } from '../../../pages/import/guess-columns';
import type { ImportKind } from '../../../pages/import/import-kind';
import { texts } from '../../../core/i18n';
import { importPath, LEADS_PATH } from './lead-paths';

/** Common names of the columns in people's files, without spaces and hyphens. */
const ALIASES: Readonly<Record<LeadColumn, readonly string[]>> = {
  name: ['institution', 'organization', 'organisation', 'company', 'firma', '名称', '机构', '公司'],
  type: ['art', 'typ', 'kind', 'category', '类型'],
  status: ['state', '状态'],
  city: ['cityandcountry', 'town', 'stadt', 'ort', 'stadtundland', '城市'],
  website: ['web', 'url', 'homepage', 'webseite', '网站', '网址'],
  address: ['adresse', 'anschrift', 'street', 'strasse', 'straße', '地址'],
  notes: ['note', 'comment', 'notizen', 'notiz', 'bemerkung', '备注'],
  contact_name: ['contact', 'person', 'kontakt', 'ansprechpartner', 'kontaktname', '联系人'],
  contact_position: ['position', 'role', 'funktion', 'rolle', '职务'],
  contact_emails: ['email', 'emails', 'mail', 'contactemail', 'emailadresse', '电子邮件', '邮箱'],
  contact_phones: ['phone', 'phones', 'telephone', 'contactphone', 'telefon', 'tel', 'mobil', '电话', '手机'],
};

const leadColumn = (name: string): LeadColumn | undefined => LEAD_COLUMNS.find((column) => column === name);

function leadImport(imports: ImportLeadsService): ImportKind {
  return {
    path: importPath,
    listPath: LEADS_PATH,
    isImportedAtOnce: true,
    format: LEAD_FORMAT,
    matching: {
      guess: (header) => guessColumns(header, LEAD_COLUMNS, ALIASES),
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
    import: (file, isDryRun, reading, named) =>
      imports.import(
        file,
        isDryRun,
        reading,
        named?.map((name) => leadColumn(name) ?? ''),
      ),
  };
}

export const LeadImportPageController = importPages(importPath, 'leads:write', ImportLeadsService, leadImport);
