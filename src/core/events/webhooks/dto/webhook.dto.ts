import { ApiProperty, ApiSchema, PartialType, PickType } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsOptional,
  IsString,
  Matches,
  ValidateBy,
} from 'class-validator';
import { API_VERSION, IsApiVersion } from '../../../common/api-versions/api-version.dto';
import { DATES, ID, timeOrNull } from '../../../common/fields/common-fields';
import { answerOf, fieldsOf } from '../../../common/fields/fields-of';
import { BY_DATES, DatedPage } from '../../../common/pagination/dated-page';
import { PageOf } from '../../../common/pagination/page.dto';
import { IsText, IsWholeNumber, Length, MayBeMissing } from '../../../common/validation/fields';
import { IsSearchFilter } from '../../../common/validation/search-text';
import { EVENT_PATTERNS } from '../../records/event-patterns';
import { DISABLED_REASONS, type WebhookEndpoint } from '../webhook-endpoint.entity';
import type { EndpointWithSecret } from '../webhook-endpoints.service';
import { WEBHOOK_FORMATS } from '../webhook-format';
import { isWebhookSecret } from '../webhook-signature';
import { isWebhookUrl } from '../webhook-url';
import { asRule } from '../../../common/validation/rules';

/** The document builder adds the formats of the dialects. */
const FORMAT = '`native`: the event as `GET /api/v1/events` shows it.';

/** Maximum number of products that limit a webhook. */
const MAX_PRODUCTS = 100;

/** Schema of the names of the formats. */
export const WEBHOOK_FORMAT = 'WebhookFormat';

const IsWebhookUrl = (): PropertyDecorator =>
  ValidateBy({
    name: 'isWebhookUrl',
    validator: {
      validate: (url) => typeof url === 'string' && isWebhookUrl(url),
      defaultMessage: () => '$property must be an http or https URL without user name, password and fragment',
    },
  });

const IsWebhookSecret = (): PropertyDecorator =>
  ValidateBy({
    name: 'isWebhookSecret',
    validator: {
      validate: (secret) => typeof secret === 'string' && isWebhookSecret(secret),
      defaultMessage: () =>
        '$property must be `whsec_` and 24 to 64 bytes in base64, or 16 to 255 printable ASCII characters without spaces',
    },
  });

const unknownIn = (patterns: unknown): unknown[] =>
  Array.isArray(patterns) ? patterns.filter((pattern) => !EVENT_PATTERNS.has(String(pattern))) : [];

const textOfUnknown = (patterns: unknown): string => unknownIn(patterns).map(String).join(', ').slice(0, 200);

const AreEventPatterns = (): PropertyDecorator =>
  ValidateBy(
    {
      name: 'areEventPatterns',
      validator: {
        validate: (patterns) => unknownIn(patterns).length === 0,
        defaultMessage: (args) => `$property match no event: ${textOfUnknown(args?.value)}`,
      },
    },
    asRule({ params: (patterns) => ({ patterns: textOfUnknown(patterns) }) }),
  );

export class ListWebhooksDto extends DatedPage(BY_DATES, 'ChangeSort') {
  @IsSearchFilter('URL, the description or the name of an event')
  q?: string;
}

