import type { DialectTexts } from '../../core/common';
import type { Language } from '../../core/i18n';

/** Texts of the console about this API. */
export const SMBEAUTY_TEXTS: Readonly<Record<Language, DialectTexts>> = {
  en: {
    about: 'For apps of SMBeautyEngine: app bundles and license files, answers in Chinese.',
  },
  de: {
    about: 'Für Apps von SMBeautyEngine: App-Bundles und Lizenzdateien, Antworten auf Chinesisch.',
  },
  zh: {
    about: '供 SMBeautyEngine 的应用使用：应用包和许可证文件，响应为中文。',
  },
};
