import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsOptional, Length, Matches } from 'class-validator';
import { API_KEY_KINDS, type ApiKeyKind, Permission } from '../../permissions/permission';
import { PageOf } from '../../../common/pagination/page.dto';
import { IsTimestamp, IsName, MayBeMissing } from '../../../common/validation/fields';
import type { ApiKey } from '../api-key.entity';
import type { NewApiKey, ApiKeyWithSecret } from '../api-keys.service';

const PERMISSIONS = Object.values(Permission);

export class CreateApiKeyDto {
  /** @example "Release pipeline" */
  @IsName()
  name!: string;

  /** `external` and `system` for client programs, `internal` for management. There is one system key: a new one revokes it. */
  @IsIn(API_KEY_KINDS)
  @ApiProperty({ enum: API_KEY_KINDS, enumName: 'ApiKeyKind', example: 'internal' })
  kind!: ApiKeyKind;

  /** A value that programs already use, of at least 20 characters; left out for a generated one. */
  @MayBeMissing()
  @Length(8, 255)
  @Matches(/^[\x21-\x7e]+$/, { message: 'key must consist of printable ASCII characters without spaces' })
  @ApiProperty({ required: false, example: undefined })
  key?: string;

  /** Import a `key` of 8 to 19 characters all the same: short keys can be guessed. The audit trail records it. */
  @MayBeMissing()
  @IsBoolean()
  @ApiProperty({ required: false, example: undefined })
  allow_short?: boolean;

  /** Reference of the only product whose licenses the key may touch. */
  @MayBeMissing()
  @IsName()
  @ApiProperty({ required: false, example: undefined })
  product?: string;

  /** Narrower than what the kind may do; left out for all of that. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(PERMISSIONS.length)
  @IsIn(PERMISSIONS, { each: true })
  @ApiProperty({ type: [String], nullable: true, required: false, example: null })
  permissions?: Permission[] | null;

  /** Left out for a key that never expires. */
  @IsTimestamp()
  expires_at?: Date | null;

  static toInput({ expires_at, allow_short, ...input }: CreateApiKeyDto): NewApiKey {
    return { ...input, allowShort: allow_short, expiresAt: expires_at };
  }
}

export class ApiKeyDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  name!: string;

  @ApiProperty({ enum: API_KEY_KINDS, enumName: 'ApiKeyKind' })
  kind!: ApiKeyKind;

  /** How the key begins. */
  prefix!: string;

  @ApiProperty({ type: String, nullable: true, description: 'Reference of the only product that the key may touch.' })
  product!: string | null;

  @ApiProperty({ type: [String], nullable: true })
  permissions!: string[] | null;

  expires_at!: Date | null;

  revoked_at!: Date | null;

  last_used_at!: Date | null;

  created_at!: Date;

  static from(apiKey: ApiKey): ApiKeyDto {
    return {
      id: apiKey.uid,
      name: apiKey.name,
      kind: apiKey.kind,
      prefix: apiKey.prefix,
      product: apiKey.product?.reference ?? null,
      permissions: apiKey.permissions,
      expires_at: apiKey.expiresAt,
      revoked_at: apiKey.revokedAt,
      last_used_at: apiKey.lastUsedAt,
      created_at: apiKey.createdAt,
    };
  }
}

export class ApiKeyWithSecretDto extends ApiKeyDto {
  /** The key itself. It is shown here and never again. */
  key!: string;

  static shown({ apiKey, value }: ApiKeyWithSecret): ApiKeyWithSecretDto {
    return { ...ApiKeyDto.from(apiKey), key: value };
  }
}

@ApiSchema({ name: 'ApiKeyPage' })
export class ApiKeyPageDto extends PageOf(ApiKeyDto) {}
