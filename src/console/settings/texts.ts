import { formatNumber, plural } from '../kit/format';
import { defineTexts } from '../kit/texts';
import type { SettingGroup } from './setting-groups';

/** Title of a group, and a sentence about it. */
type GroupText = readonly [title: string, note: string];

interface SettingsPageTexts {
  readonly title: string;
  readonly lead: string;
  readonly groups: Readonly<Record<SettingGroup, GroupText>>;
  readonly edit: string;
  readonly setting: string;
  readonly value: string;
  readonly default: string;
  readonly changed: string;
  readonly never: string;
  readonly on: string;
  readonly off: string;
  readonly emptyList: string;
  readonly entries: (count: number) => string;
  readonly more: (text: string, count: number) => string;
  readonly isDefault: string;
  readonly choices: Readonly<Record<string, string>>;
  readonly defaultHint: (value: string) => string;
  readonly range: (min: number, max: number) => string;
  readonly linesHint: string;
  readonly tooLong: (count: number) => string;
  readonly save: string;
  readonly cancel: string;
  readonly reset: (title: string) => string;
  readonly resetNote: string;
  readonly differs: string;
  readonly notSaved: string;
  readonly saved: string;
  readonly unchanged: string;
  readonly wasReset: (title: string) => string;
  readonly readOnly: string;
  readonly wrongNumber: (min: number, max: number) => string;
  readonly wrongChoice: string;
  readonly wrongLine: (line: number, text: string) => string;
  readonly wrongList: string;
}

