import type { DialectTexts } from '../../core/common';
import type { Language } from '../../core/i18n';

/** Texts of the console about this API. */
export const SLM_TEXTS: Readonly<Record<Language, DialectTexts>> = {
  en: {
    about: 'For apps of Software License Manager, a WordPress plugin: activation by domain with a secret key.',
  },
  de: {
    about: 'Für Apps des WordPress-Plugins Software License Manager: Aktivierung je Domain mit geheimem Schlüssel.',
  },
  zh: {
    about: '供 WordPress 插件 Software License Manager 的应用使用：使用密钥按域名激活。',
  },
};
