import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsUUID } from 'class-validator';
import { MayBeMissing } from '../../../common/validation/fields';
import { LICENSE_TYPES, type LicenseType } from '../../../licenses/licenses/license.entity';
import type { TrialConversion } from '../convert-trial.service';

const FULL_TYPES = LICENSE_TYPES.filter((type) => type !== 'trial');

export class ConvertTrialDto {
  /** ID of the policy of the full license; by default, the product's own. */
  @MayBeMissing()
  @IsUUID()
  @ApiProperty({ format: 'uuid', required: false, example: undefined })
  policy?: string;

  /** Type of the full license; `perpetual` by default. */
  @MayBeMissing()
  @IsIn(FULL_TYPES)
  @ApiProperty({ enum: FULL_TYPES, enumName: 'FullLicenseType', required: false, default: 'perpetual' })
  type?: Exclude<LicenseType, 'trial'>;

  static toConversion({ policy, type = 'perpetual' }: ConvertTrialDto): TrialConversion {
    return { policy, type };
  }
}
