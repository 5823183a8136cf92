import type { DialectTexts } from '../../core/common';
import type { Language } from '../../core/i18n';

/** Texts of the console about this API. */
export const PROGRAN3_TEXTS: Readonly<Record<Language, DialectTexts>> = {
  en: {
    about: 'For the ProGran3 plugin: activation by e-mail address, systems, heartbeats.',
    settings: {
      'limits.progran3.default': ['All other requests', 'Requests per minute of one address.'],
    },
  },
  de: {
    about: 'Für das ProGran3-Plugin: Aktivierung per E-Mail-Adresse, Systeme, Heartbeats.',
    settings: {
      'limits.progran3.default': ['Alle anderen Anfragen', 'Anfragen einer Adresse pro Minute.'],
    },
  },
  zh: {
    about: '供 ProGran3 插件使用：按电子邮件激活、系统、心跳。',
    settings: {
      'limits.progran3.default': ['其他所有请求', '同一地址每分钟的请求数。'],
    },
  },
};
