import type { LeadColumn } from '../../customers/leads/lead-rows';
import { formatNumber, plural } from '../kit/format';
import { defineTexts } from '../kit/texts';

type ColumnTitles = Readonly<Record<LeadColumn, string>>;

const columnTitles = (texts: ColumnTitles): ColumnTitles => texts;

/** The words of the import of leads. */
export const IMPORT_TEXTS = defineTexts({
  en: {
    title: 'Import leads',
    whatIsNeeded: 'Needed are the name and the type of each institution; all else is optional.',
    sameName: 'Rows with the same name are one lead with several contacts. An exported file can be imported, too.',
    imported: (leads: number) =>
      plural(leads, { one: 'One lead is imported.', other: `${formatNumber(leads)} leads are imported.` }),
    columnTitles: columnTitles({
      name: 'Name',
      type: 'Type',
      status: 'Status',
      city: 'City',
      website: 'Website',
      address: 'Address',
      notes: 'Notes',
      contact_name: 'Contact name',
      contact_position: 'Contact role',
      contact_emails: 'Contact e-mails',
      contact_phones: 'Contact phones',
    }),
  },
  de: {
    title: 'Leads importieren',
    whatIsNeeded: 'Nötig sind Name und Art jeder Institution; alles andere ist optional.',
    sameName:
      'Zeilen mit demselben Namen sind ein Lead mit mehreren Kontakten. Auch eine exportierte Datei kann importiert werden.',
    imported: (leads: number) =>
      plural(leads, { one: 'Ein Lead ist importiert.', other: `${formatNumber(leads)} Leads sind importiert.` }),
    columnTitles: columnTitles({
      name: 'Name',
      type: 'Art',
      status: 'Status',
      city: 'Stadt',
      website: 'Website',
      address: 'Anschrift',
      notes: 'Notizen',
      contact_name: 'Kontakt: Name',
      contact_position: 'Kontakt: Funktion',
      contact_emails: 'Kontakt: E-Mails',
      contact_phones: 'Kontakt: Telefone',
    }),
  },
  zh: {
    title: '导入潜在客户',
    whatIsNeeded: '必须包含每个机构的名称和类型；其余均为可选。',
    sameName: '名称相同的行视为同一潜在客户的多个联系人。导出的文件也可以导入。',
    imported: (leads: number) => `已导入 ${formatNumber(leads)} 个潜在客户。`,
    columnTitles: columnTitles({
      name: '名称',
      type: '类型',
      status: '状态',
      city: '城市',
      website: '网站',
      address: '地址',
      notes: '备注',
      contact_name: '联系人姓名',
      contact_position: '联系人职务',
      contact_emails: '联系人邮箱',
      contact_phones: '联系人电话',
    }),
  },
});
