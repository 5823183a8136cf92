import type { AddedMailKinds } from '../../../core/mail';

export const CLAIM_MAIL_KINDS = {
  claim_approved: { events: [], about: 'license' },
  claim_refused: { events: [], about: 'license' },
  license_moved: { events: [], about: 'license' },
} as const satisfies AddedMailKinds;

declare module '../../../core/mail/mail-kinds' {
  interface MailKindCatalogue extends Record<keyof typeof CLAIM_MAIL_KINDS, true> {}
}
