import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTag } from '../../common/openapi/api-tag.decorator';
import { Authorized } from '../../common/access/authorized.decorator';
import { Answers } from '../../common/openapi/answers.decorator';
import { toPage } from '../../common/pagination/to-page';
import { ListSigningKeysDto, SigningKeyDto, SigningKeyPageDto } from './dto/signing-key.dto';
import { RotateSigningKeysService } from './rotate-signing-keys.service';
import { SigningKeysService } from './signing-keys.service';

@ApiTag('signing-keys', 'Public keys that verify signed answers and license files.')
@Controller('api/v1/signing-keys')
export class SigningKeysController {
  constructor(
    private readonly keys: SigningKeysService,
    private readonly rotation: RotateSigningKeysService,
  ) {}

  /** List the signing keys, newest first, including revoked ones. The newest key signs. */
  @Get()
  @Authorized('settings:read')
  async listSigningKeys(@Query() { q, ...page }: ListSigningKeysDto): Promise<SigningKeyPageDto> {
    return toPage(await this.keys.list(page, q), (key) => SigningKeyDto.from(key));
  }

  /**
   * Rotate the signing key. Every node signs with the new key within a second. The previous key endorses the new one and
   * verifies until it is revoked; its private key is deleted.
   */
  @Post()
  @Authorized('settings:write')
  async rotateSigningKey(): Promise<SigningKeyDto> {
    return SigningKeyDto.from(await this.rotation.rotate());
  }

  /**
   * Revoke a retired signing key, for example because it leaked. It is no longer published, and apps refuse what it signed,
   * license keys of the format `signed` included.
   */
  @Post(':kid/revoke')
  @HttpCode(200)
  @Answers(409, 'KEY_ACTIVE: the key signs. Rotate it first.', 'KEY_ACTIVE')
  @Authorized('settings:write')
  async revokeSigningKey(@Param('kid') kid: string): Promise<SigningKeyDto> {
    return SigningKeyDto.from(await this.rotation.revoke(kid));
  }
}
