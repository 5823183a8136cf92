/**
 * Names and credentials in texts of programs. License keys have any form that a policy allows: words of capitals, digits and
 * hyphens are taken for one.
 */
const PATTERNS: readonly [RegExp, string][] = [
  [/[^\s"'<>()=,;:]+@[^\s"'<>(),;:]+/g, '[e-mail]'],
  [/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi, '[id]'],
  [/\b(?:https?|redis|rediss|postgres|postgresql):\/\/[^\s"']+/gi, '[url]'],
  [/\b(?:\d{1,3}\.){3}\d{1,3}\b/g, '[address]'],
  [/(?<![\w:])(?=[0-9a-f:]*::|(?:[0-9a-f]{1,4}:){7})[0-9a-f:]+(?![\w:])/gi, '[address]'],
  [/\b[A-Z0-9]+(?:-[A-Z0-9]+)+\b/g, '[key]'],
  [/\b(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[\w-]{16,}\b/g, '[key]'],
];

/** Replaces what identifies persons, and whatever may be a key, in a text that programs wrote. */
export function scrub(text: string): string {
  return PATTERNS.reduce((scrubbed, [pattern, name]) => scrubbed.replace(pattern, name), text);
}
