import type { DialectTexts } from '../../core/common';
import type { Language } from '../../core/i18n';

/** Texts of the console about this API. */
export const SLM_TEXTS: Readonly<Record<Language, DialectTexts>> = {
  en: {
    about: 'For programs of Software License Manager, a WordPress plugin: activation by domain with a secret key.',
  },
  de: {
    about:
      'Für Programme des WordPress-Plugins Software License Manager: Aktivierung je Domain mit geheimem Schlüssel.',
  },
  zh: {
    about: '供 WordPress 插件 Software License Manager 的程序使用：使用密钥按域名激活。',
  },
};
