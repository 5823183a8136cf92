import { PastedCode } from '../../../core/verification';
import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsObject, IsUUID, Matches, ValidateBy, ValidateNested } from 'class-validator';
import {
  asRule,
  BY_CREATION,
  IsGivenTimestamp,
  IsName,
  IsOneLine,
  IsSearchFilter,
  IsWholeNumber,
  MAX_INTEGER,
  MaxLength,
  MayBeMissing,
  PageOf,
  SortedPage,
} from '../../../core/common';
import { CODE, CREDIT_AMOUNT } from '../../../core/catalog';
import { type Pool, type Relay, RELAY_KINDS, RELAY_STATUSES, type RelayKind, type RelayStatus } from '../relay.entity';
import type { NewRelay, RelayWithFile } from '../relays.service';

const MAX_NAME = 100;
const MAX_CODE_LENGTH = 400;
const MAX_METERS = 5;
const MAX_AMOUNT = 1_000_000_000;
const MAX_REPORT_HOURS = 744;

const AMOUNT = [{ type: 'integer', minimum: 1 }, { type: 'string' }];

/** Amounts by the codes of meters: whole numbers or, of credits, decimal texts. */
function areAmounts(value: unknown): boolean {
  const entries = typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : null;
  return (
    entries !== null &&
    entries.length <= MAX_METERS &&
    entries.every(([code, sent]) => CODE.test(code) && isAmount(sent))
  );
}

function isAmount(sent: unknown): boolean {
  return typeof sent === 'number'
    ? Number.isInteger(sent) && sent >= 1 && sent <= MAX_AMOUNT
    : typeof sent === 'string' && CREDIT_AMOUNT.test(sent) && Number(sent) > 0;
}

/** Part of a license that a relay serves. */
@ApiSchema({ name: 'RelayPool' })
export class RelayPoolDto implements Pool {
  /** Sessions that can run at the same time. Required if the license limits them. */
  @MayBeMissing()
  @IsWholeNumber(1, MAX_INTEGER)
  @ApiPropertyOptional({ example: 2 })
  sessions?: number;

  /** Devices that can be active. Required if the license limits them. */
  @MayBeMissing()
  @IsWholeNumber(1, MAX_INTEGER)
  @ApiPropertyOptional({ example: undefined })
  activations?: number;

  /** Amounts of up to 5 meters and credits, by code. */
  @MayBeMissing()
  @ValidateBy(
    {
      name: 'areAmounts',
      validator: {
        validate: areAmounts,
        defaultMessage: () => `$property must be an object of at most ${MAX_METERS} codes with amounts above 0`,
      },
    },
    asRule({ rule: 'areGrants', params: { max: MAX_METERS } }),
  )
  @ApiPropertyOptional({ type: 'object', additionalProperties: { oneOf: AMOUNT }, example: undefined })
  meters?: Record<string, number | string>;
}

const KIND = { enum: RELAY_KINDS, enumName: 'RelayKind' } as const;

export class IssueRelayDto {
  /**
   * Name of the relay.
   * @example "Plant 2"
   */
  @IsName(MAX_NAME)
  @IsOneLine()
  name!: string;

  /** `program` for a program without a connection that counts its own use. Its pool has meters alone. */
  @MayBeMissing()
  @IsIn(RELAY_KINDS)
  @ApiPropertyOptional({ ...KIND, default: 'relay' })
  kind?: RelayKind;

  /** Request that the relay shows, by which the file is for its key. Without one, the file contains a new key. */
  @MayBeMissing()
  @PastedCode('KWL1')
  @MaxLength(MAX_CODE_LENGTH)
  @Matches(/^KWL1\.[\w-]+$/, {
    message: 'request must be a code that starts with KWL1.',
    ...asRule({ rule: 'startsWith', params: { start: 'KWL1' } }),
  })
  @ApiPropertyOptional({ example: undefined })
  request?: string;

  /** Part of the license that is taken until the relay ends. Required without `partner_of`. */
  @MayBeMissing()
  @IsObject()
  @ValidateNested()
  @Type(() => RelayPoolDto)
  @ApiPropertyOptional({ type: RelayPoolDto })
  pool?: RelayPoolDto;

  /** Active relay of this license whose pool the new one shares. Each of the pair goes on when the other fails. */
  @MayBeMissing()
  @IsUUID('loose')
  @ApiPropertyOptional({ format: 'uuid', example: undefined })
  partner_of?: string;

  /** When the pool comes back. A license that ends earlier ends its relays. */
  @IsGivenTimestamp('end')
  expires_at!: Date;

