import type { AddedMailKinds } from '../../../core/mail';

export const SHOP_MAIL_KINDS = {
  vendor_needs_attention: {
    events: ['shop.event_needs_attention'],
    about: 'shop_event',
    to: 'vendor',
    tells: 'of an event of a shop that needs attention',
  },
} as const satisfies AddedMailKinds;

declare module '../../../core/mail/mail-kinds' {
  interface MailKindCatalogue extends Record<keyof typeof SHOP_MAIL_KINDS, true> {}
}
