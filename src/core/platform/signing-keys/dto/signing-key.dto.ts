import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { BY_CREATION, SortedPage } from '../../../common/pagination/sorting';
import { PageOf } from '../../../common/pagination/page.dto';
import { IsSearchFilter } from '../../../common/validation/search-text';
import type { SigningKey } from '../signing-key.entity';

export class ListSigningKeysDto extends SortedPage(BY_CREATION, 'CreationSort') {
  @IsSearchFilter('key ID')
  q?: string;
}

export class SigningKeyDto {
  /**
   * ID of the key, which signed texts name in their header.
   * @example "dGhpcyBp"
   */
  kid!: string;

  /**
   * The 32 bytes of the public key in base64url, for apps that pin it.
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

  static from({ kid, publicKey, createdAt, retiredAt, revokedAt }: SigningKey): SigningKeyDto {
    return { kid, x: publicKey, created_at: createdAt, retired_at: retiredAt, revoked_at: revokedAt };
  }
}

@ApiSchema({ name: 'SigningKeyPage' })
export class SigningKeyPageDto extends PageOf(SigningKeyDto) {}
