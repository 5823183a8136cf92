import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { PageOf } from '../../../common/pagination/page.dto';
import type { UpdateSigningKey } from '../update-signing-key.entity';

export class UpdateSigningKeyDto {
  /**
   * What signatures name it by: the first 16 hex digits of the SHA-256 of the public key.
   * @example "9f86d081884c7d65"
   */
  key_id!: string;

  /** @example "ed25519" */
  algo!: string;

  /**
   * Its 32 bytes in base64.
   * @example "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="
   */
  public_key!: string;

  created_at!: Date;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description:
      'Since then it signs nothing new; what it signed before verifies until the key is revoked. Null for the key that signs.',
  })
  retired_at!: Date | null;

  static from({ keyId, algorithm, publicKey, createdAt, retiredAt }: UpdateSigningKey): UpdateSigningKeyDto {
    return { key_id: keyId, algo: algorithm, public_key: publicKey, created_at: createdAt, retired_at: retiredAt };
  }
}

@ApiSchema({ name: 'UpdateSigningKeyPage' })
export class UpdateSigningKeyPageDto extends PageOf(UpdateSigningKeyDto) {}
