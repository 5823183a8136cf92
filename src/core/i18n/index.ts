/** Plug-ins may use these names of the room. */
export {
  formatAge,
  formatBytes,
  formatDate,
  formatDateTime,
  formatDay,
  formatLongDate,
  formatMoney,
  formatMonth,
  formatNumber,
  formatPercent,
  formatTime,
} from './format';
export { type Language, LANGUAGES, PAGE_LANGUAGES, setLanguage } from './language';
export type { PageTexts } from './messages';
export { messageOfField, messageOfProblem } from './shown-message';
export { textFor, textOf, texts } from './texts';
export { asViewer, viewer, inLanguage } from './viewer';
export { zoneNote } from './zone-note';
