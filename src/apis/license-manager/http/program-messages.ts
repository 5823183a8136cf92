import type { Language } from '../../../core/i18n';

type Translated = Readonly<Record<Exclude<Language, 'en'>, string>>;

export const LIMIT_MESSAGES = {
  uses: 'License is already active on as many installations as its lifetime limit allows.',
  seats: 'License is already active on the maximum number of installations.',
} as const;
export const INVALID_CODE = 'Your license code is invalid.';
export const NOT_YOURS = 'License is invalid or not assigned to you.';
export const RATE_LIMITED = 'Rate limit exceeded. Try again later.';
export const NO_API_KEY = 'Invalid or missing API key';

/** Messages of the contract in the other languages. */
export const TRANSLATIONS: Readonly<Record<string, Translated>> = {
  [LIMIT_MESSAGES.uses]: {
    de: 'Die Lizenz ist schon auf so vielen Installationen aktiv gewesen, wie sie insgesamt erlaubt.',
    zh: '此许可证已达到其终身安装数量上限。',
  },
  [LIMIT_MESSAGES.seats]: {
    de: 'Die Lizenz ist schon auf der größtmöglichen Zahl von Installationen aktiv.',
    zh: '此许可证已在最大数量的安装上激活。',
  },
  [INVALID_CODE]: { de: 'Ihr Lizenzcode ist ungültig.', zh: '您的许可证代码无效。' },
  [NOT_YOURS]: {
    de: 'Die Lizenz ist ungültig oder Ihnen nicht zugeordnet.',
    zh: '许可证无效或未分配给您。',
  },
  [RATE_LIMITED]: { de: 'Zu viele Anfragen. Versuchen Sie es später erneut.', zh: '请求过多，请稍后再试。' },
  [NO_API_KEY]: { de: 'Der API-Schlüssel fehlt oder ist ungültig', zh: 'API 密钥无效或缺失' },
  'Activated.': { de: 'Aktiviert.', zh: '已激活。' },
  'Verified.': { de: 'Geprüft.', zh: '已验证。' },
  'Deactivated.': { de: 'Deaktiviert.', zh: '已停用。' },
  'Connection successful': { de: 'Verbindung erfolgreich', zh: '连接成功' },
  'Latest version information.': { de: 'Angaben zur neuesten Version.', zh: '最新版本信息。' },
  'A new update is available.': { de: 'Eine neue Version ist verfügbar.', zh: '有新版本可用。' },
  'You are using the latest version.': { de: 'Sie verwenden die neueste Version.', zh: '您正在使用最新版本。' },
  'License is valid': { de: 'Die Lizenz ist gültig', zh: '许可证有效' },
  'License has expired and is in its grace period': {
    de: 'Die Lizenz ist abgelaufen und in der Kulanzfrist',
    zh: '许可证已过期，处于宽限期内',
  },
  'License has expired and may still be used': {
    de: 'Die Lizenz ist abgelaufen und darf weiter verwendet werden',
    zh: '许可证已过期，但仍可使用',
  },
};
