import type { ComponentChildren } from 'preact';
import { formatDate, formatNumber, formatPercent, formatTime, plural } from '../kit/format';
import { defineTexts } from '../kit/texts';

type Words = ComponentChildren;

/** Titles of alerts by their type. */
function titles(byType: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return byType;
}

/** Texts whose subject is bold take it as an element. */
export const ATTENTION_TEXTS = defineTexts({
  en: {
    anomalies: 'Unresolved anomalies',
    anomaliesLead: 'Unusual use of licenses. A resolved one counts only what happens afterwards.',
    noAnomalies: 'No anomaly is unresolved',
    newestFirst: 'Newest first',
    webhookFails: (name: Words): Words => ['Webhook ', name, ' fails'],
    webhookFailsWhy: (since: Date) =>
      `No delivery succeeded since ${formatDate(since)}, ${formatTime(since)}. Deliveries are tried again; after three days of failure the webhook is switched off.`,
    webhookOff: (name: Words): Words => ['Webhook ', name, ' is switched off'],
    webhookGone: 'It answered 410, which means that it no longer exists.',
    webhookFailed: 'No delivery succeeded for three days. Later events are not delivered.',
    lookAtIt: 'Look at it',
    surge: (refusals: Words, from: Date, until: Date, factor: number | null): Words => [
      refusals,
      ` between ${formatTime(from)} and ${formatTime(until)}, `,
      factor === null ? 'where there are usually none' : `${formatNumber(factor, 0)} times the usual number`,
    ],
    refusalCount: (count: number) => plural(count, { one: '1 refusal', other: `${formatNumber(count)} refusals` }),
    surgeWhy: (share: number, code: string) => `${formatPercent(share)} of them are ${code}.`,
    showRefusals: 'Show refusals',
    hopping: (key: Words): Words => ['License hopping: ', key],
    hoppingWhy: (devices: number, seats: number) =>
      `${formatNumber(devices)} devices used it within a day; it has ${plural(seats, { one: '1 seat', other: `${formatNumber(seats)} seats` })}.`,
    pattern: (key: Words): Words => ['Unusual activations: ', key],
    patternWhy: (activations: number, addresses: number) =>
      `${formatNumber(activations)} activations from ${plural(addresses, { one: '1 address', other: `${formatNumber(addresses)} addresses` })} within an hour.`,
    heartbeats: (key: Words): Words => ['Too many requests: ', key],
    heartbeatsWhy: (requests: number, device: string) =>
      `The device “${device}” sent ${formatNumber(requests)} requests within an hour.`,
    review: 'Review',
    resolve: 'Mark as resolved',
    resolved: (key: string) => `The anomaly of ${key} is resolved.`,
    moreAnomalies: (count: Words): Words => [count, ' more anomalies are unresolved'],
    alerts: titles({
      event_loop_delay: 'The server is slow',
      pool_exhaustion: 'Requests wait for the database',
      error_rate: 'Many requests fail',
      failing_jobs: 'Jobs fail',
      country_database_missing: 'The country database is missing',
      webhook_queue_age: 'Webhook deliveries are late',
    }),
    openSystem: 'Open system',
    expiring: (soon: Words, count: number, later: string): Words => [
      soon,
      count === 1 ? ' expires within 7 days, ' : ' expire within 7 days, ',
      `${later} within 30`,
    ],
    expiringLater: (later: Words, count: number): Words => [
      later,
      count === 1 ? ' expires within 30 days' : ' expire within 30 days',
    ],
    licenses: (count: number) => plural(count, { one: '1 license', other: `${formatNumber(count)} licenses` }),
    moreThan: (count: number) => `more than ${formatNumber(count)}`,
    expiringWhy: 'Programs are refused afterwards, unless the policy has a grace period.',
    showThem: 'Show them',
    keyEnds: (name: Words, at: Date): Words => ['API key ', name, ` ends on ${formatDate(at)}`],
    keyUsed: (at: string) => `It was last used ${at}, so a program still needs it.`,
    keyUnused: 'It was never used.',
    openKeys: 'Open API keys',
  },
  de: {
    anomalies: 'Offene Auffälligkeiten',
    anomaliesLead: 'Ungewöhnliche Nutzung von Lizenzen. Nach dem Erledigen zählt nur, was danach geschieht.',
    noAnomalies: 'Keine Auffälligkeit ist offen',
    newestFirst: 'Neueste zuerst',
    webhookFails: (name: Words): Words => ['Webhook ', name, ' schlägt fehl'],
    webhookFailsWhy: (since: Date) =>
      `Seit ${formatDate(since)}, ${formatTime(since)} gelang keine Zustellung. Zustellungen werden wiederholt; nach drei Tagen ohne Erfolg wird der Webhook abgeschaltet.`,
    webhookOff: (name: Words): Words => ['Webhook ', name, ' ist abgeschaltet'],
    webhookGone: 'Er antwortete mit 410: Es gibt ihn nicht mehr.',
    webhookFailed: 'Drei Tage lang gelang keine Zustellung. Spätere Ereignisse werden nicht zugestellt.',
    lookAtIt: 'Ansehen',
    surge: (refusals: Words, from: Date, until: Date, factor: number | null): Words => [
      refusals,
      ` zwischen ${formatTime(from)} und ${formatTime(until)}, `,
      factor === null ? 'wo es sonst keine gibt' : `das ${formatNumber(factor, 0)}-fache der üblichen Zahl`,
    ],
    refusalCount: (count: number) => plural(count, { one: '1 Ablehnung', other: `${formatNumber(count)} Ablehnungen` }),
    surgeWhy: (share: number, code: string) => `${formatPercent(share)} davon sind ${code}.`,
    showRefusals: 'Ablehnungen zeigen',
    hopping: (key: Words): Words => ['Wandernde Lizenz: ', key],
    hoppingWhy: (devices: number, seats: number) =>
      `${formatNumber(devices)} Geräte nutzten sie an einem Tag; sie hat ${plural(seats, { one: '1 Platz', other: `${formatNumber(seats)} Plätze` })}.`,
    pattern: (key: Words): Words => ['Ungewöhnliche Aktivierungen: ', key],
    patternWhy: (activations: number, addresses: number) =>
      `${formatNumber(activations)} Aktivierungen von ${plural(addresses, { one: '1 Adresse', other: `${formatNumber(addresses)} Adressen` })} in einer Stunde.`,
    heartbeats: (key: Words): Words => ['Zu viele Anfragen: ', key],
    heartbeatsWhy: (requests: number, device: string) =>
      `Das Gerät „${device}“ sandte ${formatNumber(requests)} Anfragen in einer Stunde.`,
    review: 'Prüfen',
    resolve: 'Als erledigt markieren',
    resolved: (key: string) => `Die Auffälligkeit von ${key} ist erledigt.`,
    moreAnomalies: (count: Words): Words => [count, ' weitere Auffälligkeiten sind offen'],
    alerts: titles({
      event_loop_delay: 'Der Server ist langsam',
      pool_exhaustion: 'Anfragen warten auf die Datenbank',
      error_rate: 'Viele Anfragen schlagen fehl',
      failing_jobs: 'Aufträge schlagen fehl',
      country_database_missing: 'Die Länderdatenbank fehlt',
      webhook_queue_age: 'Webhook-Zustellungen verspäten sich',
    }),
    openSystem: 'System öffnen',
    expiring: (soon: Words, count: number, later: string): Words => [
      soon,
      count === 1 ? ' läuft in 7 Tagen ab, ' : ' laufen in 7 Tagen ab, ',
      `${later} in 30`,
    ],
    expiringLater: (later: Words, count: number): Words => [
      later,
      count === 1 ? ' läuft in 30 Tagen ab' : ' laufen in 30 Tagen ab',
    ],
    licenses: (count: number) => plural(count, { one: '1 Lizenz', other: `${formatNumber(count)} Lizenzen` }),
    moreThan: (count: number) => `mehr als ${formatNumber(count)}`,
    expiringWhy: 'Danach werden Programme abgelehnt, wenn die Richtlinie keine Nachfrist gibt.',
    showThem: 'Zeigen',
    keyEnds: (name: Words, at: Date): Words => ['API-Schlüssel ', name, ` endet am ${formatDate(at)}`],
    keyUsed: (at: string) => `Zuletzt benutzt: ${at}. Ein Programm braucht ihn noch.`,
    keyUnused: 'Er wurde nie benutzt.',
    openKeys: 'API-Schlüssel öffnen',
  },
  zh: {
    anomalies: '未解决的异常',
    anomaliesLead: '许可证的异常使用。解决后，只统计之后发生的情况。',
    noAnomalies: '没有未解决的异常',
    newestFirst: '最新的在前',
    webhookFails: (name: Words): Words => ['Webhook ', name, ' 投递失败'],
    webhookFailsWhy: (since: Date) =>
      `自 ${formatDate(since)} ${formatTime(since)} 起没有成功的投递。系统会重试；连续失败三天后将停用此 Webhook。`,
    webhookOff: (name: Words): Words => ['Webhook ', name, ' 已被停用'],
    webhookGone: '它返回了 410，表示已不存在。',
    webhookFailed: '三天内没有成功的投递。之后的事件不会投递。',
    lookAtIt: '查看',
    surge: (refusals: Words, from: Date, until: Date, factor: number | null): Words => [
      `${formatTime(from)} 至 ${formatTime(until)} 有`,
      refusals,
      factor === null ? '，平时没有拒绝' : `，是平时的 ${formatNumber(factor, 0)} 倍`,
    ],
    refusalCount: (count: number) => ` ${formatNumber(count)} 次拒绝`,
    surgeWhy: (share: number, code: string) => `其中 ${formatPercent(share)} 为 ${code}。`,
    showRefusals: '查看拒绝',
    hopping: (key: Words): Words => ['许可证频繁换设备：', key],
    hoppingWhy: (devices: number, seats: number) =>
      `一天内有 ${formatNumber(devices)} 台设备使用；它有 ${formatNumber(seats)} 个席位。`,
    pattern: (key: Words): Words => ['异常激活：', key],
    patternWhy: (activations: number, addresses: number) =>
      `一小时内来自 ${formatNumber(addresses)} 个地址的 ${formatNumber(activations)} 次激活。`,
    heartbeats: (key: Words): Words => ['请求过多：', key],
    heartbeatsWhy: (requests: number, device: string) =>
      `设备“${device}”一小时内发送了 ${formatNumber(requests)} 次请求。`,
    review: '检查',
    resolve: '标记为已解决',
    resolved: (key: string) => `${key} 的异常已解决。`,
    moreAnomalies: (count: Words): Words => ['还有 ', count, ' 个异常未解决'],
    alerts: titles({
      event_loop_delay: '服务器响应缓慢',
      pool_exhaustion: '请求在等待数据库',
      error_rate: '大量请求失败',
      failing_jobs: '任务失败',
      country_database_missing: '缺少国家数据库',
      webhook_queue_age: 'Webhook 投递延迟',
    }),
    openSystem: '打开系统',
    expiring: (soon: Words, _count: number, later: string): Words => [soon, `将在 7 天内过期，30 天内共 ${later}`],
    expiringLater: (later: Words, _count: number): Words => [later, '将在 30 天内过期'],
    licenses: (count: number) => `${formatNumber(count)} 个许可证`,
    moreThan: (count: number) => `超过 ${formatNumber(count)}`,
    expiringWhy: '过期后程序会被拒绝，除非策略设有宽限期。',
    showThem: '查看',
    keyEnds: (name: Words, at: Date): Words => ['API 密钥 ', name, ` 将于 ${formatDate(at)} 失效`],
    keyUsed: (at: string) => `最近使用：${at}，仍有程序需要它。`,
    keyUnused: '从未使用。',
    openKeys: '打开 API 密钥',
  },
});