  /** Hours after which a relay with a connection renews and reports; without it, the relay renews by file. */
  @MayBeMissing()
  @IsWholeNumber(1, MAX_REPORT_HOURS)
  @ApiPropertyOptional({ example: undefined })
  report_hours?: number;

  static toRelay({
    name,
    kind = 'relay',
    request,
    pool,
    partner_of,
    expires_at,
    report_hours,
  }: IssueRelayDto): NewRelay {
    return {
      name,
      kind,
      request,
      pool: { ...pool },
      partnerOf: partner_of,
      expiresAt: expires_at,
      reportHours: report_hours,
    };
  }
}

export class RenewRelayDto {
  /** New end; by default as long from now as the relay held first. */
  @MayBeMissing()
  @IsGivenTimestamp('end')
  @ApiPropertyOptional({ example: undefined })
  expires_at?: Date;
}

export class EndRelayQueryDto {
  /** Code by which the relay confirms that it has stopped; without it, the pool stays away until the end of the relay. */
  @MayBeMissing()
  @PastedCode('KWY1')
  @MaxLength(MAX_CODE_LENGTH)
  @Matches(/^KWY1\.[\w-]+$/, {
    message: 'release_code must be a code that starts with KWY1.',
    ...asRule({ rule: 'startsWith', params: { start: 'KWY1' } }),
  })
  @ApiPropertyOptional({ example: undefined })
  release_code?: string;
}

export class ListRelaysDto extends SortedPage(BY_CREATION, 'CreationSort') {
  @IsSearchFilter('name')
  q?: string;
}

/** A relay in the network of a customer, without its file, which is not stored. */
@ApiSchema({ name: 'Relay' })
export class RelayDto {
  @ApiProperty({ format: 'uuid', description: 'ID of the relay.' })
  id!: string;

  @ApiProperty({ format: 'uuid', description: 'License whose pool it serves.' })
  license!: string;

  /**
   * Name of the relay.
   * @example "Plant 2"
   */
  name!: string;

  @ApiProperty({ ...KIND, description: 'Whether it is a server or a program.' })
  kind!: RelayKind;

  @ApiProperty({ enum: RELAY_STATUSES, enumName: 'RelayStatus', description: 'Whether its pool is away.' })
  status!: RelayStatus;

  @ApiProperty({ type: RelayPoolDto, description: 'What is taken from the license while the relay is active.' })
  pool!: RelayPoolDto;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'Relay whose pool it shares.',
    example: null,
  })
  partner_of!: string | null;

  /** Public Ed25519 key of the relay, in base64url. */
  key!: string;

  /** Whether only one machine may run it. */
  is_bound!: boolean;

  @ApiProperty({ type: 'integer', nullable: true, description: 'Hours between renewals; null if it renews by file.' })
  report_hours!: number | null;

  /** Whether it may be renewed. */
  renews!: boolean;

  /** When its pool comes back. */
  expires_at!: Date;

  /** When its newest file was issued. */
  certified_at!: Date;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When the pool was given back; null otherwise.',
    example: null,
  })
  released_at!: Date | null;

  @ApiProperty({ type: String, nullable: true, description: 'User or API key that issued it.', example: 'admin' })
  created_by!: string | null;

  /** When it was issued. */
  created_at!: Date;

  static from(relay: Relay, now: Date): RelayDto {
    return {
      id: relay.uid,
      license: relay.license?.uid ?? '',
      name: relay.name,
      kind: relay.kind,
      status: relay.statusAt(now),
      pool: { ...relay.pool },
      partner_of: relay.partnerOf,
      key: relay.publicKey,
      is_bound: relay.machine !== null,
      report_hours: relay.reportHours,
      renews: relay.renews,
      expires_at: relay.expiresAt,
      certified_at: relay.certifiedAt,
      released_at: relay.releasedAt,
      created_by: relay.createdBy,
      created_at: relay.createdAt,
    };
  }
}

/** Text of a relay file. */
const FILE = {
  description:
    'Text of the file, which is not stored. It contains the license key and, without a request, a private key.',
  example:
    '{\n"keyward_relay": 1,\n"certificate": "eyJhbGciOiJFZERTQSJ9...",\n"license": "eyJhbGciOiJFZERTQSJ9..."\n}\n',
};

@ApiSchema({ name: 'IssuedRelay' })
export class IssuedRelayDto extends RelayDto {
  @ApiProperty(FILE)
  file!: string;

  static of({ relay, file }: RelayWithFile, now: Date): IssuedRelayDto {
    return { ...RelayDto.from(relay, now), file };
  }
}

@ApiSchema({ name: 'RelayPage' })
export class RelayPageDto extends PageOf(RelayDto) {}
