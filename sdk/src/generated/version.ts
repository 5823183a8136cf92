/* written by sdk/scripts/generate.mjs -- do not edit */
export const VERSION = '0.1.0';
