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

/** Declaration of an entitlement, as the native API takes it. */
export class PutEntitlementDto {
  /**
   * Display name of the entitlement.
   * @example "Export to PDF"
   */
  @IsName()
  name!: string;

  /** Type of the values: `flag` is true or false, `choice` is one of `choices`. Granted entitlements keep their type. */
  @IsIn(ENTITLEMENT_TYPES)
  @ApiProperty({ enum: ENTITLEMENT_TYPES, enumName: 'EntitlementType', example: 'flag' })
  type!: EntitlementType;

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
export class EntitlementDto {
  /**
   * Code of the entitlement, unique in its product.
   * @example "export"
   */
  code!: string;

  /** Display name of the entitlement. */
  name!: string;

  /** Type of the values that licenses and policies grant. */
  @ApiProperty({ enum: ENTITLEMENT_TYPES, enumName: 'EntitlementType' })
  type!: EntitlementType;

  /** Values of type `choice`; empty for other types. */
  choices!: string[];

  /** When it was created. */
  created_at!: Date;

  /** When it was last changed. */
  updated_at!: Date;

  static from({ code, name, type, choices, createdAt, updatedAt }: Entitlement): EntitlementDto {
    return { code, name, type, choices, created_at: createdAt, updated_at: updatedAt };
  }
}

export class ListEntitlementsDto extends DatedPage({ ...BY_DATES, code: { property: 'code' } }, 'DefinitionSort') {
  @IsSearchFilter('code or the name')
  q?: string;
}

@ApiSchema({ name: 'EntitlementPage' })
export class EntitlementPageDto extends PageOf(EntitlementDto) {}
