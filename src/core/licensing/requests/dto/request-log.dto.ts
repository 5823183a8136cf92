import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { IsAnyName, IsAnyOf, IsAnyUuid } from '../../../common/pagination/any-of';
import { PageOf } from '../../../common/pagination/page.dto';
import { MAX_SCANNED_ROWS } from '../../../common/pagination/page-request';
import { SortedPage } from '../../../common/pagination/sorting';
import { IsFilterTime, Length, MayBeMissing } from '../../../common/validation/fields';
import { IsSearchFilter } from '../../../common/validation/search-text';
import { LISTED_LICENSES, REQUEST_OPERATIONS, type RequestOperation } from '../request-branches';
import type { LoggedCall, NamedCaller, RequestQuery } from '../request-log.service';
import { maskedKey } from '../masked-key';
import { RequestFactsDto } from './logged-request.dto';

const SHOWN = LISTED_LICENSES.toLocaleString('en');
const SCANNED = MAX_SCANNED_ROWS.toLocaleString('en');

export class ListRequestLogDto extends SortedPage({ at: { property: 'at' } }, 'RequestLogSort') {
  @IsAnyUuid('IDs of licenses.')
  license?: string[];

  /** License key as sent, also a former one, that of a deleted license or an unknown one. */
  @MayBeMissing()
  @Length(1, 255)
  @ApiProperty({ example: undefined })
  key?: string;

  @IsAnyUuid(`IDs of customers: requests about them, and about their ${SHOWN} newest licenses.`)
  customer?: string[];

  @IsAnyUuid('IDs of users.')
  user?: string[];

  @IsAnyUuid('IDs of API keys, also revoked ones.')
  api_key?: string[];

  @IsAnyName('Addresses of callers.', { max: 64 })
  ip?: string[];

  @IsAnyName('Codes of results; `OK` for requests of users and API keys that were not refused.', { max: 64 })
  code?: string[];

  @IsAnyOf(REQUEST_OPERATIONS, 'LoggedOperation', {
    description: `Operations. A page examines at most ${SCANNED} requests: with several filters, it may have fewer items than \`limit\`, or none, before the end.`,
  })
  operation?: RequestOperation[];

  @IsAnyName('Names of APIs.', { max: 32 })
  dialect?: string[];

  @IsSearchFilter('device, the address, the app version, the code or the route', { among: MAX_SCANNED_ROWS })
  q?: string;

  @IsFilterTime('Requests at this time or later.', 'start')
  from?: Date;

  @IsFilterTime('Requests before this time.', 'afterwards')
  to?: Date;

  static toQuery({
    license,
    customer,
    user,
    api_key,
    ip,
    code,
    operation,
    dialect,
    ...rest
  }: ListRequestLogDto): RequestQuery {
    return {
      key: rest.key,
      licenses: license,
      customers: customer,
      users: user,
      apiKeys: api_key,
      addresses: ip,
      codes: code,
      operations: operation,
      dialects: dialect,
      search: rest.q,
      from: rest.from,
      until: rest.to,
    };
  }
}

@ApiSchema({ name: 'RequestCaller' })
class RequestCallerDto {
  /** UUID. */
  @ApiProperty({ format: 'uuid' })
  id!: string;

  /** Name of the user or of the API key. */
  name!: string;

  static from({ uid, name }: NamedCaller): RequestCallerDto {
    return { id: uid, name };
  }
}

@ApiSchema({ name: 'RequestLogEntry' })
export class RequestLogEntryDto extends RequestFactsDto {
  /** Operation that an app requested; `read` or `change` for requests of users and API keys. */
  @ApiProperty({ enum: REQUEST_OPERATIONS, enumName: 'LoggedOperation' })
  operation!: RequestOperation;

  @ApiProperty({ type: String, nullable: true, description: 'Method; null for requests of apps.', example: 'GET' })
  method!: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Route without the values in it; null for requests of apps.',
    example: '/api/v1/licenses/:id',
  })
  route!: string | null;

  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'HTTP status; null for requests of apps.',
    example: 200,
  })
  status!: number | null;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'As in `X-Request-Id` and in the audit log; null for requests of apps.',
  })
  request_id!: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Start and end of the license key; null if the request named no license.',
    example: 'Q7RD-…-4TUB',
  })
  license_key!: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'ID of the license; null without one.' })
  license_id!: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'ID of the customer; null without one.' })
  customer_id!: string | null;

  @ApiProperty({ type: RequestCallerDto, nullable: true, description: 'API key of the caller; null without one.' })
  api_key!: RequestCallerDto | null;

  @ApiProperty({ type: RequestCallerDto, nullable: true, description: 'User who made the request; null if none did.' })
  user!: RequestCallerDto | null;

  static from(call: LoggedCall): RequestLogEntryDto {
    const { operation, method, route, status } = call;
    return {
      ...RequestFactsDto.factsOf(call),
      operation,
      method,
      route,
      status,
      request_id: call.requestId,
      license_key: call.key && maskedKey(call.key),
      license_id: call.license,
      customer_id: call.customer,
      api_key: call.apiKey && RequestCallerDto.from(call.apiKey),
      user: call.user && RequestCallerDto.from(call.user),
    };
  }
}

@ApiSchema({ name: 'RequestLogPage' })
export class RequestLogPageDto extends PageOf(RequestLogEntryDto) {}
