import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsString,
  ValidateBy,
  ValidateIf,
} from 'class-validator';
import { DATES } from '../../../common/fields/common-fields';
import { answerOf, fieldsOf, inputOf, required } from '../../../common/fields/fields-of';
import { BY_DATES, DatedPage } from '../../../common/pagination/dated-page';
import { PageOf } from '../../../common/pagination/page.dto';
import { IsName, Length } from '../../../common/validation/fields';
import { IsSearchFilter } from '../../../common/validation/search-text';
import { type Entitlement, ENTITLEMENT_TYPES, type EntitlementType } from '../entitlement.entity';
import type { EntitlementInput } from '../entitlements.service';
import { asRule } from '../../../common/validation/rules';

function IsOnlyFor(type: EntitlementType): PropertyDecorator {
  return ValidateBy(
    {
      name: 'isOnlyForType',
      validator: {
        validate: (_value, args) => (args?.object as PutEntitlementDto).type === type,
        defaultMessage: () => `$property is for type ${type} only`,
      },
    },
    asRule({ params: { type } }),
  );
}

const ENTITLEMENT = fieldsOf<Entitlement>()({
  code: { description: 'Code of the entitlement, unique in its product.', example: 'export' },
  name: {
    description: 'Display name of the entitlement.',
    input: required(IsName(), ApiProperty({ example: 'Export to PDF' })),
  },
  type: {
    enum: ENTITLEMENT_TYPES,
    enumName: 'EntitlementType',
    description: 'Type of the values that licenses and policies grant.',
    input: required(
      'Type of the values: `flag` is true or false, `choice` is one of `choices`. Granted entitlements keep their type.',
      IsIn(ENTITLEMENT_TYPES),
      ApiProperty({ example: 'flag' }),
    ),
  },
  choices: { type: [String], description: 'Values of type `choice`; empty for other types.' },
  ...DATES,
});

/** Declaration of an entitlement, as the native API takes it. */
export class PutEntitlementDto extends inputOf(ENTITLEMENT) {
  /** Values of type `choice`, 1 to 100; refused for other types. A granted entitlement keeps the choices that it has. */
  @ValidateIf(({ type, choices }: PutEntitlementDto) => type === 'choice' || choices !== undefined)
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @ArrayUnique()
  @IsString({ each: true })
  @Length(1, 255, { each: true })
  @IsOnlyFor('choice')
  @ApiProperty({ type: [String], required: false, example: undefined })
  choices?: string[];

  static toInput({ name, type, choices = [] }: PutEntitlementDto): EntitlementInput {
    return { name, type, choices };
  }
}

@ApiSchema({ name: 'Entitlement' })
export class EntitlementDto extends answerOf(ENTITLEMENT) {
  static readonly from = ENTITLEMENT.from;
}

export class ListEntitlementsDto extends DatedPage({ ...BY_DATES, code: { property: 'code' } }, 'DefinitionSort') {
  @IsSearchFilter('code or the name')
  q?: string;
}

@ApiSchema({ name: 'EntitlementPage' })
export class EntitlementPageDto extends PageOf(EntitlementDto) {}
