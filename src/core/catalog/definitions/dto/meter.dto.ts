import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { BY_DATES, DatedPage } from '../../../common/pagination/dated-page';
import { PageOf } from '../../../common/pagination/page.dto';
import { IsName } from '../../../common/validation/fields';
import { IsSearchFilter } from '../../../common/validation/search-text';
import { type Meter, METER_KINDS, type MeterKind } from '../meter.entity';
import type { MeterInput } from '../meters.service';

export class PutMeterDto {
  /**
   * Display name of the meter.
   * @example "Exports"
   */
  @IsName()
  name!: string;

  /** Unit that is counted, at most 64 characters; null for none. */
  @IsOptional()
  @IsName(64)
  @ApiProperty({ type: String, nullable: true, required: false, minLength: 1, maxLength: 64, example: 'pages' })
  unit?: string | null;

  /** Amounts of a `held` meter are returned after use, those of a `consumed` one are not. A granted meter keeps its kind. */
  @IsIn(METER_KINDS)
  @ApiProperty({ enum: METER_KINDS, enumName: 'MeterKind', example: 'consumed' })
  kind!: MeterKind;

  static toInput({ name, unit = null, kind }: PutMeterDto): MeterInput {
    return { name, unit, kind };
  }
}

@ApiSchema({ name: 'Meter' })
export class MeterDto {
  /**
   * Code of the meter, unique in its product.
   * @example "exports"
   */
  code!: string;

  /** Display name of the meter. */
  name!: string;

  @ApiProperty({ type: String, nullable: true, description: 'What is counted; null if not named.' })
  unit!: string | null;

  /** Whether usage is consumed, such as exports, or held and returned, such as open projects. */
  @ApiProperty({ enum: METER_KINDS, enumName: 'MeterKind' })
  kind!: MeterKind;

  /** When it was created. */
  created_at!: Date;

  /** When it was last changed. */
  updated_at!: Date;

  static from({ code, name, unit, kind, createdAt, updatedAt }: Meter): MeterDto {
    return { code, name, unit, kind, created_at: createdAt, updated_at: updatedAt };
  }
}

export class ListMetersDto extends DatedPage({ ...BY_DATES, code: { property: 'code' } }, 'DefinitionSort') {
  @IsSearchFilter('code or the name')
  q?: string;
}

@ApiSchema({ name: 'MeterPage' })
export class MeterPageDto extends PageOf(MeterDto) {}
