import type { IncomingHttpHeaders } from 'node:http';
import { isEmail } from 'class-validator';
import { isStorable } from '../../common/http/json-body';
import type { Bounce } from '../../platform/mail/mail-bounces.service';
import type { VerifiedReport } from '../../platform/mail/mail-reports.service';
import { readMailbox } from '../../platform/mail/mailbox';

/** Mail providers whose webhooks are understood. */
export const MAIL_PROVIDERS = ['postmark', 'ses', 'mailgun'] as const;
/** Mail provider. */
export type MailProvider = (typeof MAIL_PROVIDERS)[number];

export interface MailWebhookRequest {
  readonly body: unknown;
  readonly headers: IncomingHttpHeaders;
  readonly receivedAt: Date;
}

/** Understands the webhooks of one provider: an injectable service. */
export interface MailWebhookAdapter {
  /**
   * Not called inside a transaction: it may read a certificate. Null for a request that was answered by this alone.
   * @throws InvalidMailWebhook
   */
  verify(request: MailWebhookRequest): Promise<VerifiedReport | null> | VerifiedReport | null;
}

/** The request does not come from the provider, or is no event. */
export class InvalidMailWebhook extends Error {
  constructor(readonly reason: 'signature' | 'stale' | 'malformed') {
    super(`The report was refused: ${reason}`);
  }
}

const MAX_NAME = 255;
const MAX_REASON = 1_000;
const MAX_MESSAGE_ID = 320;

/** The value at a path of names and numbers; undefined where there is none. */
export function valueAt(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (from, name) =>
      typeof from === 'object' && from !== null && Object.hasOwn(from, name)
        ? Object.entries(from).find(([key]) => key === name)?.[1]
        : undefined,
    value,
  );
}

/** An empty text where there is no text. */
export function textAt(value: unknown, ...path: readonly string[]): string {
  const found = valueAt(value, ...path);
  return typeof found === 'string' ? found : typeof found === 'number' ? String(found) : '';
}

export function listAt(value: unknown, ...path: readonly string[]): readonly unknown[] {
  const found = valueAt(value, ...path);
  return Array.isArray(found) ? found : [];
}

/** A name that the provider gives an event. */
export function nameOf(text: string): string {
  if (text === '' || text.length > MAX_NAME || !isStorable(text)) {
    throw new InvalidMailWebhook('malformed');
  }
  return text;
}

interface ReportedAddress extends Pick<Bounce, 'isPermanent' | 'hasArrived'> {
  readonly address: string;
  readonly reason: string;
  /** With or without angle brackets; empty if the provider does not name it. */
  readonly messageId: string;
}

/** Nothing if the provider names no address that can be stored. */
export function bounceOf({ address, reason, messageId, ...kind }: ReportedAddress): readonly Bounce[] {
  const email = readMailbox(address)?.address ?? address;
  if (!isEmail(email) || email.length > MAX_NAME) {
    return [];
  }
  const bare = messageId.replace(/^<(.*)>$/, '$1');
  return [{ ...kind, email, reason: reasonIn(reason), messageId: isMessageId(bare) ? `<${bare}>` : null }];
}

function isMessageId(bare: string): boolean {
  return bare !== '' && bare.length <= MAX_MESSAGE_ID - 2 && isStorable(bare);
}

function reasonIn(text: string): string | null {
  const line = text.replace(/[\p{Cc}\p{Cs}]+/gu, ' ').trim();
  return line === '' ? null : line.slice(0, MAX_REASON);
}
