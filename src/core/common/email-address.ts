import { domainToASCII, domainToUnicode } from 'node:url';

const NON_ASCII = /[^\0-\x7f]/;
const PUNYCODE = /(^|\.)xn--/;

/**
 * One spelling for all of an e-mail address: in lower case, composed, and with an international domain as people write it, not in
 * Punycode.
 */
export function foldedAddress(address: string): string {
  const folded = address.normalize('NFC').toLowerCase();
  const at = folded.lastIndexOf('@') + 1;
  const domain = folded.slice(at);
  return folded.slice(0, at) + (NON_ASCII.test(domain) || PUNYCODE.test(domain) ? folding(domain) : domain);
}

/** Keeps a text that is not a domain. */
function folding(domain: string): string {
  return domainToUnicode(domainToASCII(domain)).normalize('NFC') || domain;
}
