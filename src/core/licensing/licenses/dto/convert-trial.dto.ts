import { ApiProperty } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { IsGivenTimestamp, MayBeMissing, IsReference } from '../../../common/validation/fields';
import { LICENSE_TYPES, type LicenseType } from '../../../licenses/licenses/license.entity';
import type { TrialConversion } from '../convert-trial.service';

/** Types of licenses other than trials. */
export const FULL_TYPES = LICENSE_TYPES.filter((type) => type !== 'trial');

/** Policy, type, customer and end of the full license that a trial becomes. */
export class ConvertTrialDto {
  @MayBeMissing()
  @IsReference("UUID or name of the policy of the full license; by default, the product's own.")
  policy?: string;

  /** Type of the full license; `perpetual` by default. */
  @MayBeMissing()
  @IsIn(FULL_TYPES)
  @ApiProperty({ enum: FULL_TYPES, enumName: 'FullLicenseType', required: false, default: 'perpetual' })
  type?: Exclude<LicenseType, 'trial'>;

  @MayBeMissing()
  @IsReference(
    'UUID, reference or e-mail address of the customer of the full license; by default, the license keeps its own.',
  )
  customer_id?: string;

  /** Expiration date of the full license; by default, it follows from the term of the policy. A date alone is its last second in `TIME_ZONE`. */
  @MayBeMissing()
  @IsGivenTimestamp('end')
  @ApiProperty({ type: String, format: 'date-time', required: false, example: undefined })
  expires_at?: Date;

  static toConversion(input: ConvertTrialDto): TrialConversion {
    const { policy, type = 'perpetual', customer_id, expires_at } = input;
    return { policy, type, customer: customer_id, expiresAt: expires_at };
  }
}
