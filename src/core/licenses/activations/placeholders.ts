/** Texts that manufacturers, virtual machines and programs write instead of a missing serial number, without blanks and punctuation. */
const PLACEHOLDERS: ReadonlySet<string> = new Set(
  `undefined null nil none nan infinity true false unknown unavailable empty invalid error string notset notspecified notapplicable
   notavailable notpresent na tbd tobefilled tobefilledbyoem tobedefinedbyoem filledbyoem oem oemstring defaultstring
   systemserialnumber systemproductname systemmanufacturer systemversion systemname baseboardserialnumber baseboardproductname
   baseboardmanufacturer chassisserialnumber serialnumber serial productname sku skunumber assettag noassettag assettagstring
   noserial noserialnumber bsn12345678901234567 020000000000 03000200040005000006000700080009
   00020003000400050006000700080009 12345678123412341234123456789012`.split(/\s+/),
);

const OBJECT = /^\[object \w*\]$/i;
const NOT_SIGNIFICANT = /[\s\p{P}\p{Cf}]/gu;
/** A longer part of it is a number that somebody typed. */
const DIGITS_IN_ORDER = '012345678901234567890123456789';
const MIN_DIGITS_IN_ORDER = 9;

/** Whether a text names no device: blank, zeros, all bits set, or a placeholder such as `To be filled by O.E.M.`. */
export function isPlaceholder(text: string): boolean {
  const compact = significant(text);
  const isCounted = compact.length >= MIN_DIGITS_IN_ORDER && DIGITS_IN_ORDER.includes(compact);
  return /^(?:0*|f{8,})$/.test(compact) || isCounted || PLACEHOLDERS.has(compact) || OBJECT.test(text.trim());
}

/** Like `isPlaceholder`, but also true for a text of one repeated character. */
export function isPlaceholderOfPart(text: string): boolean {
  return isPlaceholder(text) || /^(.)\1+$/u.test(significant(text));
}

/** Whether a description of a device has no value of its own. */
export function describesNothing(data: unknown): boolean {
  if (typeof data === 'object' && data !== null) {
    return Object.values(data).every(describesNothing);
  }
  return typeof data === 'string' ? isPlaceholder(data) : data === undefined || data === null || data === 0;
}

function significant(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(NOT_SIGNIFICANT, '');
}
