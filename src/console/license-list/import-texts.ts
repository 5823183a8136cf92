import { formatNumber, plural } from '../kit/format';
import { defineTexts } from '../kit/texts';

export const IMPORT_TEXTS = defineTexts({
  en: {
    title: 'Import licenses',
    list: 'Licenses',
    hints: [
      'Only the column product is needed. An empty cell means none or no limit. A column that the file lacks takes the value of the policy; without a key, one is generated. Lists are separated by semicolons.',
      'A date without a time is a whole day in the time zone of this server.',
    ],
    imported: (count: number) =>
      `${formatNumber(count)} ${plural(count, { one: 'license is', other: 'licenses are' })} imported.`,
  },
  de: {
    title: 'Lizenzen importieren',
    list: 'Lizenzen',
    hints: [
      'Nur die Spalte product ist nötig. Eine leere Zelle heißt keine oder keine Grenze. Eine fehlende Spalte nimmt den Wert der Richtlinie; ohne Schlüssel wird einer erzeugt. Listen trennt ein Semikolon.',
      'Ein Datum ohne Uhrzeit ist ein ganzer Tag in der Zeitzone dieses Servers.',
    ],
    imported: (count) => `${formatNumber(count)} ${plural(count, { one: 'Lizenz', other: 'Lizenzen' })} importiert.`,
  },
  zh: {
    title: '导入许可证',
    list: '许可证',
    hints: [
      '只有 product 列是必需的。空单元格表示没有或无限制。文件中没有的列采用策略的值；没有密钥则自动生成。列表以分号分隔。',
      '没有时间的日期表示本服务器时区的一整天。',
    ],
    imported: (count) => `已导入 ${formatNumber(count)} 个许可证。`,
  },
});
