import { ApiProperty, ApiSchema, IntersectionType } from '@nestjs/swagger';
import { IsName } from '../../../../common/validation/fields';
import { MAX_LICENSE_DATA_LENGTH } from '../../app/license-data/license-data.service';
import type { License } from '../../../../licensing/licenses/license.entity';
import type { LicenseCredential } from '../../app/domain-licenses.service';
import { ExternalAnswerDto } from './answer.dto';
import { dateOrNone } from './dates';
import { IsTextIfKnown } from './fields';

@ApiSchema({ name: 'ActivateRequest' })
export class ActivateDto {
  /**
   * Reference of the product. Left out: the product of the license.
   * @example "PROD-001"
   */
  @IsTextIfKnown(255)
  product_id?: string;

  /** @example "LICENSE-CODE-HERE" */
  @IsName()
  license_code!: string;

  /**
   * Compared, in any case of letters, where the license names a client.
   * @example "Customer Name"
   */
  @IsTextIfKnown(255)
  client_name?: string;

  /**
   * Accepted and not looked at: no code is verified elsewhere.
   * @example "non_envato"
   */
  @IsTextIfKnown(255)
  verify_type?: string;

  static toCredential({ product_id, license_code, client_name }: ActivateDto): LicenseCredential & { code: string } {
    return { product: product_id, code: license_code.trim(), client: client_name };
  }
}

/** What a program shows to be recognized: what it was given when it activated, or the code itself. */
@ApiSchema({ name: 'LicenseClaims' })
export class LicenseCredentialDto {
  /**
   * Reference of the product. Left out: the product of the license.
   * @example "PROD-001"
   */
  @IsTextIfKnown(255)
  product_id?: string;

  /** What the activation answered. */
  @IsTextIfKnown(MAX_LICENSE_DATA_LENGTH)
  license_data?: string;

  /** The same by its older name. */
  @IsTextIfKnown(MAX_LICENSE_DATA_LENGTH)
  license_file?: string;

  /** Where there is no license data. */
  @IsTextIfKnown(255)
  license_code?: string;

  /** @example "Customer Name" */
  @IsTextIfKnown(255)
  client_name?: string;

  static toCredential(input: LicenseCredentialDto): LicenseCredential {
    return {
      product: input.product_id,
      data: input.license_data ?? input.license_file,
      code: input.license_code,
      client: input.client_name,
    };
  }
}

@ApiSchema({ name: 'CheckLicenseRequest' })
export class CheckLicenseDto {
  /** @example "LICENSE-CODE-HERE" */
  @IsName()
  license_code!: string;
}

/** Until when what a license gives is good, as calendar dates; null is for ever. */
class TermsDto {
  @ApiProperty({ type: String, format: 'date', nullable: true, example: '2025-12-31' })
  expires_at!: string | null;

  @ApiProperty({ type: String, format: 'date', nullable: true, example: '2025-12-31' })
  updates_until!: string | null;

  @ApiProperty({ type: String, format: 'date', nullable: true, example: '2025-12-31' })
  support_until!: string | null;

  static of({ expiresAt, updatesUntil, supportUntil }: License): TermsDto {
    return {
      expires_at: dateOrNone(expiresAt),
      updates_until: dateOrNone(updatesUntil),
      support_until: dateOrNone(supportUntil),
    };
  }
}

@ApiSchema({ name: 'ActivationData' })
class ActivationDataDto extends TermsDto {
  /** The same as `lic_response`. */
  license_data!: string;
}

/** Programs read the dates in one place or the other. */
@ApiSchema({ name: 'ActivationAnswer' })
export class ActivationAnswerDto extends IntersectionType(ExternalAnswerDto, TermsDto) {
  /** To be kept by the program, which shows it whenever it verifies or deactivates. */
  lic_response!: string;

  data!: ActivationDataDto;

  static from(license: License, licenseData: string): ActivationAnswerDto {
    const terms = TermsDto.of(license);
    return {
      status: true,
      is_active: true,
      message: 'Activated.',
      lic_response: licenseData,
      data: { license_data: licenseData, ...terms },
      ...terms,
    };
  }
}

@ApiSchema({ name: 'VerificationAnswer' })
export class VerificationAnswerDto extends ExternalAnswerDto {
  @ApiProperty({ type: String, nullable: true })
  data!: null;
}

@ApiSchema({ name: 'ExternalAnswer' })
export class DoneDto extends ExternalAnswerDto {}
