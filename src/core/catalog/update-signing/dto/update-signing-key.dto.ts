import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { BY_CREATION, SortedPage } from '../../../common/pagination/sorting';
import { PageOf } from '../../../common/pagination/page.dto';
import { IsSearchFilter } from '../../../common/validation/search-text';
import type { UpdateSigningKey } from '../update-signing-key.entity';

export class ListUpdateSigningKeysDto extends SortedPage(BY_CREATION, 'CreationSort') {
  @IsSearchFilter('key ID')
  q?: string;
}

export class UpdateSigningKeyDto {
  /**
   * Key ID used in signatures: the first 16 hex digits of the SHA-256 of the public key.
   * @example "9f86d081884c7d65"
   */
  key_id!: string;

  /**
   * Signature algorithm.
   * @example "ed25519"
   */
  algo!: string;

  /**
   * Public key: 32 bytes in base64.
   * @example "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="
   */
  public_key!: string;

  /** When it was created. */
  created_at!: Date;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When the key stopped signing; its signatures verify until it is revoked. Null for the active key.',
  })
  retired_at!: Date | null;

  static from({ keyId, algorithm, publicKey, createdAt, retiredAt }: UpdateSigningKey): UpdateSigningKeyDto {
    return { key_id: keyId, algo: algorithm, public_key: publicKey, created_at: createdAt, retired_at: retiredAt };
  }
}

@ApiSchema({ name: 'UpdateSigningKeyPage' })
export class UpdateSigningKeyPageDto extends PageOf(UpdateSigningKeyDto) {}
