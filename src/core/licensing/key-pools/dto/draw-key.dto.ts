import { ApiProperty, OmitType } from '@nestjs/swagger';
import { IsName, MayBeMissing } from '../../../common/validation/fields';
import { LicenseDto } from '../../licenses/dto/license.dto';
import { UpdateLicenseDto } from '../../licenses/dto/license-input.dto';
import type { TakenKey, TakenLicense } from '../take-key.service';

/** Omitted fields of the license default to the policy's values. */
export class DrawKeyDto extends OmitType(UpdateLicenseDto, ['policy']) {
  /**
   * Reference of the order. Another call with the same one returns the first license.
   * @example "order 4711"
   */
  @MayBeMissing()
  @IsName()
  order_reference?: string;

  static toLicense(input: DrawKeyDto): TakenLicense {
    const { policy: _, ...license } = UpdateLicenseDto.toChange(input);
    return license;
  }
}

export class DrawnKeyDto {
  /** License with the drawn key. */
  license!: LicenseDto;

  @ApiProperty({ type: 'integer', example: 41, description: 'Number of keys that the pool has left.' })
  left!: number;

  static from({ drawn, left }: TakenKey, now: Date): DrawnKeyDto {
    return { license: LicenseDto.from(drawn, now), left };
  }
}
