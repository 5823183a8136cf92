import { Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Authorized, Public } from '../auth/authorized.decorator';
import { Permission } from '../auth/permission';
import { PageQueryDto } from '../common/pagination/page.dto';
import { toPage } from '../common/pagination/to-page';
import { UpdateSigningKeyDto, UpdateSigningKeyPageDto } from './dto/update-signing-key.dto';
import { UpdateSigningKeys } from './update-signing-keys.service';

@ApiTags('update-signing-keys')
@Controller('api/v1/update-signing-keys')
export class UpdateSigningKeysController {
  constructor(private readonly keys: UpdateSigningKeys) {}

  /** List the public keys that signatures of updates verify with, the newest first: it is the one that signs. */
  @Get()
  @Public()
  async listUpdateSigningKeys(@Query() page: PageQueryDto): Promise<UpdateSigningKeyPageDto> {
    return toPage(await this.keys.list(page), (key) => UpdateSigningKeyDto.from(key));
  }

  /** Make a new key that signs updates from now on. The one before it is retired and stays listed. */
  @Post()
  @Authorized(Permission.SettingsWrite)
  async rotateUpdateSigningKey(): Promise<UpdateSigningKeyDto> {
    return UpdateSigningKeyDto.from(await this.keys.rotate());
  }
}
