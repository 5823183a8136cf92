import { defineTexts } from '../kit/texts';

export const OVERRIDE_TEXTS = defineTexts({
  en: {
    title: 'Behavior of this license',
    lead: (policy: string) =>
      `Where nothing is marked, the license follows its policy ${policy}, also when that changes.`,
    own: 'Own value',
    ofPolicy: (value: string) => `Policy: ${value}.`,
    yes: 'yes',
    no: 'no',
    noLimit: 'no limit',
    none: 'none',
    emptyLimit: 'Empty: no limit.',
    lists: 'Separate them by commas.',
    save: 'Save behavior',
    saved: (count: number) =>
      count === 0
        ? 'The license follows its policy in everything.'
        : `The license has its own value in ${count} of its behavior.`,
    notSaved: 'The behavior was not saved',
    badValue: 'This value is not allowed here: a whole number in its limits, or a list without empty entries.',
    badCountry: 'Use codes of countries such as DE. Country rules need a country database on the server.',
    readOnly: 'Your role can read licenses, but not change them.',
  },
  de: {
    title: 'Verhalten dieser Lizenz',
    lead: (policy: string) =>
      `Wo nichts markiert ist, folgt die Lizenz ihrer Richtlinie ${policy}, auch wenn diese sich ändert.`,
    own: 'Eigener Wert',
    ofPolicy: (value: string) => `Richtlinie: ${value}.`,
    yes: 'ja',
    no: 'nein',
    noLimit: 'unbegrenzt',
    none: 'keine',
    emptyLimit: 'Leer: unbegrenzt.',
    lists: 'Durch Kommas trennen.',
    save: 'Verhalten speichern',
    saved: (count: number) =>
      count === 0 ? 'Die Lizenz folgt in allem ihrer Richtlinie.' : `Die Lizenz hat ${count} eigene Werte.`,
    notSaved: 'Das Verhalten wurde nicht gespeichert',
    badValue:
      'Dieser Wert ist hier nicht erlaubt: eine ganze Zahl in ihren Grenzen oder eine Liste ohne leere Einträge.',
    badCountry: 'Ländercodes wie DE verwenden. Länderregeln brauchen eine Länderdatenbank auf dem Server.',
    readOnly: 'Die Rolle darf Lizenzen lesen, aber nicht ändern.',
  },
  zh: {
    title: '此许可证的行为',
    lead: (policy: string) => `未标记之处，许可证随其策略 ${policy}，策略更改时亦然。`,
    own: '自有值',
    ofPolicy: (value: string) => `策略：${value}。`,
    yes: '是',
    no: '否',
    noLimit: '无上限',
    none: '无',
    emptyLimit: '留空：无上限。',
    lists: '以逗号分隔。',
    save: '保存行为',
    saved: (count: number) => (count === 0 ? '许可证完全随其策略。' : `许可证有 ${count} 项自有值。`),
    notSaved: '行为未保存',
    badValue: '此处不允许该值：须为限度内的整数，或没有空项的列表。',
    badCountry: '请使用国家代码，例如 DE。国家规则需要服务器上的国家数据库。',
    readOnly: '您的角色可查看许可证，但不能更改。',
  },
});
