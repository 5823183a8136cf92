import type { BulkChange } from '../../licensing/bulk/bulk-changes.service';
import { formatNumber, plural } from '../kit/format';
import { defineTexts } from '../kit/texts';

const licenses = (count: number) => `${formatNumber(count)} ${plural(count, { one: 'license', other: 'licenses' })}`;
const lizenzen = (count: number) => `${formatNumber(count)} ${plural(count, { one: 'Lizenz', other: 'Lizenzen' })}`;
const daysEn = (count: number) => `${formatNumber(count)} ${plural(count, { one: 'day', other: 'days' })}`;
const tage = (count: number) => `${formatNumber(count)} ${plural(count, { one: 'Tag', other: 'Tagen' })}`;
const xukezheng = (count: number) => `${formatNumber(count)} 个许可证`;

export const BULK_TEXTS = defineTexts({
  en: {
    title: {
      extend: (count: number) => `Extend ${licenses(count)}?`,
      disable: (count: number) => `Disable ${licenses(count)}?`,
      enable: (count: number) => `Enable ${licenses(count)}?`,
      revoke: (count: number) => `Revoke ${licenses(count)}?`,
      assign: (count: number) => `Move ${licenses(count)} to a customer?`,
    },
    verb: {
      extend: (count: number, days: number) => `Extend ${licenses(count)} by ${daysEn(days)}`,
      disable: (count: number) => `Disable ${licenses(count)}`,
      enable: (count: number) => `Enable ${licenses(count)}`,
      revoke: (count: number) => `Revoke ${licenses(count)}`,
      assign: (count: number, customer: string | null) =>
        customer === null ? `Remove ${licenses(count)} from their customers` : `Move ${licenses(count)} to ${customer}`,
    },
    done: {
      extend: (count: number, days: number) => `${licenses(count)} extended by ${daysEn(days)}.`,
      disable: (count: number) => `${licenses(count)} disabled.`,
      enable: (count: number) => `${licenses(count)} enabled.`,
      revoke: (count: number) => `${licenses(count)} revoked.`,
      assign: (count: number, customer: string | null) =>
        customer === null
          ? `${licenses(count)} removed from their customers.`
          : `${licenses(count)} moved to ${customer}.`,
    },
    effect: {
      extend: 'Each license keeps its devices and expires later, counted from the date that its policy names.',
      disable:
        'Programs are refused with DISABLED at their next check. Seats are kept, and a license can be enabled again.',
      enable: 'Programs may run again at their next check.',
      revoke:
        'Programs are refused with REVOKED at their next check. To stop a license for a while, disable it instead: only the API restores a revoked license.',
      assign: 'The licenses, with their devices, belong to the other customer at once.',
    },
    devices: (count: number) =>
      `${formatNumber(count)} active ${plural(count, { one: 'device is', other: 'devices are' })} refused at the next check.`,
    unchanged: 'Nothing was changed',
    notPreviewed: 'The preview did not show this change. It is up to date now: check it and confirm again.',
    none: 'No license is selected',
    noneText: 'Select licenses in the list first.',
    backToList: 'Back to the licenses',
    tooMany: (max: number) => `One change takes up to ${formatNumber(max)} licenses. Narrow the filter.`,
    days: 'Days',
    daysHint: 'Calendar days that each license is extended by: 1 to 36,500.',
    daysWrong: 'Enter a whole number of days from 1 to 36,500.',
    customer: 'New customer',
    customerHint: 'Name, e-mail address, reference or ID. Leave it empty to remove the licenses from their customers.',
    preview: 'Update the preview',
    changes: 'What changes',
    stays: 'What stays as it is',
    countOf: (shown: number, count: number) =>
      shown < count ? `the first ${formatNumber(shown)} of ${formatNumber(count)}` : formatNumber(count),
    key: 'Key',
    customerColumn: 'Customer',
    status: 'Status',
    expires: 'Expires',
    becomes: 'Becomes',
    why: 'Why',
    devicesColumn: 'Devices',
    obstacles: {
      already: 'It is so already',
      blocked: 'It is blocked',
      revoked: 'It is revoked',
      never_expires: 'It never expires',
      too_long: 'It would expire after the year 9999, or its term would be too long',
    },
    noCustomer: 'no customer',
    daysFromUse: (days: number) =>
      `${formatNumber(days)} ${plural(days, { one: 'day', other: 'days' })} from first use`,
    confirm: (count: number) => `To confirm, type the number of licenses: ${count}`,
    confirmWrong: (count: number) => `This is not the number. ${licenses(count)} would be revoked.`,
    keep: 'Change nothing',
    nothing: 'None of the selected licenses can be changed in this way.',
    undo: 'Undo…',
  },
  de: {
    title: {
      extend: (count) => `${lizenzen(count)} verlängern?`,
      disable: (count) => `${lizenzen(count)} deaktivieren?`,
      enable: (count) => `${lizenzen(count)} aktivieren?`,
      revoke: (count) => `${lizenzen(count)} widerrufen?`,
      assign: (count) => `${lizenzen(count)} einem Kunden zuordnen?`,
    },
    verb: {
      extend: (count, days) => `${lizenzen(count)} um ${tage(days)} verlängern`,
      disable: (count) => `${lizenzen(count)} deaktivieren`,
      enable: (count) => `${lizenzen(count)} aktivieren`,
      revoke: (count) => `${lizenzen(count)} widerrufen`,
      assign: (count, customer) =>
        customer === null ? `${lizenzen(count)} von ihren Kunden lösen` : `${lizenzen(count)} ${customer} zuordnen`,
    },
    done: {
      extend: (count, days) => `${lizenzen(count)} um ${tage(days)} verlängert.`,
      disable: (count) => `${lizenzen(count)} deaktiviert.`,
      enable: (count) => `${lizenzen(count)} aktiviert.`,
      revoke: (count) => `${lizenzen(count)} widerrufen.`,
      assign: (count, customer) =>
        customer === null
          ? `${lizenzen(count)} von ihren Kunden gelöst.`
          : `${lizenzen(count)} ${customer} zugeordnet.`,
    },
    effect: {
      extend: 'Jede Lizenz behält ihre Geräte und läuft später ab, gerechnet ab dem Datum, das ihre Richtlinie nennt.',
      disable:
        'Programme werden bei der nächsten Prüfung mit DISABLED abgelehnt. Plätze bleiben, und die Lizenz kann wieder aktiviert werden.',
      enable: 'Programme dürfen ab der nächsten Prüfung wieder laufen.',
      revoke:
        'Programme werden bei der nächsten Prüfung mit REVOKED abgelehnt. Um eine Lizenz eine Weile anzuhalten, besser deaktivieren: Nur die API stellt eine widerrufene wieder her.',
      assign: 'Die Lizenzen gehören mit ihren Geräten sofort dem anderen Kunden.',
    },
    devices: (count) =>
      `${formatNumber(count)} aktive ${plural(count, { one: 'Gerät wird', other: 'Geräte werden' })} bei der nächsten Prüfung abgelehnt.`,
    unchanged: 'Nichts wurde geändert',
    notPreviewed: 'Die Vorschau zeigte diese Änderung nicht. Jetzt ist sie aktuell: prüfen und noch einmal bestätigen.',
    none: 'Keine Lizenz ausgewählt',
    noneText: 'Zuerst in der Liste Lizenzen auswählen.',
    backToList: 'Zurück zu den Lizenzen',
    tooMany: (max) => `Eine Änderung umfasst bis zu ${formatNumber(max)} Lizenzen. Den Filter enger fassen.`,
    days: 'Tage',
    daysHint: 'Kalendertage, um die jede Lizenz verlängert wird: 1 bis 36.500.',
    daysWrong: 'Eine ganze Zahl von Tagen von 1 bis 36.500 eingeben.',
    customer: 'Neuer Kunde',
    customerHint: 'Name, E-Mail-Adresse, Referenz oder ID. Leer nimmt die Lizenzen ihren Kunden weg.',
    preview: 'Vorschau aktualisieren',
    changes: 'Was sich ändert',
    stays: 'Was bleibt, wie es ist',
    countOf: (shown, count) =>
      shown < count ? `die ersten ${formatNumber(shown)} von ${formatNumber(count)}` : formatNumber(count),
    key: 'Schlüssel',
    customerColumn: 'Kunde',
    status: 'Status',
    expires: 'Läuft ab',
    becomes: 'Wird',
    why: 'Grund',
    devicesColumn: 'Geräte',
    obstacles: {
      already: 'Sie ist es schon',
      blocked: 'Sie ist gesperrt',
      revoked: 'Sie ist widerrufen',
      never_expires: 'Sie läuft nie ab',
      too_long: 'Sie liefe nach dem Jahr 9999 ab, oder die Laufzeit wäre zu lang',
    },
    noCustomer: 'kein Kunde',
    daysFromUse: (days) => `${formatNumber(days)} ${plural(days, { one: 'Tag', other: 'Tage' })} ab erster Nutzung`,
    confirm: (count) => `Zur Bestätigung die Anzahl der Lizenzen eingeben: ${count}`,
    confirmWrong: (count) => `Das ist nicht die Anzahl. ${lizenzen(count)} würden widerrufen.`,
    keep: 'Nichts ändern',
    nothing: 'Keine der ausgewählten Lizenzen lässt sich so ändern.',
    undo: 'Rückgängig…',
  },
  zh: {
    title: {
      extend: (count) => `将 ${xukezheng(count)}延期？`,
      disable: (count) => `停用 ${xukezheng(count)}？`,
      enable: (count) => `启用 ${xukezheng(count)}？`,
      revoke: (count) => `吊销 ${xukezheng(count)}？`,
      assign: (count) => `将 ${xukezheng(count)}转给客户？`,
    },
    verb: {
      extend: (count, days) => `将 ${xukezheng(count)}延期 ${formatNumber(days)} 天`,
      disable: (count) => `停用 ${xukezheng(count)}`,
      enable: (count) => `启用 ${xukezheng(count)}`,
      revoke: (count) => `吊销 ${xukezheng(count)}`,
      assign: (count, customer) =>
        customer === null ? `取消 ${xukezheng(count)}与客户的关联` : `将 ${xukezheng(count)}转给 ${customer}`,
    },
    done: {
      extend: (count, days) => `已将 ${xukezheng(count)}延期 ${formatNumber(days)} 天。`,
      disable: (count) => `已停用 ${xukezheng(count)}。`,
      enable: (count) => `已启用 ${xukezheng(count)}。`,
      revoke: (count) => `已吊销 ${xukezheng(count)}。`,
      assign: (count, customer) =>
        customer === null ? `已取消 ${xukezheng(count)}与客户的关联。` : `已将 ${xukezheng(count)}转给 ${customer}。`,
    },
    effect: {
      extend: '每个许可证保留其设备，并从其策略规定的日期起延后到期。',
      disable: '程序在下次检查时会以 DISABLED 被拒绝。席位保留，许可证可以重新启用。',
      enable: '程序在下次检查时可以继续运行。',
      revoke: '程序在下次检查时会以 REVOKED 被拒绝。若只需暂停，请改为停用：吊销的许可证只能通过 API 恢复。',
      assign: '许可证及其设备立即归另一客户所有。',
    },
    devices: (count) => `${formatNumber(count)} 台活动设备将在下次检查时被拒绝。`,
    unchanged: '未做任何更改',
    notPreviewed: '预览未显示此更改。预览现已更新：请查看后再次确认。',
    none: '未选择许可证',
    noneText: '请先在列表中选择许可证。',
    backToList: '返回许可证列表',
    tooMany: (max) => `一次最多更改 ${formatNumber(max)} 个许可证。请缩小筛选范围。`,
    days: '天数',
    daysHint: '每个许可证延长的日历天数：1 到 36,500。',
    daysWrong: '请输入 1 到 36,500 之间的整数天数。',
    customer: '新客户',
    customerHint: '名称、邮箱地址、编号或 ID。留空则取消许可证与客户的关联。',
    preview: '更新预览',
    changes: '将会更改',
    stays: '保持不变',
    countOf: (shown, count) =>
      shown < count ? `${formatNumber(count)} 个中的前 ${formatNumber(shown)} 个` : formatNumber(count),
    key: '密钥',
    customerColumn: '客户',
    status: '状态',
    expires: '到期',
    becomes: '改为',
    why: '原因',
    devicesColumn: '设备',
    obstacles: {
      already: '已是如此',
      blocked: '已封锁',
      revoked: '已吊销',
      never_expires: '永不过期',
      too_long: '到期将晚于 9999 年，或期限过长',
    },
    noCustomer: '无客户',
    daysFromUse: (days) => `首次使用起 ${formatNumber(days)} 天`,
    confirm: (count) => `请输入许可证数量以确认：${count}`,
    confirmWrong: (count) => `数量不符。将吊销 ${xukezheng(count)}。`,
    keep: '不做更改',
    nothing: '所选许可证都无法这样更改。',
    undo: '撤销…',
  },
});

type ChangeTexts = ReturnType<typeof BULK_TEXTS>['verb'];

/** A text about a change of some licenses, with what it gives them. */
export function changeText(texts: ChangeTexts, change: BulkChange, count: number): string {
  switch (change.verb) {
    case 'extend':
      return texts.extend(count, change.days);
    case 'assign':
      return texts.assign(count, change.customer?.name ?? null);
    case 'disable':
    case 'enable':
    case 'revoke':
      return texts[change.verb](count);
  }
}
