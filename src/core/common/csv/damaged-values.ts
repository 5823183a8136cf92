/** `repair`: guards are removed, and values that are lost are left out. `keep`: as they are. */
export const DAMAGED_VALUES = ['repair', 'keep'] as const;
/** Treatment of values that a spreadsheet has damaged, in an import. */
export type DamagedValues = (typeof DAMAGED_VALUES)[number];

/** Excel's way to keep zeros at the beginning: `="00123"`. */
export const GUARDED_VALUE = /^="([^"]*)"$/;
/** Numbers that a spreadsheet has shortened, such as `1.23457E+15`, and cells that it could not show. */
export const LOST_VALUE = /^(?:\d(?:[.,]\d+)?E\+\d+|#(?:NAME\?|REF!|VALUE!|N\/A|DIV\/0!|NUM!|NULL!|#+))$/i;
/** Matches values that neither of the two expressions matches. */
export const INTACT_VALUE = new RegExp(`^(?!(?:${GUARDED_VALUE.source}|${LOST_VALUE.source}))`, 'i');
