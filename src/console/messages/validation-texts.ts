import de from './validation-texts.de.json';
import en from './validation-texts.en.json';
import zh from './validation-texts.zh.json';

/** Texts by the rule that a field breaks. They do not say which field it is. */
export const VALIDATION_TEXTS = { en, de, zh };
