import type { DialectTexts } from '../../core/common';
import type { Language } from '../../core/i18n';

/** Texts of the console about this API. */
export const GUMROAD_TEXTS: Readonly<Record<Language, DialectTexts>> = {
  en: {
    about: 'For apps that verify license keys of Gumroad, with a count of uses.',
    settings: {
      'limits.gumroad.default': ['Verifications and changes', 'Requests per minute of one address.'],
    },
  },
  de: {
    about: 'Für Apps, die Lizenzschlüssel von Gumroad prüfen, mit einem Zähler der Nutzungen.',
    settings: {
      'limits.gumroad.default': ['Prüfungen und Änderungen', 'Anfragen einer Adresse pro Minute.'],
    },
  },
  zh: {
    about: '供验证 Gumroad 许可证密钥的应用使用，并计算使用次数。',
    settings: {
      'limits.gumroad.default': ['验证和更改', '同一地址每分钟的请求数。'],
    },
  },
};
