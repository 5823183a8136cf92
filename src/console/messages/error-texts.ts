import de from './error-texts.de.json';
import en from './error-texts.en.json';
import zh from './error-texts.zh.json';

/** Texts by the name of the error. */
export const ERROR_TEXTS = { en, de, zh };
