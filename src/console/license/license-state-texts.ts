import { formatNumber, plural } from '../kit/format';
import { defineTexts } from '../kit/texts';

const days = (count: number): string => `${formatNumber(count)} ${plural(count, { one: 'day', other: 'days' })}`;
const tage = (count: number): string => `${formatNumber(count)} ${plural(count, { one: 'Tag', other: 'Tagen' })}`;

/** Why a license is in its state. Values named `…Ago` count whole days. */
export const STATE_TEXTS = defineTexts({
  en: {
    told: 'Programs are told',
    explain: 'Explain',
    revoked: (date: string) => `Revoked on ${date}`,
    revokedWhy: 'Programs are refused at their next check. Files that programs already have hold until they end.',
    blocked: (date: string) => `Blocked since ${date}`,
    disabled: (date: string) => `Disabled since ${date}`,
    stoppedWhy: 'Programs are refused at their next check. Seats and dates are kept.',
    by: (actor: string) => `By ${actor}.`,
    notStarted: (date: string) => `Starts on ${date}`,
    notStartedWhy: 'Until then, programs are refused.',
    expired: (ago: number) => (ago === 0 ? 'Expired today' : `Expired ${days(ago)} ago`),
    expiredStillRuns: (ago: number, until: string) =>
      `${ago === 0 ? 'Expired today' : `Expired ${days(ago)} ago`}, still runs until ${until}`,
    expiredUsable: (ago: number) => `${ago === 0 ? 'Expired today' : `Expired ${days(ago)} ago`}, still runs`,
    endedOn: (date: string) => `It ended on ${date}.`,
    itsPolicy: 'Its policy',
    itsOwn: 'Its own behavior',
    grace: (count: number) => `gives ${days(count)} of grace; after that programs are refused.`,
    graceOver: (count: number) =>
      count === 0
        ? 'gives no grace: programs are refused.'
        : `gave ${days(count)} of grace, which are over: programs are refused.`,
    strategies: {
      revoke_access: 'refuses expired licenses.',
      restrict_access: 'lets expired licenses run without newer versions and with fewer features.',
      maintain_access: 'lets expired licenses run without newer versions.',
      allow_access: 'lets expired licenses run with updates.',
    },
    expires: (left: number) => (left === 0 ? 'Expires today' : `Expires in ${days(left)}`),
    expiresOn: (date: string) => `It ends on ${date}.`,
    full: (seats: number) => `All ${formatNumber(seats)} seats are taken`,
    oneFull: 'The only seat is taken',
    fullRefused: 'A further device is refused now.',
    fullEvicts: 'A further device takes the seat of the one that was activated first.',
    refused: 'Programs are refused now',
    refusals: {
      BLACKLISTED: 'The buyer, the key, a domain or an address is on the blacklist, under Settings.',
      USER_MISMATCH: 'Programs must name a user of this license; one that names none is refused.',
      CUSTOMER_MISMATCH: 'Programs must name the e-mail address or the client for which the license is reserved.',
      COUNTRY_NOT_ALLOWED: 'The policy allows certain countries only; there may be no country database.',
      other: 'A check that names the key alone is refused. “Explain” shows each rule.',
    },
  },
  de: {
    told: 'Programme erhalten',
    explain: 'Erklären',
    revoked: (date: string) => `Widerrufen am ${date}`,
    revokedWhy:
      'Programme werden bei der nächsten Prüfung abgelehnt. Dateien, die Programme schon haben, gelten bis zu ihrem Ende.',
    blocked: (date: string) => `Gesperrt seit ${date}`,
    disabled: (date: string) => `Deaktiviert seit ${date}`,
    stoppedWhy: 'Programme werden bei der nächsten Prüfung abgelehnt. Plätze und Daten bleiben.',
    by: (actor: string) => `Durch ${actor}.`,
    notStarted: (date: string) => `Beginnt am ${date}`,
    notStartedWhy: 'Bis dahin werden Programme abgelehnt.',
    expired: (ago: number) => (ago === 0 ? 'Heute abgelaufen' : `Vor ${tage(ago)} abgelaufen`),
    expiredStillRuns: (ago: number, until: string) =>
      `${ago === 0 ? 'Heute abgelaufen' : `Vor ${tage(ago)} abgelaufen`}, läuft noch bis ${until}`,
    expiredUsable: (ago: number) => `${ago === 0 ? 'Heute abgelaufen' : `Vor ${tage(ago)} abgelaufen`}, läuft weiter`,
    endedOn: (date: string) => `Sie endete am ${date}.`,
    itsPolicy: 'Ihre Richtlinie',
    itsOwn: 'Ihr eigenes Verhalten',
    grace: (count: number) =>
      `gewährt ${formatNumber(count)} ${plural(count, { one: 'Tag', other: 'Tage' })} Nachfrist; danach werden Programme abgelehnt.`,
    graceOver: (count: number) =>
      count === 0
        ? 'gewährt keine Nachfrist: Programme werden abgelehnt.'
        : `gewährte ${formatNumber(count)} ${plural(count, { one: 'Tag', other: 'Tage' })} Nachfrist, die vorbei sind: Programme werden abgelehnt.`,
    strategies: {
      revoke_access: 'lehnt abgelaufene Lizenzen ab.',
      restrict_access: 'lässt abgelaufene Lizenzen ohne neuere Versionen und mit weniger Funktionen laufen.',
      maintain_access: 'lässt abgelaufene Lizenzen ohne neuere Versionen laufen.',
      allow_access: 'lässt abgelaufene Lizenzen mit Updates laufen.',
    },
    expires: (left: number) => (left === 0 ? 'Läuft heute ab' : `Läuft in ${tage(left)} ab`),
    expiresOn: (date: string) => `Sie endet am ${date}.`,
    full: (seats: number) => `Alle ${formatNumber(seats)} Plätze sind belegt`,
    oneFull: 'Der einzige Platz ist belegt',
    fullRefused: 'Ein weiteres Gerät wird jetzt abgelehnt.',
    fullEvicts: 'Ein weiteres Gerät bekommt den Platz des zuerst aktivierten.',
    refused: 'Programme werden jetzt abgelehnt',
    refusals: {
      BLACKLISTED: 'Käufer, Schlüssel, Domain oder Adresse stehen auf der Sperrliste unter Einstellungen.',
      USER_MISMATCH: 'Programme müssen einen Benutzer dieser Lizenz nennen; ohne ihn werden sie abgelehnt.',
      CUSTOMER_MISMATCH:
        'Programme müssen die E-Mail-Adresse oder den Kunden nennen, für den die Lizenz reserviert ist.',
      COUNTRY_NOT_ALLOWED: 'Die Richtlinie erlaubt nur bestimmte Länder; vielleicht fehlt die Länderdatenbank.',
      other: 'Eine Prüfung nur mit dem Schlüssel wird abgelehnt. „Erklären“ zeigt jede Regel.',
    },
  },
  zh: {
    told: '程序得到',
    explain: '解释',
    revoked: (date: string) => `${date} 已吊销`,
    revokedWhy: '程序在下次检查时会被拒绝。程序已持有的文件在到期前仍有效。',
    blocked: (date: string) => `自 ${date} 起封锁`,
    disabled: (date: string) => `自 ${date} 起停用`,
    stoppedWhy: '程序在下次检查时会被拒绝。席位和日期保留。',
    by: (actor: string) => `操作者：${actor}。`,
    notStarted: (date: string) => `${date} 开始`,
    notStartedWhy: '在此之前，程序会被拒绝。',
    expired: (ago: number) => (ago === 0 ? '今天到期' : `${formatNumber(ago)} 天前到期`),
    expiredStillRuns: (ago: number, until: string) =>
      `${ago === 0 ? '今天到期' : `${formatNumber(ago)} 天前到期`}，仍可运行至 ${until}`,
    expiredUsable: (ago: number) => `${ago === 0 ? '今天到期' : `${formatNumber(ago)} 天前到期`}，仍可运行`,
    endedOn: (date: string) => `于 ${date} 结束。`,
    itsPolicy: '其策略',
    itsOwn: '其自有行为',
    grace: (count: number) => `给予 ${formatNumber(count)} 天宽限；之后程序会被拒绝。`,
    graceOver: (count: number) =>
      count === 0 ? '不给宽限：程序会被拒绝。' : `给予的 ${formatNumber(count)} 天宽限已过：程序会被拒绝。`,
    strategies: {
      revoke_access: '拒绝过期许可证。',
      restrict_access: '允许过期许可证运行，但没有新版本且功能减少。',
      maintain_access: '允许过期许可证运行，但没有新版本。',
      allow_access: '允许过期许可证运行并更新。',
    },
    expires: (left: number) => (left === 0 ? '今天到期' : `${formatNumber(left)} 天后到期`),
    expiresOn: (date: string) => `于 ${date} 结束。`,
    full: (seats: number) => `全部 ${formatNumber(seats)} 个席位已占用`,
    oneFull: '唯一的席位已占用',
    fullRefused: '再来的设备现在会被拒绝。',
    fullEvicts: '再来的设备会取代最早激活的设备。',
    refused: '程序现在会被拒绝',
    refusals: {
      BLACKLISTED: '买家、密钥、域名或地址在“设置”的黑名单上。',
      USER_MISMATCH: '程序必须指明此许可证的用户；未指明的会被拒绝。',
      CUSTOMER_MISMATCH: '程序必须指明许可证所保留给的电子邮件或客户。',
      COUNTRY_NOT_ALLOWED: '策略只允许某些国家；也可能没有国家数据库。',
      other: '只带密钥的检查会被拒绝。“解释”会列出每条规则。',
    },
  },
});
