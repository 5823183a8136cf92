import type { DialectTexts } from '../../core/common';
import type { Language } from '../../core/i18n';

/** Texts of the console about this API. */
export const KEYGEN_TEXTS: Readonly<Record<Language, DialectTexts>> = {
  en: {
    about: 'For apps that call the API of Keygen: validate licenses, activate machines and send heartbeats.',
  },
  de: {
    about: 'Für Apps, die die API von Keygen aufrufen: Lizenzen prüfen, Geräte aktivieren und Lebenszeichen senden.',
  },
  zh: {
    about: '供调用 Keygen API 的应用使用：验证许可证、激活设备和发送心跳。',
  },
};
