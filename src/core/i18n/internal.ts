/** One plug-in of this repository alone uses each of these names: they are no part of the package. */
export { presentedDialects, presentedDialect } from './dialect-texts';
export { formatDayOfMonth, formatWeekday, formatWeekdayDate, fractionDigits, smallestUnits } from './format';
export type { ShownMessage } from './shown-message';
export type { Text } from './text';
export { elementsOf } from './texts';
