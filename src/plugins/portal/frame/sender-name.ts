import { readMailbox } from '../../../core/platform/internal';

/** The name of the vendor where the settings of the portal have none. @param from the setting `mail.from` */
export function senderName(from: string): string {
  const sender = readMailbox(from);
  return sender?.name || (sender?.address.split('@').at(-1) ?? '');
}
