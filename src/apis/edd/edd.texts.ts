import type { DialectTexts } from '../../core/common';
import type { Language } from '../../core/i18n';

/** Texts of the console about this API. */
export const EDD_TEXTS: Readonly<Record<Language, DialectTexts>> = {
  en: {
    about: 'For WordPress plugins and other apps of EDD Software Licensing: activation by site, updates.',
  },
  de: {
    about: 'Für WordPress-Plugins und andere Apps von EDD Software Licensing: Aktivierung je Website, Updates.',
  },
  zh: {
    about: '供 EDD Software Licensing 的 WordPress 插件和其他应用使用：按网站激活、更新。',
  },
};
