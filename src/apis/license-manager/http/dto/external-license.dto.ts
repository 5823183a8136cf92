import { ApiProperty, ApiSchema, IntersectionType } from '@nestjs/swagger';
import { IsName } from '../../../../core/common';
import { MAX_LICENSE_DATA_LENGTH } from '../../app/license-data/license-data.service';
import type { CheckedLicense } from '../../../../core/verification';
import type { LicenseCredential } from '../../app/domain-licenses.service';
import { ExternalAnswerDto } from './answer.dto';
import { dateOrNull } from './dates';
import { IsOptionalText } from './fields';

@ApiSchema({ name: 'ActivateRequest' })
export class ActivateDto {
  /**
   * Reference of the product; the product of the license by default.
   * @example "PROD-001"
   */
  @IsOptionalText(255)
  product_id?: string;

  /**
   * License code.
   * @example "LICENSE-CODE-HERE"
   */
  @IsName()
  license_code!: string;

  /**
   * Name of the client. Must match, ignoring case, if the license is restricted to a client name.
   * @example "Customer Name"
   */
  @IsOptionalText(255)
  client_name?: string;

  /**
   * With `envato`, a license code that is not found is verified as a purchase code with the connected Envato shop, which issues its
   * license. All other values are ignored.
   * @example "non_envato"
   */
  @IsOptionalText(255)
  verify_type?: string;

  static toCredential({ product_id, license_code, client_name }: ActivateDto): LicenseCredential & { code: string } {
    return { product: product_id, code: license_code.trim(), clientName: client_name };
  }
}

/** Identifies a license: license data from the activation, or the license code. */
@ApiSchema({ name: 'LicenseClaims' })
export class LicenseCredentialDto {
  /**
   * Reference of the product; the product of the license by default.
   * @example "PROD-001"
   */
  @IsOptionalText(255)
  product_id?: string;

  /** License data returned by the activation. */
  @IsOptionalText(MAX_LICENSE_DATA_LENGTH)
  license_data?: string;

  /** Former name of `license_data`. */
  @IsOptionalText(MAX_LICENSE_DATA_LENGTH)
  license_file?: string;

  /** License code; used if no license data is sent. */
  @IsOptionalText(255)
  license_code?: string;

  /**
   * Name of the client; null if none.
   * @example "Customer Name"
   */
  @IsOptionalText(255)
  client_name?: string;

  static toCredential(input: LicenseCredentialDto): LicenseCredential {
    return {
      product: input.product_id,
      data: input.license_data ?? input.license_file,
      code: input.license_code,
      clientName: input.client_name,
    };
  }
}

@ApiSchema({ name: 'CheckLicenseRequest' })
export class CheckLicenseDto {
  /**
   * License code.
   * @example "LICENSE-CODE-HERE"
   */
  @IsName()
  license_code!: string;
}

/** Expiry dates of a license, its updates and its support; null means never. */
class TermsDto {
  /** Last day of the license; null if it never expires. */
  @ApiProperty({ type: String, format: 'date', nullable: true, example: '2025-12-31' })
  expires_at!: string | null;

  /** Last day of updates; null if they never end. */
  @ApiProperty({ type: String, format: 'date', nullable: true, example: '2025-12-31' })
  updates_until!: string | null;

  /** Last day of support; null if it never ends. */
  @ApiProperty({ type: String, format: 'date', nullable: true, example: '2025-12-31' })
  support_until!: string | null;

  static of({ expiresAt, updatesUntil, supportUntil }: CheckedLicense): TermsDto {
    return {
      expires_at: dateOrNull(expiresAt),
      updates_until: dateOrNull(updatesUntil),
      support_until: dateOrNull(supportUntil),
    };
  }
}

@ApiSchema({ name: 'ActivationData' })
class ActivationDataDto extends TermsDto {
  /** License data, identical to `lic_response`. */
  license_data!: string;
}

/** The dates appear twice, because programs read either place. */
@ApiSchema({ name: 'ActivationAnswer' })
export class ActivationAnswerDto extends IntersectionType(ExternalAnswerDto, TermsDto) {
  /** License data. The program stores it and sends it with later verifications and deactivations. */
  lic_response!: string;

  /** The result. */
  data!: ActivationDataDto;

  static from(license: CheckedLicense, licenseData: string): ActivationAnswerDto {
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
  /** Always null. */
  @ApiProperty({ type: String, nullable: true })
  data!: null;
}

@ApiSchema({ name: 'ExternalAnswer' })
export class DoneDto extends ExternalAnswerDto {}
