import { Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTag } from '../../common/openapi/api-tag.decorator';
import { Authorized, Public } from '../../common/access/authorized.decorator';
import { Permission } from '../../identity/permissions/permission';
import { toPage } from '../../common/pagination/to-page';
import { ListUpdateSigningKeysDto, UpdateSigningKeyDto, UpdateSigningKeyPageDto } from './dto/update-signing-key.dto';
import { UpdateSigningKeysService } from './update-signing-keys.service';

@ApiTag('update-signing-keys', 'Keys that sign the manifests of updates.')
@Controller('api/v1/update-signing-keys')
export class UpdateSigningKeysController {
  constructor(private readonly keys: UpdateSigningKeysService) {}

  /** List the public keys for verifying update signatures, newest first. The newest key signs new updates. */
  @Get()
  @Public()
  async listUpdateSigningKeys(@Query() { q, ...page }: ListUpdateSigningKeysDto): Promise<UpdateSigningKeyPageDto> {
    return toPage(await this.keys.list(page, q), (key) => UpdateSigningKeyDto.from(key));
  }

  /** Rotate the update signing key. The previous key remains listed for verification, and its private key is deleted. */
  @Post()
  @Authorized(Permission.SettingsWrite)
  async rotateUpdateSigningKey(): Promise<UpdateSigningKeyDto> {
    return UpdateSigningKeyDto.from(await this.keys.rotate());
  }

  /** Revoke an update signing key. It is no longer listed, and its signatures no longer verify. The active key is replaced immediately. */
  @Delete(':key_id')
  @HttpCode(204)
  @Authorized(Permission.SettingsWrite)
  async revokeUpdateSigningKey(@Param('key_id') keyId: string): Promise<void> {
    await this.keys.revoke(keyId);
  }
}