/** Fields of a webhook endpoint to create, as the native API takes them. */
export class CreateWebhookDto {
  /** HTTP or HTTPS URL without user name, password and fragment. Redirects are not followed. Private targets are refused unless the server allows them. */
  @Length(1, 2000)
  @Matches(/^[\x21-\x7e]+$/, {
    message: 'url must consist of printable ASCII characters without spaces',
    ...asRule({ rule: 'isPrintableAscii' }),
  })
  @IsWebhookUrl()
  @ApiProperty({ format: 'uri', maxLength: 2000, example: 'https://hooks.example.com/keyward' })
  url!: string;

  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(EVENT_PATTERNS.size)
  @ArrayUnique()
  @IsString({ each: true })
  @AreEventPatterns()
  @ApiProperty({
    type: [String],
    description:
      'Events to deliver: names, families such as `license.*`, which include events that later versions add, or `*` for all ' +
      'events.',
    example: ['license.*', 'customer.merged'],
  })
  events!: string[];

  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_PRODUCTS)
  @ArrayUnique()
  @Length(1, 64, { each: true })
  @ApiProperty({
    type: [String],
    nullable: true,
    required: false,
    description:
      'References of products: only events of these products are delivered, those whose `data.product` is one of them. ' +
      'Events without a product, such as `user.logged_in`, are delivered only without a limit. Null, the default: no limit, or ' +
      'all products of a key that is restricted to some.',
    example: undefined,
  })
  products?: string[] | null;

  @MayBeMissing()
  @IsIn(WEBHOOK_FORMATS)
  @ApiProperty({
    enum: ['native'],
    enumName: WEBHOOK_FORMAT,
    default: 'native',
    required: false,
    description: FORMAT,
  })
  format?: string;

  /** Empty by default. */
  @MayBeMissing()
  @IsText(255)
  @ApiProperty({ required: false, maxLength: 255, example: 'Billing' })
  description?: string;

  /** Version of the API in which events are written in the format `native`; the newest by default. */
  @MayBeMissing()
  @IsApiVersion()
  api_version?: string;

  /** Signs the deliveries: `whsec_` and 24 to 64 bytes in base64, or 16 to 255 printable ASCII characters, used as they are. Generated by default. */
  @MayBeMissing()
  @IsWebhookSecret()
  @ApiProperty({ required: false, example: undefined })
  secret?: string;
}

/** Fields of a webhook endpoint to change, all optional. */
export class UpdateWebhookDto extends PartialType(
  PickType(CreateWebhookDto, ['url', 'events', 'products', 'format', 'description', 'api_version'] as const),
  { skipNullProperties: false },
) {}

/** New secret of a webhook endpoint, and the hours in which the old one signs too. */
export class RotateWebhookSecretDto extends PickType(CreateWebhookDto, ['secret'] as const) {
  /** Hours during which deliveries are also signed with the previous secret, 0 to 168. */
  @MayBeMissing()
  @IsWholeNumber(0, 168)
  @ApiProperty({ required: false, default: 24 })
  overlap_hours?: number;
}

const WEBHOOK = fieldsOf<WebhookEndpoint, [products: ReadonlyMap<number, string>]>()({
  ...ID,
  url: {
    description: 'URL to which events are posted.',
    example: 'https://hooks.example.com/keyward',
  },
  events: {
    type: [String],
    description: 'Events that are sent: names, families such as `license.*`, or `*`.',
    example: ['license.issued'],
  },
  products: {
    type: [String],
    nullable: true,
    description:
      'References of the products whose events are sent; null: no limit. Deleted products are missing: an empty list means ' +
      'that nothing is sent.',
    from: ({ productIds }, products) => productIds?.flatMap((id) => products.get(id) ?? []) ?? null,
  },
  format: { description: FORMAT, schema: { enum: ['native'], enumName: WEBHOOK_FORMAT } },
  description: { description: 'Internal note; empty by default.' },
  api_version: {
    ...API_VERSION,
    description: 'Version of the API in which events are written in the format `native`.',
  },
  previous_secret_expires_at: timeOrNull(
    'Until when deliveries are also signed with the previous secret; null without one.',
  ),
  failing_since: timeOrNull('First failed try since the last successful one; null if the last try succeeded.'),
  disabled_at: {
    type: Date,
    description: 'When the webhook was disabled; null if it is enabled.',
    nullable: true,
    schema: { type: String, format: 'date-time' },
  },
  disabled_reason: {
    enum: DISABLED_REASONS,
    nullable: true,
    schema: {
      enum: DISABLED_REASONS,
      enumName: 'WebhookDisabledReason',
      description: '`admin`: by a user. `gone`: it answered 410. `failing`: no try succeeded for three days.',
    },
  },
  ...DATES,
});

/** A webhook endpoint in answers of the native API, without its secret. */
@ApiSchema({ name: 'Webhook' })
export class WebhookDto extends answerOf(WEBHOOK) {
  static readonly from = WEBHOOK.from;
}

@ApiSchema({ name: 'WebhookWithSecret' })
export class WebhookWithSecretDto extends WebhookDto {
  /** Signs the deliveries. It cannot be retrieved later. */
  secret!: string;

  static shown({ endpoint, secret }: EndpointWithSecret, products: ReadonlyMap<number, string>): WebhookWithSecretDto {
    return { ...WebhookDto.from(endpoint, products), secret };
  }
}

@ApiSchema({ name: 'WebhookPage' })
export class WebhookPageDto extends PageOf(WebhookDto) {}
