import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { IsAnyName, IsAnyOf } from '../../common/pagination/any-of';
import { PageOf } from '../../common/pagination/page.dto';
import { BY_CREATION, SortedPage } from '../../common/pagination/sorting';
import { IsSearchFilter } from '../../common/validation/search-text';
import type { Customer } from '../../customers/customers/customer.entity';
import { type Mail, MAIL_STATES, type MailState } from '../../platform/mail/mail.entity';

const STATE =
  '`queued`: not sent yet, or to be tried again. `sent`: the SMTP server took it. `failed`: not tried again, or it came ' +
  'back. `suppressed`: not sent, because the address takes no e-mails or the customer wants no news.';

export class ListMailsDto extends SortedPage(BY_CREATION, 'CreationSort') {
  @IsAnyName('UUIDs or references of customers.')
  customer?: string[];

  @IsAnyName('Kinds of e-mails, such as `license_issued`.')
  kind?: string[];

  @IsAnyOf(MAIL_STATES, 'MailState', { description: `${STATE} All by default.` })
  state?: MailState[];

  @IsAnyName('Addresses of recipients, case-insensitive.')
  to?: string[];

  @IsSearchFilter('address or the subject')
  q?: string;
}

@ApiSchema({ name: 'Mail' })
export class MailDto {
  /** UUID. */
  @ApiProperty({ format: 'uuid' })
  id!: string;

  /**
   * Kind of the e-mail.
   * @example "license_issued"
   */
  kind!: string;

  /** Address of the recipient. */
  to!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    format: 'uuid',
    description: 'Customer; null if the e-mail is for somebody else.',
  })
  customer_id!: string | null;

  @ApiProperty({ enum: MAIL_STATES, enumName: 'MailState', description: STATE })
  state!: MailState;

  @ApiProperty({ type: String, nullable: true, description: 'Subject; null before the first try.' })
  subject!: string | null;

  /** Language of the text: `en`, `de` or `zh`. */
  language!: string;

  /** Number of tries begun. */
  @ApiProperty({ type: 'integer' })
  tries!: number;

  @ApiProperty({ type: String, nullable: true, description: 'Error of the last try; null if there was none.' })
  error!: string | null;

  /**
   * Message-ID, the same for each try.
   * @example "<0d7f6a52-3f0c-4a58-9a5e-6f0f5f3e6c0b@example.com>"
   */
  message_id!: string;

  /** When it was made. */
  created_at!: Date;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'When it was sent or given up.' })
  finished_at!: Date | null;

  static from(mail: Mail): MailDto {
    const customer = mail.customer as Customer | null | undefined;
    return {
      id: mail.uid,
      kind: mail.kind,
      to: mail.to,
      customer_id: customer?.uid ?? null,
      state: mail.state,
      subject: mail.subject,
      language: mail.language,
      tries: mail.tries,
      error: mail.error,
      message_id: mail.messageId,
      created_at: mail.createdAt,
      finished_at: mail.finishedAt,
    };
  }
}

@ApiSchema({ name: 'MailPage' })
export class MailPageDto extends PageOf(MailDto) {}
