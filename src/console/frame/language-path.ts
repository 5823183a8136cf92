export const LANGUAGE_PATH = '/console/language';
