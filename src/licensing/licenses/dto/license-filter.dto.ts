import { ApiProperty, IntersectionType } from '@nestjs/swagger';
import { IsIn, IsUUID } from 'class-validator';
import { PageQueryDto } from '../../../common/pagination/page.dto';
import { IsFilterTime, IsFlag, IsName, MayBeMissing } from '../../../common/validation/fields';
import { IsSearchFilter } from '../../../common/validation/search-text';
import { MAX_SCANNED_ROWS } from '../../../common/pagination/page-request';
import {
  LICENSE_STATES,
  LICENSE_STATUSES,
  LICENSE_TYPES,
  type LicenseState,
  type LicenseStatus,
  type LicenseType,
} from '../../../licenses/licenses/license.entity';
import { type LicenseFilter, SEARCHED_CUSTOMERS, SEARCHED_LICENSES } from '../license-filter';

/** All given filters must match. */
export class LicenseFilterDto {
  /** UUID or reference of the product. */
  @MayBeMissing()
  @IsName()
  product?: string;

  /** Only licenses of the customer with this UUID. */
  @MayBeMissing()
  @IsUUID()
  @ApiProperty({ format: 'uuid', required: false })
  customer_id?: string;

  /** UUID, reference or e-mail address of the customer. */
  @MayBeMissing()
  @IsName()
  customer?: string;

  /** ID of the group. */
  @MayBeMissing()
  @IsUUID()
  @ApiProperty({ format: 'uuid', required: false })
  group?: string;

  /** UUID or exact name of the policy. */
  @MayBeMissing()
  @IsName()
  policy?: string;

  /** Only licenses of this type. */
  @MayBeMissing()
  @IsIn(LICENSE_TYPES)
  @ApiProperty({ enum: LICENSE_TYPES, enumName: 'LicenseType', required: false })
  type?: LicenseType;

  /** Current status of the license. */
  @MayBeMissing()
  @IsIn(LICENSE_STATUSES)
  @ApiProperty({ enum: LICENSE_STATUSES, enumName: 'LicenseStatus', required: false })
  status?: LicenseStatus;

  /** Administrative state of the license. */
  @MayBeMissing()
  @IsIn(LICENSE_STATES)
  @ApiProperty({ enum: LICENSE_STATES, enumName: 'LicenseState', required: false })
  state?: LicenseState;

  /** License key, as issued or as people type it. A key that a rotation replaced finds its license, too. */
  @MayBeMissing()
  @IsName()
  key?: string;

  /** Label of the batch in which the license was issued. */
  @MayBeMissing()
  @IsName()
  batch?: string;

  @IsSearchFilter(
    `license key, the description, the device note, the batch or the customer's name, e-mail or company (of the ${SEARCHED_CUSTOMERS} newest customers that match; with a date or a status, of the ${SEARCHED_LICENSES} newest licenses that match, in a list)`,
    { newest: MAX_SCANNED_ROWS },
  )
  q?: string;

  @IsFilterTime('Only licenses created at this time or later.')
  created_after?: Date;

  @IsFilterTime('Only licenses created before this time.')
  created_before?: Date;

  @IsFilterTime('Only licenses that start at this time or later.')
  starts_after?: Date;

  @IsFilterTime('Only licenses that start before this time.')
  starts_before?: Date;

  @IsFilterTime('Only licenses that expire at this time or later.')
  expires_after?: Date;

  @IsFilterTime('Only licenses that expire before this time.')
  expires_before?: Date;

  static toFilter(input: LicenseFilterDto): LicenseFilter {
    const { product, customer, customer_id, group, policy, type, status, state, key, batch, q } = input;
    return {
      ...{ product, customer, customerId: customer_id, group, policy, type, status, state, key, batch, q },
      ...{ createdAfter: input.created_after, createdBefore: input.created_before },
      ...{ startsAfter: input.starts_after, startsBefore: input.starts_before },
      ...{ expiresAfter: input.expires_after, expiresBefore: input.expires_before },
    };
  }
}

export class ListLicensesDto extends IntersectionType(LicenseFilterDto, PageQueryDto) {
  /** Only deleted licenses that can be restored. */
  @IsFlag()
  archived?: boolean;
}
