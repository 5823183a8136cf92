import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { IsEmail, IsIn } from 'class-validator';
import { Length, MaxLength, MayBeMissing } from '../../common/validation/fields';
import { LANGUAGES, type Language } from '../../i18n/language';
import type { MailContent } from '../../platform/mail/mail-queue.service';
import { MAIL_KIND_NAMES, type MailKindName } from '../mail-kinds';
import type { Template } from '../mail-templates.service';

const MAX_BODY = 20_000;

export class ListMailTemplatesDto {
  /** Language of the texts. */
  @MayBeMissing()
  @IsIn(LANGUAGES)
  @ApiProperty({ enum: LANGUAGES, enumName: 'MailLanguage', default: 'en' })
  language: Language = 'en';
}

export class MailTemplateQueryDto {
  /** UUID or reference of a product with a text of its own; without it, the text for all others. */
  @MayBeMissing()
  @Length(1, 255)
  product?: string;
}

/** Subject and body of a template of e-mails. */
export class PutMailTemplateDto {
  /**
   * Subject. `{{product.name}}` and the like stand for values.
   * @example "Your license for {{product.name}}"
   */
  @Length(1, 255)
  subject!: string;

  /**
   * Text in Markdown; values as in the subject. `{{#license.expires_at}}…{{/license.expires_at}}` is left out if the license
   * never expires.
   * @example "Hello {{customer.name}},\n\nyour key is `{{license.key}}`."
   */
  @Length(1, MAX_BODY)
  body!: string;
}

export class PreviewMailTemplateDto {
  /** Subject to preview; by default, the one in use. */
  @MayBeMissing()
  @Length(1, 255)
  subject?: string;

  /** Text to preview; by default, the one in use. */
  @MayBeMissing()
  @Length(1, MAX_BODY)
  body?: string;
}

/** A template of e-mails and the address that gets a test of it. */
export class TestMailTemplateDto extends PreviewMailTemplateDto {
  /** Address of the recipient. */
  @IsEmail()
  @MaxLength(255)
  @ApiProperty({ format: 'email', example: 'ada@example.com' })
  to!: string;
}

@ApiSchema({ name: 'MailTemplate' })
export class MailTemplateDto {
  /** Kind of the e-mail. */
  @ApiProperty({ enum: MAIL_KIND_NAMES, enumName: 'MailKind' })
  kind!: MailKindName;

  /** Language of the text. */
  @ApiProperty({ enum: LANGUAGES, enumName: 'MailLanguage' })
  language!: Language;

  @ApiProperty({ type: String, nullable: true, description: 'Reference of the product; null for all products.' })
  product!: string | null;

  /** Subject, with `{{…}}` for values. */
  subject!: string;

  /** Text in Markdown, with `{{…}}` for values. */
  body!: string;

  /** Whether this is the default text of Keyward, which nobody has changed. */
  is_default!: boolean;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When the text was last changed; null for the default text of Keyward.',
  })
  updated_at!: Date | null;

  static from({ kind, language, product, subject, body, updatedAt }: Template): MailTemplateDto {
    return {
      kind,
      language,
      product: product?.reference ?? null,
      subject,
      body,
      is_default: updatedAt === null,
      updated_at: updatedAt,
    };
  }
}

@ApiSchema({ name: 'MailTemplateList' })
export class MailTemplateListDto {
  /** One template for each kind of e-mail. */
  items!: MailTemplateDto[];
}

@ApiSchema({ name: 'MailPreview' })
export class MailPreviewDto implements MailContent {
  /** Subject with sample values. */
  subject!: string;

  /** The e-mail as a whole HTML page. Show it in a sandboxed frame. */
  html!: string;

  /** The same as plain text. */
  text!: string;
}
