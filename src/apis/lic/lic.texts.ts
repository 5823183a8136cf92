import type { DialectTexts } from '../../core/common';
import type { Language } from '../../core/i18n';

/** Texts of the console about this API. */
export const LIC_TEXTS: Readonly<Record<Language, DialectTexts>> = {
  en: {
    about: 'For apps of the LIC license server: verification by machine code, answers in Chinese.',
  },
  de: {
    about: 'Für Apps des LIC-Lizenzservers: Prüfung per Maschinencode, Antworten auf Chinesisch.',
  },
  zh: {
    about: '供 LIC 许可证服务器的应用使用：按机器码验证，响应为中文。',
  },
};
