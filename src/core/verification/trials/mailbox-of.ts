import { domainToASCII } from 'node:url';

/**
 * The mailbox that an e-mail address reaches, in one spelling: in lower case, without quotes, without what follows a plus sign.
 * Dots stay, because only some providers ignore them.
 */
export function mailboxOf(email: string): string {
  const at = email.lastIndexOf('@');
  const local = unquoted(email.slice(0, at)).toLowerCase();
  const domain = email.slice(at + 1).toLowerCase();
  const plus = local.indexOf('+');
  return `${plus > 0 ? local.slice(0, plus) : local}@${domainToASCII(domain) || domain}`;
}

function unquoted(local: string): string {
  return /^".*"$/s.test(local) ? local.slice(1, -1).replace(/\\(.)/gs, '$1') : local;
}
