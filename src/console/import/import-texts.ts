import { formatNumber, plural } from '../kit/format';
import { defineTexts } from '../kit/texts';

const rows = (count: number) => `${formatNumber(count)} ${plural(count, { one: 'row', other: 'rows' })}`;
const zeilen = (count: number) => `${formatNumber(count)} ${plural(count, { one: 'Zeile', other: 'Zeilen' })}`;

/** The words of all imports of CSV files. */
export const IMPORT_TEXTS = defineTexts({
  en: {
    lead: 'Rows are imported all together or not at all.',
    steps: ['Upload', 'Check', 'Import'],
    format: (bytes: string, count: number) =>
      `A CSV file in UTF-8 with a header, at most ${bytes} and ${formatNumber(count)} rows, separated by commas, semicolons or tabs. An export of the list is such a file.`,
    columns: 'Columns',
    columnsNote: 'found by their headings; change what is wrong',
    column: (heading: string, place: number) => (heading === '' ? `Column ${formatNumber(place)}` : `“${heading}”`),
    leaveOut: 'leave out',
    file: 'File',
    corrected: 'Corrected file',
    chooseFile: 'Choose a CSV file.',
    gone: 'The file is no longer kept: it was checked more than an hour ago, or by somebody else. Choose it again.',
    check: 'Check file',
    checkAgain: 'Check again',
    import: (count: number) => `Import ${rows(count)}`,
    cancel: 'Cancel',
    fileIs: (name: string, count: number) => `${name} · ${rows(count)}`,
    nothingImported: 'Nothing was imported',
    notChecked: 'The columns have changed since the check. They are checked now: look at the rows and import them.',
    right: (count: number) =>
      plural(count, { one: 'The row can be imported', other: `All ${formatNumber(count)} rows can be imported` }),
    rightText: 'Nothing was imported yet. The file is kept for an hour.',
    wrong: (wrong: number, count: number) =>
      `${formatNumber(wrong)} of ${rows(count)} ${plural(wrong, { one: 'has', other: 'have' })} errors, nothing was imported`,
    wrongText: 'Correct the file and upload it again.',
    firstErrors: (count: number) => `The first ${formatNumber(count)} errors are shown.`,
    errorsCsv: 'Errors as CSV',
    rows: 'Rows',
    rowsOfFile: 'Rows of the file',
    shown: (shown: number, count: number) => `the first ${formatNumber(shown)} of ${formatNumber(count)}`,
    shownWrong: (shown: number, count: number) => `${formatNumber(shown)} of ${formatNumber(count)} with errors`,
    keptAsText: 'A text that begins with =, +, - or @ is kept as text, and gets a leading apostrophe in exports.',
  },
  de: {
    lead: 'Die Zeilen werden alle zusammen importiert oder gar nicht.',
    steps: ['Hochladen', 'Prüfen', 'Importieren'],
    format: (bytes: string, count: number) =>
      `Eine CSV-Datei in UTF-8 mit Kopfzeile, höchstens ${bytes} und ${formatNumber(count)} Zeilen, getrennt durch Kommas, Semikolons oder Tabulatoren. Ein Export der Liste ist eine solche Datei.`,
    columns: 'Spalten',
    columnsNote: 'an den Überschriften erkannt; was falsch ist, lässt sich ändern',
    column: (heading: string, place: number) => (heading === '' ? `Spalte ${formatNumber(place)}` : `„${heading}“`),
    leaveOut: 'weglassen',
    file: 'Datei',
    corrected: 'Korrigierte Datei',
    chooseFile: 'Eine CSV-Datei wählen.',
    gone: 'Die Datei ist nicht mehr da: Sie wurde vor mehr als einer Stunde geprüft oder von jemand anderem. Bitte erneut wählen.',
    check: 'Datei prüfen',
    checkAgain: 'Noch einmal prüfen',
    import: (count: number) => `${zeilen(count)} importieren`,
    cancel: 'Abbrechen',
    fileIs: (name: string, count: number) => `${name} · ${zeilen(count)}`,
    nothingImported: 'Nichts wurde importiert',
    notChecked:
      'Die Spalten wurden nach der Prüfung geändert. Jetzt sind sie geprüft: die Zeilen ansehen und importieren.',
    right: (count: number) =>
      plural(count, {
        one: 'Die Zeile kann importiert werden',
        other: `Alle ${formatNumber(count)} Zeilen können importiert werden`,
      }),
    rightText: 'Noch wurde nichts importiert. Die Datei bleibt eine Stunde gespeichert.',
    wrong: (wrong: number, count: number) =>
      `${formatNumber(wrong)} von ${zeilen(count)} ${plural(wrong, { one: 'hat', other: 'haben' })} Fehler, nichts wurde importiert`,
    wrongText: 'Die Datei korrigieren und neu hochladen.',
    firstErrors: (count: number) => `Die ersten ${formatNumber(count)} Fehler werden angezeigt.`,
    errorsCsv: 'Fehler als CSV',
    rows: 'Zeilen',
    rowsOfFile: 'Zeilen der Datei',
    shown: (shown: number, count: number) => `die ersten ${formatNumber(shown)} von ${formatNumber(count)}`,
    shownWrong: (shown: number, count: number) => `${formatNumber(shown)} von ${formatNumber(count)} mit Fehlern`,
    keptAsText: 'Ein Text, der mit =, +, - oder @ beginnt, bleibt Text und erhält in Exporten ein Hochkomma davor.',
  },
  zh: {
    lead: '所有行要么全部导入，要么都不导入。',
    steps: ['上传', '检查', '导入'],
    format: (bytes: string, count: number) =>
      `带标题行的 UTF-8 CSV 文件，最大 ${bytes}、最多 ${formatNumber(count)} 行，以逗号、分号或制表符分隔。列表的导出文件即可使用。`,
    columns: '列',
    columnsNote: '根据标题识别；如有错误可更改',
    column: (heading: string, place: number) => (heading === '' ? `第 ${formatNumber(place)} 列` : `“${heading}”`),
    leaveOut: '忽略',
    file: '文件',
    corrected: '更正后的文件',
    chooseFile: '请选择 CSV 文件。',
    gone: '文件已不再保留：检查已超过一小时，或由他人检查。请重新选择文件。',
    check: '检查文件',
    checkAgain: '重新检查',
    import: (count: number) => `导入 ${formatNumber(count)} 行`,
    cancel: '取消',
    fileIs: (name: string, count: number) => `${name} · ${formatNumber(count)} 行`,
    nothingImported: '未导入任何内容',
    notChecked: '检查后列已更改。现已检查更改后的列：请查看各行后再导入。',
    right: (count: number) => `全部 ${formatNumber(count)} 行均可导入`,
    rightText: '尚未导入任何内容。文件将保留一小时。',
    wrong: (wrong: number, count: number) =>
      `${formatNumber(count)} 行中有 ${formatNumber(wrong)} 行有误，未导入任何内容`,
    wrongText: '请更正文件后重新上传。',
    firstErrors: (count: number) => `显示前 ${formatNumber(count)} 个错误。`,
    errorsCsv: '下载错误 CSV',
    rows: '行',
    rowsOfFile: '文件中的行',
    shown: (shown: number, count: number) => `共 ${formatNumber(count)} 行，显示前 ${formatNumber(shown)} 行`,
    shownWrong: (shown: number, count: number) => `${formatNumber(count)} 行有误，显示 ${formatNumber(shown)} 行`,
    keptAsText: '以 =、+、- 或 @ 开头的内容按文本保存，导出时前面会加单引号。',
  },
});
