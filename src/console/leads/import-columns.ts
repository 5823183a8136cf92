import { LEAD_COLUMNS, type LeadColumn } from '../../customers/leads/lead-rows';
import type { ColumnsByPlace } from '../import/import-kind';

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

/** The columns that the headings of a file seem to mean, each once. */
export function guessColumns(header: readonly string[]): ColumnsByPlace {
  const taken = new Set<LeadColumn>();
  return header.map((title) => {
    const column = columnCalled(title);
    if (column === undefined || taken.has(column)) {
      return '';
    }
    taken.add(column);
    return column;
  });
}

function columnCalled(title: string): LeadColumn | undefined {
  const name = normalized(title);
  return LEAD_COLUMNS.find((column) => normalized(column) === name || ALIASES[column].includes(name));
}

function normalized(title: string): string {
  return title.toLowerCase().replace(/[\s_-]+/g, '');
}
