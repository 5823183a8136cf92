import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsOptional } from 'class-validator';
import { hasAtMost } from '../../../../core/common';
import { EmptyIsMissing, Must } from '../../../kit/fields';
import type { NamedLicense } from '../../app/counted-licenses.service';

const MAX = 255;

/** Any text; what is empty is missing. */
function IsGivenText(field: string): PropertyDecorator {
  return applyDecorators(
    EmptyIsMissing(),
    IsOptional(),
    Must('isText', `The '${field}' parameter must be a string.`, (value) => typeof value === 'string'),
    Must('isShort', `The '${field}' parameter must have at most ${MAX} characters.`, (value) =>
      typeof value === 'string' ? hasAtMost(value, MAX) : true,
    ),
    ApiPropertyOptional({ type: String, maxLength: MAX, nullable: true }),
  );
}

/** Fields of a call: in its query, its form or its JSON body. Gumroad reports a missing one as an unknown license. */
export abstract class LicenseFieldsDto {
  /**
   * License key.
   * @example "85DB562A-C11D4B06-A2335A6B-8C079166"
   */
  @IsGivenText('license_key')
  license_key?: string | null;

  /**
   * The product: its ID at Gumroad, its reference or its UUID.
   * @example "32-nPAicqbLj8B_WswVlMw=="
   */
  @IsGivenText('product_id')
  product_id?: string | null;

  /**
   * Permalink of the product, or its reference, in any case; used without `product_id`.
   * @example "QMGY"
   */
  @IsGivenText('product_permalink')
  product_permalink?: string | null;
}

/** Without `product_id` and `product_permalink`, no product is named. */
@ApiSchema({ name: 'VerifyLicenseRequest' })
export class VerifyLicenseDto extends LicenseFieldsDto {
  /** Former name of `product_permalink`, before which it is used. */
  @IsGivenText('id')
  id?: string | null;

  /** Former name of `product_permalink`, before which it is used. */
  @IsGivenText('link_id')
  link_id?: string | null;

  // Gumroad too counts all values but "false" and false.
  @Transform(({ value }: { value: unknown }) =>
    value === undefined ? undefined : value !== false && value !== 'false',
  )
  @IsOptional()
  @ApiPropertyOptional({ type: Boolean, default: true, description: 'Whether the verification counts as a use.' })
  increment_uses_count?: boolean;
}

@ApiSchema({ name: 'LicenseRequest' })
export class ChangeLicenseDto extends LicenseFieldsDto {
  /** An internal API key or an admin's access token, unless the `Authorization` header has it. */
  @IsGivenText('access_token')
  access_token?: string | null;
}

/** An empty key is that of no license. */
export function namedLicenseIn(input: LicenseFieldsDto & Pick<VerifyLicenseDto, 'id' | 'link_id'>): NamedLicense {
  const { license_key: key, product_id: id, product_permalink: permalink } = input;
  return {
    key: key ?? '',
    product: { id: id ?? undefined, permalink: input.id ?? input.link_id ?? permalink ?? undefined },
  };
}
