import type { DialectTexts } from '../../core/common';
import type { Language } from '../../core/i18n';

/** Texts of the console about this API. */
export const V2_TEXTS: Readonly<Record<Language, DialectTexts>> = {
  en: {
    about: 'For apps of the V2 license server, and its admin panel.',
    webhookFormat: 'The body of the V2 license server.',
    settings: {
      'limits.v2.default': ['All other requests', 'Requests per minute of one address.'],
    },
  },
  de: {
    about: 'Für Apps des V2-Lizenzservers und dessen Verwaltung.',
    webhookFormat: 'Der Inhalt des V2-Lizenzservers.',
    settings: {
      'limits.v2.default': ['Alle anderen Anfragen', 'Anfragen einer Adresse pro Minute.'],
    },
  },
  zh: {
    about: '供 V2 许可证服务器的应用及其管理面板使用。',
    webhookFormat: 'V2 许可证服务器的正文。',
    settings: {
      'limits.v2.default': ['其他所有请求', '同一地址每分钟的请求数。'],
    },
  },
};
