/** Plug-ins may use these names of the room. */
export { presentedDialect, presentedDialects } from './dialect-texts';
export {
  formatAge,
  formatBytes,
  formatDate,
  formatDateTime,
  formatDay,
  formatDayOfMonth,
  formatLongDate,
  formatMoney,
  formatMonth,
  formatNumber,
  formatPercent,
  formatTime,
  formatWeekday,
  formatWeekdayDate,
  fractionDigits,
  smallestUnits,
} from './format';
export { type Language, LANGUAGES, setLanguage } from './language';
export type { PageTexts } from './messages';
export { messageOfField, messageOfProblem, type ShownMessage } from './shown-message';
export type { Text } from './text';
export { elementsOf, textFor, textOf, texts } from './texts';
export { asViewer, inLanguage, viewer } from './viewer';
export { zoneNote } from './zone-note';
