import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { IsBoolean, IsEmail, IsOptional } from 'class-validator';
import { PageOf } from '../../common/pagination/page.dto';
import { BY_CREATION, SortedPage } from '../../common/pagination/sorting';
import { IsText, MaxLength, MayBeMissing } from '../../common/validation/fields';
import { IsSearchFilter } from '../../common/validation/search-text';
import type { MailBounce } from '../../platform/mail/mail-bounce.entity';
import type { Bounce } from '../../platform/mail/mail-bounces.service';

export class ReportMailBounceDto {
  /** Address whose e-mail came back. */
  @IsEmail()
  @MaxLength(255)
  @ApiProperty({ format: 'email', example: 'ada@example.com' })
  email!: string;

  /** Reason, as the mail provider says. */
  @IsOptional()
  @IsText(1000)
  @ApiProperty({ type: String, nullable: true, required: false, maxLength: 1000, example: '550 No such user' })
  reason?: string | null;

  /** Message-ID of the e-mail, whose entry in the log is marked as failed. */
  @IsOptional()
  @IsText(320)
  @ApiProperty({ type: String, nullable: true, required: false, maxLength: 320, example: undefined })
  message_id?: string | null;

  /** Whether the address does not work any more. If false, only the entry of the e-mail is changed. */
  @MayBeMissing()
  @IsBoolean()
  @ApiProperty({ required: false, default: true, example: undefined })
  permanent?: boolean;

  static toBounce({ email, reason, message_id, permanent = true }: ReportMailBounceDto): Bounce {
    return { email, reason, messageId: message_id, isPermanent: permanent };
  }
}

export class ListMailBouncesDto extends SortedPage(BY_CREATION, 'CreationSort') {
  @IsSearchFilter('address or the reason')
  q?: string;
}

@ApiSchema({ name: 'MailBounce' })
export class MailBounceDto {
  /** Address in lower case. */
  email!: string;

  @ApiProperty({ type: String, nullable: true, description: 'Reason, as the mail provider says; null if unknown.' })
  reason!: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Message-ID of the e-mail that came back; null if unknown.',
  })
  message_id!: string | null;

  /** When the address was marked. */
  created_at!: Date;

  static from({ email, reason, messageId, createdAt }: MailBounce): MailBounceDto {
    return { email, reason, message_id: messageId, created_at: createdAt };
  }
}

@ApiSchema({ name: 'MailBouncePage' })
export class MailBouncePageDto extends PageOf(MailBounceDto) {}
