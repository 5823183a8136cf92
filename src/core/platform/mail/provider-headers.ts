import { readSmtpUrl } from './smtp-url';

/** Name of the metadata in which Postmark returns the Message-ID with its reports, in lower case. */
export const POSTMARK_METADATA = 'message-id';
/** Postmark refuses longer values. */
const MAX_VALUE = 80;

/** Headers for the provider at an SMTP server: Postmark replaces the Message-ID, and would not name it in its reports. */
export function providerHeaders(url: string, messageId: string): Record<string, string> {
  const isPostmark = /(^|\.)postmarkapp\.com$/i.test(readSmtpUrl(url)?.host ?? '');
  return isPostmark && messageId.length <= MAX_VALUE ? { [`X-PM-Metadata-${POSTMARK_METADATA}`]: messageId } : {};
}
