import { ApiProperty } from '@nestjs/swagger';
import { IsName } from '../../../common/validation/fields';
import type { SecondFactorStatus } from '../own-second-factor.service';
import type { NewSecondFactor } from '../second-factors.service';

export class SecondFactorDto {
  /** When the second factor was turned on; null while it is off. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  since!: Date | null;

  /** Recovery codes that were not used yet, 10 at first. */
  @ApiProperty({ type: 'integer', example: 10 })
  recovery_codes_left!: number;

  static from({ since, recoveryCodesLeft }: SecondFactorStatus): SecondFactorDto {
    return { since, recovery_codes_left: recoveryCodesLeft };
  }
}

/** The current password, with which a user begins to set up a second factor. */
export class BeginSecondFactorDto {
  /**
   * Password that is valid now; any text for a user who has none, and who signed in a few minutes ago.
   * @example "correct horse battery staple"
   */
  @IsName(200)
  current_password!: string;
}

export class NewSecondFactorDto {
  /**
   * Secret for the authenticator app, in base32. It is shown once, and in use once it is confirmed.
   * @example "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
   */
  secret!: string;

  /**
   * Address for a QR code: time-based codes (RFC 6238) with SHA-1, 6 digits and 30 seconds.
   * @example "otpauth://totp/Keyward:admin?issuer=Keyward&secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&algorithm=SHA1&digits=6&period=30"
   */
  uri!: string;

  static from({ secret, uri }: NewSecondFactor): NewSecondFactorDto {
    return { secret, uri };
  }
}

export class ConfirmSecondFactorDto {
  /**
   * Code that the authenticator app shows now. Spaces are ignored. At most 64 characters.
   * @example "123456"
   */
  @IsName(64)
  code!: string;
}

/** The current password and a code of the second factor. */
export class ProveSecondFactorDto extends BeginSecondFactorDto {
  /**
   * Code of the authenticator app, or a recovery code. Spaces and hyphens are ignored. At most 64 characters; each code works once.
   * @example "123456"
   */
  @IsName(64)
  code!: string;
}

export class RecoveryCodesDto {
  /** Ten codes, each of which works once instead of a code of the authenticator app. They are returned only in this response. */
  @ApiProperty({ example: ['0g7k-m2qd-x9vw-4c5t'] })
  recovery_codes!: string[];
}
