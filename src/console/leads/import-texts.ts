import type { LeadColumn } from '../../customers/leads/lead-rows';
import { formatNumber, plural } from '../kit/format';
import { defineTexts } from '../kit/texts';

type ColumnTitles = Readonly<Record<LeadColumn, string>>;

const columnTitles = (texts: ColumnTitles): ColumnTitles => texts;

/** The words of the import of leads. */
export const IMPORT_TEXTS = defineTexts({
  en: {
    title: 'Import leads',
    steps: ['Upload', 'Check', 'Import'],
    allOrNone: 'Rows are imported all together or not at all.',
    fileIs: (name: string, rows: number) =>
      `${name} · ${formatNumber(rows)} ${plural(rows, { one: 'row', other: 'rows' })}`,
    nothingImported: 'Nothing was imported',
    file: 'File',
    fileHint: (rows: number) =>
      `CSV in UTF-8 with a heading for each column, at most 2 MB and ${formatNumber(rows)} rows.`,
    whatIsNeeded: 'Needed are the name and the type of each institution; all else is optional.',
    sameName: 'Rows with the same name are one lead with several contacts. An exported file can be imported, too.',
    check: 'Check file',
    checkAgain: 'Check again',
    importLeads: (leads: number) => `Import ${formatNumber(leads)} ${plural(leads, { one: 'lead', other: 'leads' })}`,
    chooseCorrected: 'Choose corrected file',
    cancel: 'Cancel',
    columns: 'Columns',
    columnsNote: 'found by their headings; change what is wrong',
    column: (heading: string, place: number) => (heading === '' ? `Column ${formatNumber(place)}` : `“${heading}”`),
    leaveOut: 'leave out',
    rows: 'Rows',
    rowsOfFile: 'Rows of the file',
    firstRows: (shown: number, all: number) => `the first ${formatNumber(shown)} of ${formatNumber(all)}`,
    rowsWithErrors: (shown: number, wrong: number) =>
      shown === wrong ? 'with errors' : `${formatNumber(shown)} of ${formatNumber(wrong)} with errors`,
    allRight: (rows: number) =>
      `${plural(rows, { one: 'The row', other: `All ${formatNumber(rows)} rows` })} can be imported`,
    notYet: (leads: number) =>
      `${plural(leads, { one: 'It is one lead', other: `They are ${formatNumber(leads)} leads` })}. Nothing was imported yet.`,
    wrongRows: (wrong: number, rows: number) =>
      `${formatNumber(wrong)} of ${formatNumber(rows)} rows ${plural(wrong, { one: 'has', other: 'have' })} errors, nothing was imported`,
    correct: 'Correct the file and upload it again, or change what the columns are.',
    errorsAsCsv: 'Errors as CSV',
    keptAsText: 'A text that begins with =, +, - or @ is kept as text, and gets a leading apostrophe in exports.',
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
    steps: ['Hochladen', 'Prüfen', 'Importieren'],
    allOrNone: 'Die Zeilen werden alle zusammen importiert oder gar nicht.',
    fileIs: (name: string, rows: number) =>
      `${name} · ${formatNumber(rows)} ${plural(rows, { one: 'Zeile', other: 'Zeilen' })}`,
    nothingImported: 'Nichts wurde importiert',
    file: 'Datei',
    fileHint: (rows: number) =>
      `CSV in UTF-8 mit einer Überschrift für jede Spalte, höchstens 2 MB und ${formatNumber(rows)} Zeilen.`,
    whatIsNeeded: 'Nötig sind Name und Art jeder Institution; alles andere ist optional.',
    sameName:
      'Zeilen mit demselben Namen sind ein Lead mit mehreren Kontakten. Auch eine exportierte Datei kann importiert werden.',
    check: 'Datei prüfen',
    checkAgain: 'Noch einmal prüfen',
    importLeads: (leads: number) =>
      `${formatNumber(leads)} ${plural(leads, { one: 'Lead', other: 'Leads' })} importieren`,
    chooseCorrected: 'Korrigierte Datei wählen',
    cancel: 'Abbrechen',
    columns: 'Spalten',
    columnsNote: 'an den Überschriften erkannt; was falsch ist, lässt sich ändern',
    column: (heading: string, place: number) => (heading === '' ? `Spalte ${formatNumber(place)}` : `„${heading}“`),
    leaveOut: 'weglassen',
    rows: 'Zeilen',
    rowsOfFile: 'Zeilen der Datei',
    firstRows: (shown: number, all: number) => `die ersten ${formatNumber(shown)} von ${formatNumber(all)}`,
    rowsWithErrors: (shown: number, wrong: number) =>
      shown === wrong ? 'mit Fehlern' : `${formatNumber(shown)} von ${formatNumber(wrong)} mit Fehlern`,
    allRight: (rows: number) =>
      plural(rows, {
        one: 'Die Zeile kann importiert werden',
        other: `Alle ${formatNumber(rows)} Zeilen können importiert werden`,
      }),
    notYet: (leads: number) =>
      `${plural(leads, { one: 'Es ist ein Lead', other: `Es sind ${formatNumber(leads)} Leads` })}. Noch wurde nichts importiert.`,
    wrongRows: (wrong: number, rows: number) =>
      `${formatNumber(wrong)} von ${formatNumber(rows)} Zeilen ${plural(wrong, { one: 'hat', other: 'haben' })} Fehler, nichts wurde importiert`,
    correct: 'Die Datei korrigieren und neu hochladen, oder die Zuordnung der Spalten ändern.',
    errorsAsCsv: 'Fehler als CSV',
    keptAsText: 'Ein Text, der mit =, +, - oder @ beginnt, bleibt Text und erhält in Exporten ein Hochkomma davor.',
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
    steps: ['上传', '检查', '导入'],
    allOrNone: '所有行要么全部导入，要么都不导入。',
    fileIs: (name: string, rows: number) => `${name} · ${formatNumber(rows)} 行`,
    nothingImported: '未导入任何内容',
    file: '文件',
    fileHint: (rows: number) => `UTF-8 编码的 CSV，每列都有标题，最多 2 MB、${formatNumber(rows)} 行。`,
    whatIsNeeded: '必须包含每个机构的名称和类型；其余均为可选。',
    sameName: '名称相同的行视为同一潜在客户的多个联系人。导出的文件也可以导入。',
    check: '检查文件',
    checkAgain: '重新检查',
    importLeads: (leads: number) => `导入 ${formatNumber(leads)} 个潜在客户`,
    chooseCorrected: '选择更正后的文件',
    cancel: '取消',
    columns: '列',
    columnsNote: '根据标题识别；如有错误可更改',
    column: (heading: string, place: number) => (heading === '' ? `第 ${formatNumber(place)} 列` : `“${heading}”`),
    leaveOut: '忽略',
    rows: '行',
    rowsOfFile: '文件中的行',
    firstRows: (shown: number, all: number) => `共 ${formatNumber(all)} 行，显示前 ${formatNumber(shown)} 行`,
    rowsWithErrors: (shown: number, wrong: number) =>
      shown === wrong ? '有误的行' : `${formatNumber(wrong)} 行有误，显示 ${formatNumber(shown)} 行`,
    allRight: (rows: number) => `全部 ${formatNumber(rows)} 行均可导入`,
    notYet: (leads: number) => `共 ${formatNumber(leads)} 个潜在客户。尚未导入。`,
    wrongRows: (wrong: number, rows: number) =>
      `${formatNumber(rows)} 行中有 ${formatNumber(wrong)} 行有误，未导入任何内容`,
    correct: '请更正文件后重新上传，或更改各列的含义。',
    errorsAsCsv: '下载错误 CSV',
    keptAsText: '以 =、+、- 或 @ 开头的内容按文本保存，导出时前面会加单引号。',
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
