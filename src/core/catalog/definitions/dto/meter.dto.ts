import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { DATES } from '../../../common/fields/common-fields';
import { answerOf, fieldsOf, inputOf, nullable, required } from '../../../common/fields/fields-of';
import { BY_DATES, DatedPage } from '../../../common/pagination/dated-page';
import { PageOf } from '../../../common/pagination/page.dto';
import { IsName, IsWholeNumber } from '../../../common/validation/fields';
import { IsSearchFilter } from '../../../common/validation/search-text';
import { MAX_DECIMALS } from '../../grants/credit-amount';
import { type Meter, METER_KINDS } from '../meter.entity';
import type { MeterInput } from '../meters.service';

const METER = fieldsOf<Meter>()({
  code: { description: 'Code of the meter, unique in its product.', example: 'exports' },
  name: {
    description: 'Display name of the meter.',
    input: required(IsName(), ApiProperty({ example: 'Exports' })),
  },
  unit: {
    description: 'Unit that the meter counts; null if none is named.',
    nullable: true,
    input: nullable(
      'Unit that is counted, at most 64 characters; null for none.',
      ApiProperty({ example: 'pages' }),
      IsName(64),
    ),
  },
  kind: {
    enum: METER_KINDS,
    enumName: 'MeterKind',
    description: 'Whether usage is consumed, such as exports, or held and returned, such as open projects.',
    input: required(
      'Amounts of a `held` meter are returned after use, those of a `consumed` one are not. A granted meter keeps its kind.',
      IsIn(METER_KINDS),
      ApiProperty({ example: 'consumed' }),
    ),
  },
  decimals: {
    type: 'integer',
    nullable: true,
    description: 'Decimals of the amounts of a credit; null for a meter, whose amounts are whole numbers.',
  },
  ...DATES,
});

/** Declaration of a meter, as the native API takes it. */
export class PutMeterDto extends inputOf(METER) {
  static toInput({ name, unit = null, kind }: PutMeterDto): MeterInput {
    return { name, unit, kind };
  }
}

/** Declaration of a credit, as the native API takes it. */
export class PutCreditDto {
  /** Display name of the credit. */
  @IsName()
  @ApiProperty({ example: 'AI credits' })
  name!: string;

  /** Decimals of its amounts, which cannot change. */
  @IsWholeNumber(0, MAX_DECIMALS)
  @ApiProperty({ example: 2 })
  decimals!: number;

  static toInput({ name, decimals }: PutCreditDto): MeterInput {
    return { name, unit: null, kind: 'consumed', decimals };
  }
}

@ApiSchema({ name: 'Meter' })
export class MeterDto extends answerOf(METER) {
  static readonly from = METER.from;
}

export class ListMetersDto extends DatedPage({ ...BY_DATES, code: { property: 'code' } }, 'DefinitionSort') {
  @IsSearchFilter('code or the name')
  q?: string;
}

@ApiSchema({ name: 'MeterPage' })
export class MeterPageDto extends PageOf(MeterDto) {}
