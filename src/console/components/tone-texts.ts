import { defineTexts } from '../kit/texts';

/** Words for the icons, for screen readers. */
export const TONE_TEXTS = defineTexts({
  en: { bad: 'Problem: ', warn: 'Warning: ', info: 'Note: ' },
  de: { bad: 'Problem: ', warn: 'Warnung: ', info: 'Hinweis: ' },
  zh: { bad: '问题：', warn: '警告：', info: '提示：' },
});
