import { defineTexts } from '../kit/texts';

type Sentences = Readonly<Record<string, (subject: string) => string>>;

/** Sentences for frequent events; all others are shown by their names. */
const TEXTS = defineTexts<Sentences>({
  en: {
    'license.issued': (key) => `License issued: ${key}`,
    'license.activated': (key) => `Activated: ${key}`,
    'license.deactivated': (key) => `Seat freed: ${key}`,
    'license.updated': (key) => `License changed: ${key}`,
    'license.extended': (key) => `License extended: ${key}`,
    'license.enabled': (key) => `License enabled: ${key}`,
    'license.disabled': (key) => `License disabled: ${key}`,
    'license.blocked': (key) => `License blocked: ${key}`,
    'license.unblocked': (key) => `License unblocked: ${key}`,
    'license.revoked': (key) => `License revoked: ${key}`,
    'license.deleted': (key) => `License deleted: ${key}`,
    'license.expiring': (key) => `Expires soon: ${key}`,
    'license.expired': (key) => `Expired: ${key}`,
    'license.usage_threshold': (key) => `Seats run out: ${key}`,
    'license.suspicious_activity': (key) => `Unusual use: ${key}`,
    'customer.created': (name) => `Customer added: ${name}`,
    'product.created': (name) => `Product added: ${name}`,
    'webhook_endpoint.disabled': () => `Webhook switched off`,
    'alert.raised': () => `Alert raised`,
    'alert.cleared': () => `Alert cleared`,
    'api_key.created': (name) => `API key created: ${name}`,
    'user.logged_in': (name) => `Signed in: ${name}`,
  },
  de: {
    'license.issued': (key) => `Lizenz ausgestellt: ${key}`,
    'license.activated': (key) => `Aktiviert: ${key}`,
    'license.deactivated': (key) => `Platz frei geworden: ${key}`,
    'license.updated': (key) => `Lizenz geändert: ${key}`,
    'license.extended': (key) => `Lizenz verlängert: ${key}`,
    'license.enabled': (key) => `Lizenz aktiviert: ${key}`,
    'license.disabled': (key) => `Lizenz deaktiviert: ${key}`,
    'license.blocked': (key) => `Lizenz gesperrt: ${key}`,
    'license.unblocked': (key) => `Lizenz entsperrt: ${key}`,
    'license.revoked': (key) => `Lizenz widerrufen: ${key}`,
    'license.deleted': (key) => `Lizenz gelöscht: ${key}`,
    'license.expiring': (key) => `Läuft bald ab: ${key}`,
    'license.expired': (key) => `Abgelaufen: ${key}`,
    'license.usage_threshold': (key) => `Plätze werden knapp: ${key}`,
    'license.suspicious_activity': (key) => `Ungewöhnliche Nutzung: ${key}`,
    'customer.created': (name) => `Kunde angelegt: ${name}`,
    'product.created': (name) => `Produkt angelegt: ${name}`,
    'webhook_endpoint.disabled': () => `Webhook abgeschaltet`,
    'alert.raised': () => `Alarm ausgelöst`,
    'alert.cleared': () => `Alarm beendet`,
    'api_key.created': (name) => `API-Schlüssel angelegt: ${name}`,
    'user.logged_in': (name) => `Angemeldet: ${name}`,
  },
  zh: {
    'license.issued': (key) => `已签发许可证：${key}`,
    'license.activated': (key) => `已激活：${key}`,
    'license.deactivated': (key) => `已释放席位：${key}`,
    'license.updated': (key) => `许可证已更改：${key}`,
    'license.extended': (key) => `许可证已延期：${key}`,
    'license.enabled': (key) => `许可证已启用：${key}`,
    'license.disabled': (key) => `许可证已禁用：${key}`,
    'license.blocked': (key) => `许可证已封锁：${key}`,
    'license.unblocked': (key) => `许可证已解除封锁：${key}`,
    'license.revoked': (key) => `许可证已吊销：${key}`,
    'license.deleted': (key) => `许可证已删除：${key}`,
    'license.expiring': (key) => `即将过期：${key}`,
    'license.expired': (key) => `已过期：${key}`,
    'license.usage_threshold': (key) => `席位将用尽：${key}`,
    'license.suspicious_activity': (key) => `异常使用：${key}`,
    'customer.created': (name) => `已添加客户：${name}`,
    'product.created': (name) => `已添加产品：${name}`,
    'webhook_endpoint.disabled': () => `Webhook 已停用`,
    'alert.raised': () => `已触发警报`,
    'alert.cleared': () => `警报已解除`,
    'api_key.created': (name) => `已创建 API 密钥：${name}`,
    'user.logged_in': (name) => `已登录：${name}`,
  },
});

/**
 * What happened; undefined for events that are shown by their names.
 * @param subject the key or name of what it happened to
 */
export function eventSentence(name: string, subject: string): string | undefined {
  return TEXTS()[name]?.(subject);
}
