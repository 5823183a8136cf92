import type { DialectTexts } from '../../core/common';
import type { Language } from '../../core/i18n';

/** Texts of the console about this API. */
export const LEMON_SQUEEZY_TEXTS: Readonly<Record<Language, DialectTexts>> = {
  en: {
    about: 'For apps that call the license API of Lemon Squeezy: activate, validate and deactivate instances.',
  },
  de: {
    about: 'Für Apps, die die Lizenz-API von Lemon Squeezy aufrufen: Instanzen aktivieren, prüfen und deaktivieren.',
  },
  zh: {
    about: '供调用 Lemon Squeezy 许可证 API 的应用使用：激活、验证和停用实例。',
  },
};
