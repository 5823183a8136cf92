import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { CountedLicense } from '../../app/counted-licenses.service';
import { PurchaseDto } from './purchase.dto';

@ApiSchema({ name: 'LicenseAnswer' })
export class LicenseAnswerDto {
  /** Always true: failures are errors. */
  @ApiProperty({ enum: [true] })
  success!: true;

  /** Number of counted verifications. */
  @ApiProperty({ type: 'integer', example: 3 })
  uses!: number;

  /** The sale of the license. */
  purchase!: PurchaseDto;

  static from(counted: CountedLicense): LicenseAnswerDto {
    return { success: true, uses: counted.uses, purchase: PurchaseDto.from(counted) };
  }
}
