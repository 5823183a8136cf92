import type { Language } from '../../../core/i18n';

export const PORTAL_MAIL_JOB = 'portal-mail';

/** An e-mail that somebody asked for without being signed in. */
export interface RequestedMail {
  readonly kind: 'sign_in' | 'lost_key';
  /** In lower case. */
  readonly email: string;
  readonly language: Language;
}
