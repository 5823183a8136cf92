import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { IsFlag } from '../../../core/common';
import { CATALOG_KINDS, type CatalogKind } from '../catalog-item';
import type { ReachedChange, ReachedPlan } from '../catalog-file.service';
import { CATALOG_ACTIONS, type CatalogAction, type MissingItem } from '../catalog-plan';
import type { FieldChange } from '../field-changes';

const KIND = { enum: CATALOG_KINDS, enumName: 'CatalogKind' } as const;
/** Null is a form of one type alone: it must match exactly one schema. */
const VALUE = {
  oneOf: [
    { type: 'boolean', nullable: true },
    { type: 'number' },
    { type: 'string' },
    { type: 'array', items: { type: 'string' } },
    { type: 'object', additionalProperties: true },
  ],
};

export class DiffCatalogQueryDto {
  /** Delete the objects that the catalog lacks, in the sections that it has; false by default. */
  @IsFlag()
  prune?: boolean;
}

export class ApplyCatalogQueryDto extends DiffCatalogQueryDto {
  /**
   * The `plan` of `POST /api/v1/catalog/diff` with the same catalog and `prune`: what was reviewed is what is applied.
   * @example "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU"
   */
  @Matches(/^[\w-]{43}$/, { message: 'plan must be the `plan` of a diff' })
  @ApiProperty({ minLength: 43, maxLength: 43 })
  plan!: string;
}

@ApiSchema({ name: 'CatalogFieldChange' })
export class CatalogFieldChangeDto {
  /**
   * Name of the field; a grant or a name of custom data stands behind it, such as `entitlements.export`.
   * @example "max_activations"
   */
  field!: string;

  @ApiProperty({ ...VALUE, description: 'Value in the database; null for none. Values of secrets are hidden.' })
  from!: unknown;

  @ApiProperty({
    ...VALUE,
    description: 'Value in the catalog that was sent; null for none. Values of secrets are hidden.',
  })
  to!: unknown;

  /** Whether the change takes something away: fewer seats, a shorter term, a feature less. */
  takes_away!: boolean;

  static from({ field, from, to, takesAway }: FieldChange): CatalogFieldChangeDto {
    return { field, from, to, takes_away: takesAway };
  }
}

@ApiSchema({ name: 'CatalogObject' })
export class CatalogObjectDto {
  /** Kind of the object. */
  @ApiProperty(KIND)
  kind!: CatalogKind;

  /**
   * Reference of the product, name of the policy or the role, code of the definition, URL of the webhook, or kind and language of
   * the text of an e-mail, such as `license_issued en`.
   * @example "photo-studio"
   */
  name!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description:
      'Reference of the product that the object is a part of: of a definition, of the own policy of a product, and of the text of ' +
      'its e-mails.',
  })
  product!: string | null;

  static from({ kind, name, product }: MissingItem): CatalogObjectDto {
    return { kind, name, product };
  }
}

@ApiSchema({ name: 'CatalogChange' })
export class CatalogChangeDto extends CatalogObjectDto {
  /** Action for the object. */
  @ApiProperty({ enum: CATALOG_ACTIONS, enumName: 'CatalogAction' })
  action!: CatalogAction;

  @ApiProperty({ type: String, nullable: true, description: 'Path in the catalog that was sent; null for a deletion.' })
  place!: string | null;

  @ApiProperty({
    type: 'integer',
    nullable: true,
    description:
      'Licenses of the policy or the product, up to 100,000; null for other objects. A change of behavior reaches all of them at ' +
      'once, limits and terms only those that are issued later.',
  })
  licenses!: number | null;

  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'Users that have the role, deactivated ones included; null for other objects.',
  })
  users!: number | null;

  /** Whether the change takes something away. */
  takes_away!: boolean;

  /** Fields that change; of a new object, those that differ from the defaults. */
  @ApiProperty({ type: [CatalogFieldChangeDto] })
  fields!: CatalogFieldChangeDto[];

  static of({ action, stored, wanted, licenses, takesAway, fields, ...change }: ReachedChange): CatalogChangeDto {
    return {
      ...CatalogObjectDto.from(change),
      action,
      place: wanted?.place ?? null,
      licenses,
      users: change.kind === 'role' ? (stored?.users ?? 0) : null,
      takes_away: takesAway,
      fields: fields.map((field) => CatalogFieldChangeDto.from(field)),
    };
  }
}

@ApiSchema({ name: 'CatalogPlan' })
export class CatalogPlanDto {
  /**
   * Fingerprint of the changes, for `PUT /api/v1/catalog`.
   * @example "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU"
   */
  plan!: string;

  /** Changes in the order of the catalog, deletions last; none if the server is as the catalog says. */
  @ApiProperty({ type: [CatalogChangeDto] })
  changes!: CatalogChangeDto[];

  /** Objects of the server that the catalog lacks, in the sections that it has. They stay without `prune`. */
  @ApiProperty({ type: [CatalogObjectDto] })
  not_in_catalog!: CatalogObjectDto[];

  static from({ fingerprint, changes, missing }: ReachedPlan): CatalogPlanDto {
    return {
      plan: fingerprint,
      changes: changes.map((change) => CatalogChangeDto.of(change)),
      not_in_catalog: missing.map((item) => CatalogObjectDto.from(item)),
    };
  }
}