export const TEXTS = defineTexts<SettingsPageTexts>({
  en: {
    title: 'Settings',
    lead: 'What can be changed while the server runs. Changes reach every node within ten seconds.',
    groups: {
      licenses: ['Licenses', 'When people are told that a license ends.'],
      blacklist: ['Blacklists', 'Who is refused at every API, whatever the license says.'],
      limits: ['Rate limits', 'Requests per minute; more are answered with 429 and the seconds to wait.'],
      anomalies: ['Anomalies', 'What is reported as unusual. Nothing is refused because of it.'],
      alerts: ['Alerts', 'When the installation itself needs somebody to look.'],
      retention: ['Retention', 'How long logs are kept. Whole months are deleted at night.'],
      'license-manager': ['License Manager API', 'Settings of that API alone, with its own names.'],
    },
    edit: 'Edit',
    setting: 'Setting',
    value: 'Value',
    default: 'Default',
    changed: 'Last change',
    never: 'never',
    on: 'on',
    off: 'off',
    emptyList: 'none',
    entries: (count) => `${formatNumber(count)} ${plural(count, { one: 'entry', other: 'entries' })}`,
    more: (text, count) => `${text} and ${formatNumber(count)} more`,
    isDefault: 'default',
    choices: { ip_address: 'Address', api_key: 'API key', api_key_ip_address: 'Both; the stricter limit holds' },
    defaultHint: (value) => `Default: ${value}.`,
    range: (min, max) => `${formatNumber(min)} to ${formatNumber(max)}.`,
    linesHint: 'One entry per line.',
    tooLong: (count) => `${formatNumber(count)} entries are too many for this page. Change them with the API.`,
    save: 'Save settings',
    cancel: 'Cancel',
    reset: (title) => `Reset “${title}”`,
    resetNote: 'Resets at once, without saving other changes of this page.',
    differs: 'Differ from the default',
    notSaved: 'No setting was changed',
    saved: 'The settings are saved.',
    unchanged: 'Nothing was changed.',
    wasReset: (title) => `“${title}” has its default again.`,
    readOnly: 'Only owners can change settings.',
    wrongNumber: (min, max) => `Enter a whole number from ${formatNumber(min)} to ${formatNumber(max)}.`,
    wrongChoice: 'Choose one of the values.',
    wrongLine: (line, text) => `Line ${formatNumber(line)} is not allowed here: “${text}”.`,
    wrongList: 'The list is too long.',
  },
  de: {
    title: 'Einstellungen',
    lead: 'Was sich im laufenden Betrieb ändern lässt. Änderungen erreichen jeden Knoten in zehn Sekunden.',
    groups: {
      licenses: ['Lizenzen', 'Wann vor dem Ende einer Lizenz gewarnt wird.'],
      blacklist: ['Sperrlisten', 'Wer an jeder API abgelehnt wird, was auch immer die Lizenz sagt.'],
      limits: [
        'Anfragegrenzen',
        'Anfragen pro Minute; weitere erhalten 429 und die Sekunden bis zum nächsten Versuch.',
      ],
      anomalies: ['Auffälligkeiten', 'Was als ungewöhnlich gemeldet wird. Abgelehnt wird deshalb nichts.'],
      alerts: ['Warnungen', 'Wann die Installation selbst Aufmerksamkeit braucht.'],
      retention: ['Aufbewahrung', 'Wie lange Protokolle bleiben. Nachts werden ganze Monate gelöscht.'],
      'license-manager': ['License-Manager-API', 'Einstellungen nur dieser API, mit ihren eigenen Namen.'],
    },
    edit: 'Bearbeiten',
    setting: 'Einstellung',
    value: 'Wert',
    default: 'Vorgabe',
    changed: 'Letzte Änderung',
    never: 'nie',
    on: 'an',
    off: 'aus',
    emptyList: 'keine',
    entries: (count) => `${formatNumber(count)} ${plural(count, { one: 'Eintrag', other: 'Einträge' })}`,
    more: (text, count) => `${text} und ${formatNumber(count)} weitere`,
    isDefault: 'Vorgabe',
    choices: { ip_address: 'Adresse', api_key: 'API-Schlüssel', api_key_ip_address: 'Beides; die engere Grenze gilt' },
    defaultHint: (value) => `Vorgabe: ${value}.`,
    range: (min, max) => `${formatNumber(min)} bis ${formatNumber(max)}.`,
    linesHint: 'Ein Eintrag pro Zeile.',
    tooLong: (count) =>
      `${formatNumber(count)} Einträge sind zu viele für diese Seite. Sie lassen sich über die API ändern.`,
    save: 'Einstellungen speichern',
    cancel: 'Abbrechen',
    reset: (title) => `„${title}“ zurücksetzen`,
    resetNote: 'Setzt sofort zurück, ohne andere Änderungen dieser Seite zu speichern.',
    differs: 'Weichen von der Vorgabe ab',
    notSaved: 'Keine Einstellung wurde geändert',
    saved: 'Die Einstellungen sind gespeichert.',
    unchanged: 'Nichts wurde geändert.',
    wasReset: (title) => `„${title}“ hat wieder die Vorgabe.`,
    readOnly: 'Nur Eigentümer können Einstellungen ändern.',
    wrongNumber: (min, max) => `Nötig ist eine ganze Zahl von ${formatNumber(min)} bis ${formatNumber(max)}.`,
    wrongChoice: 'Einen der Werte wählen.',
    wrongLine: (line, text) => `Zeile ${formatNumber(line)} ist hier nicht erlaubt: „${text}“.`,
    wrongList: 'Die Liste ist zu lang.',
  },
  zh: {
    title: '设置',
    lead: '服务器运行时可以更改的内容。更改在十秒内到达每个节点。',
    groups: {
      licenses: ['许可证', '何时提醒许可证即将到期。'],
      blacklist: ['黑名单', '无论许可证如何，所有 API 都拒绝的对象。'],
      limits: ['速率限制', '每分钟请求数；超出的请求得到 429 和需要等待的秒数。'],
      anomalies: ['异常', '哪些情况报告为异常。不会因此拒绝任何请求。'],
      alerts: ['警报', '何时需要有人查看服务器本身。'],
      retention: ['保留期限', '日志保留多久。每晚删除整月的数据。'],
      'license-manager': ['License Manager API', '仅适用于该 API 的设置，使用其自己的名称。'],
    },
    edit: '编辑',
    setting: '设置',
    value: '值',
    default: '默认值',
    changed: '最近更改',
    never: '从未',
    on: '开',
    off: '关',
    emptyList: '无',
    entries: (count) => `${formatNumber(count)} 项`,
    more: (text, count) => `${text} 等，另有 ${formatNumber(count)} 项`,
    isDefault: '默认',
    choices: { ip_address: '地址', api_key: 'API 密钥', api_key_ip_address: '两者，以更严格的为准' },
    defaultHint: (value) => `默认值：${value}。`,
    range: (min, max) => `${formatNumber(min)} 到 ${formatNumber(max)}。`,
    linesHint: '每行一项。',
    tooLong: (count) => `${formatNumber(count)} 项超出本页容量，请通过 API 修改。`,
    save: '保存设置',
    cancel: '取消',
    reset: (title) => `重置“${title}”`,
    resetNote: '立即重置，不保存本页的其他更改。',
    differs: '与默认值不同',
    notSaved: '没有更改任何设置',
    saved: '设置已保存。',
    unchanged: '没有任何更改。',
    wasReset: (title) => `“${title}”已恢复默认值。`,
    readOnly: '只有所有者可以更改设置。',
    wrongNumber: (min, max) => `请输入 ${formatNumber(min)} 到 ${formatNumber(max)} 的整数。`,
    wrongChoice: '请选择其中一个值。',
    wrongLine: (line, text) => `第 ${formatNumber(line)} 行不允许：“${text}”。`,
    wrongList: '列表过长。',
  },
});
