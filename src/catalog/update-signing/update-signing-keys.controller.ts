import { Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Authorized, Public } from '../../common/access/authorized.decorator';
import { Permission } from '../../identity/permissions/permission';
import { PageQueryDto } from '../../common/pagination/page.dto';
import { toPage } from '../../common/pagination/to-page';
import { UpdateSigningKeyDto, UpdateSigningKeyPageDto } from './dto/update-signing-key.dto';
import { UpdateSigningKeysService } from './update-signing-keys.service';

@ApiTags('update-signing-keys')
@Controller('api/v1/update-signing-keys')
export class UpdateSigningKeysController {
  constructor(private readonly keys: UpdateSigningKeysService) {}

  /** List the public keys that signatures of updates verify with, the newest first: it is the one that signs. */
  @Get()
  @Public()
  async listUpdateSigningKeys(@Query() page: PageQueryDto): Promise<UpdateSigningKeyPageDto> {
    return toPage(await this.keys.list(page), (key) => UpdateSigningKeyDto.from(key));
  }

  /** Create a new key that signs updates from now on. The former one is retired: it stays listed, and its private key is deleted. */
  @Post()
  @Authorized(Permission.SettingsWrite)
  async rotateUpdateSigningKey(): Promise<UpdateSigningKeyDto> {
    return UpdateSigningKeyDto.from(await this.keys.rotate());
  }

  /** Revoke a key: it is listed no more, so that what it signed no longer verifies. If it signs updates, a new key replaces it at once. */
  @Delete(':key_id')
  @HttpCode(204)
  @Authorized(Permission.SettingsWrite)
  async revokeUpdateSigningKey(@Param('key_id') keyId: string): Promise<void> {
    await this.keys.revoke(keyId);
  }
}
