import { ApiProperty, IntersectionType } from '@nestjs/swagger';
import { IsIn, IsUUID } from 'class-validator';
import { PageQueryDto } from '../../../common/pagination/page.dto';
import { IsName, MayBeMissing } from '../../../common/validation/fields';
import {
  LICENSE_STATES,
  LICENSE_STATUSES,
  LICENSE_TYPES,
  type LicenseState,
  type LicenseStatus,
  type LicenseType,
} from '../license.entity';
import type { LicenseFilter } from '../license-filter';

/** All given filters must match. */
export class LicenseFilterDto {
  /** Reference of the product. */
  @MayBeMissing()
  @IsName()
  product?: string;

  @MayBeMissing()
  @IsUUID()
  @ApiProperty({ format: 'uuid', required: false })
  customer_id?: string;

  @MayBeMissing()
  @IsUUID()
  @ApiProperty({ format: 'uuid', required: false })
  policy?: string;

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

  /** Exact license key. */
  @MayBeMissing()
  @IsName()
  key?: string;

  /** Label of the batch in which the license was issued. */
  @MayBeMissing()
  @IsName()
  batch?: string;

  static toFilter(input: LicenseFilterDto): LicenseFilter {
    const { product, customer_id, policy, type, status, state, key, batch } = input;
    return { product, customer: customer_id, policy, type, status, state, key, batch };
  }
}

export class ListLicensesDto extends IntersectionType(LicenseFilterDto, PageQueryDto) {}
