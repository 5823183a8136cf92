import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import {
  BY_CREATION,
  IsAnyOf,
  IsCalendarDate,
  IsSearchFilter,
  IsText,
  MayBeMissing,
  PageOf,
  SortedPage,
} from '../../../../core/common';
import type { OperationAgreement } from '../comparisons.service';
import { type Difference, DIFFERENCES, type ShadowDifference } from '../shadow-difference.entity';

const DIFFERENCE =
  '`status`: the HTTP status differs. `shape`: a field is missing or has another type. `values`: a value differs; IDs, tokens ' +
  'and moments of the request are not compared.';

export class AgreementQueryDto {
  /** First day in UTC, such as `2026-11-01`. By default, the last 7 days. */
  @MayBeMissing()
  @IsCalendarDate()
  @ApiProperty({ required: false, format: 'date' })
  since?: string;
}

@ApiSchema({ name: 'OperationAgreement' })
export class OperationAgreementDto {
  /** Method and path of the route. */
  operation!: string;

  /** Requests that both servers answered alike. */
  @ApiProperty({ type: 'integer' })
  same!: number;

  /** Requests with another HTTP status. */
  @ApiProperty({ type: 'integer' })
  status!: number;

  /** Requests with other fields or types. */
  @ApiProperty({ type: 'integer' })
  shape!: number;

  /** Requests with other values. */
  @ApiProperty({ type: 'integer' })
  values!: number;

  /** Requests that were not compared: the answer is a file, too many were waiting, or a server did not answer. */
  @ApiProperty({ type: 'integer' })
  skipped!: number;

  static from({ operation, counts }: OperationAgreement): OperationAgreementDto {
    return { operation, ...counts };
  }
}

@ApiSchema({ name: 'ShadowAgreement' })
export class ShadowAgreementDto {
  /** Operations with the most requests first, at most 500. */
  @ApiProperty({ type: [OperationAgreementDto] })
  items!: OperationAgreementDto[];

  @ApiProperty({
    type: 'integer',
    example: 3,
    description:
      'Licenses of which the old server has several instances with one name; at most 1,000 are counted. Their metadata has ' +
      '`names_shared` with the name of the API.',
  })
  names_shared!: number;
}

export class ListDifferencesDto extends SortedPage({ at: BY_CREATION.created_at }, 'ShadowDifferenceSort') {
  /** Method and path of the route. */
  @MayBeMissing()
  @IsText(255)
  operation?: string;

  @IsAnyOf(DIFFERENCES, 'ShadowDifferenceKind', { description: `${DIFFERENCE} All by default.` })
  kind?: Difference[];

  @IsSearchFilter('path, a body or the name of a field')
  q?: string;
}

@ApiSchema({ name: 'ShadowAnswer' })
export class ShadowAnswerDto {
  /** HTTP status. */
  @ApiProperty({ type: 'integer' })
  status!: number;

  /** Body, at most 16 KB of it. Values that may be secrets are hidden. */
  body!: string;
}

@ApiSchema({ name: 'ShadowDifference' })
export class ShadowDifferenceDto {
  /** UUID. */
  @ApiProperty({ format: 'uuid' })
  id!: string;

  /** When the request was compared. */
  at!: Date;

  /** Method and path of the route. */
  operation!: string;

  @ApiProperty({ enum: DIFFERENCES, enumName: 'ShadowDifferenceKind', description: DIFFERENCE })
  kind!: Difference;

  /** Fields that differ, at most 20: `-` before one that only the old server has, `+` before one that it does not have. */
  fields!: string[];

  /** Path and query of the request. */
  url!: string;

  /** Body of the request. */
  request_body!: string;

  /** Answer of the old server. */
  old_server!: ShadowAnswerDto;

  /** Answer of this server. */
  keyward!: ShadowAnswerDto;

  /** Whether the app got the answer of this server. */
  answered_by_keyward!: boolean;

  static from(row: ShadowDifference): ShadowDifferenceDto {
    const { uid, at, operation, difference, fields, url, requestBody, wasOurs } = row;
    return {
      id: uid,
      at,
      operation,
      kind: difference,
      fields,
      url,
      request_body: requestBody,
      old_server: { status: row.theirStatus, body: row.theirBody },
      keyward: { status: row.ourStatus, body: row.ourBody },
      answered_by_keyward: wasOurs,
    };
  }
}

@ApiSchema({ name: 'ShadowDifferencePage' })
export class ShadowDifferencePageDto extends PageOf(ShadowDifferenceDto) {}
