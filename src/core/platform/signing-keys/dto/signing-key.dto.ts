import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { BY_CREATION, SortedPage } from '../../../common/pagination/sorting';
import { PageOf } from '../../../common/pagination/page.dto';
import { MayBeMissing } from '../../../common/validation/fields';
import { IsSearchFilter } from '../../../common/validation/search-text';
import { SIGNING_ALGS, type SigningAlg } from '../signing-alg';
import type { SigningKey } from '../signing-key.entity';
import { publicJwk } from '../signing-key-pair';

export class ListSigningKeysDto extends SortedPage(BY_CREATION, 'CreationSort') {
  @IsSearchFilter('key ID')
  q?: string;
}

/** Input for a new signing key. */
export class CreateSigningKeyDto {
  /** Algorithm of the key: Ed25519, or ECDSA with P-256 and SHA-256. */
  @MayBeMissing()
  @IsIn(SIGNING_ALGS)
  @ApiProperty({ enum: SIGNING_ALGS, enumName: 'SigningAlg', required: false, default: 'EdDSA' })
  alg?: SigningAlg;
}

export class SigningKeyDto {
  /**
   * ID of the key, which signed texts name in their header.
   * @example "dGhpcyBp"
   */
  kid!: string;

  /** Algorithm of the key. */
  @ApiProperty({ enum: SIGNING_ALGS, enumName: 'SigningAlg' })
  alg!: SigningAlg;

  /**
   * The public key in base64url, for apps that pin it: 43 characters with EdDSA, 87 with ES256.
   * @example "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"
   */
  public_key!: string;

  /**
   * `x` of the key as a JSON Web Key; with EdDSA the whole public key.
   * @example "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"
   */
  x!: string;

  /** When the key was created. */
  created_at!: Date;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When the key stopped signing; its signatures verify until it is revoked. Null for the active key.',
  })
  retired_at!: Date | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When the key was revoked: its signatures no longer verify. Null if it was not.',
  })
  revoked_at!: Date | null;

  static from(key: SigningKey): SigningKeyDto {
    const { kid, alg, publicKey, createdAt, retiredAt, revokedAt } = key;
    return {
      kid,
      alg,
      public_key: publicKey,
      x: publicJwk(key).x,
      created_at: createdAt,
      retired_at: retiredAt,
      revoked_at: revokedAt,
    };
  }
}

@ApiSchema({ name: 'SigningKeyPage' })
export class SigningKeyPageDto extends PageOf(SigningKeyDto) {}
