import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBody } from '@nestjs/swagger';
import { ApiTag } from '../../common/openapi/api-tag.decorator';
import { Authorized } from '../../common/access/authorized.decorator';
import { Answers } from '../../common/openapi/answers.decorator';
import { toPage } from '../../common/pagination/to-page';
import { CreateSigningKeyDto, ListSigningKeysDto, SigningKeyDto, SigningKeyPageDto } from './dto/signing-key.dto';
import { RotateSigningKeysService } from './rotate-signing-keys.service';
import { SigningKeysService } from './signing-keys.service';

@ApiTag('signing-keys', 'Public keys that verify signed answers and license files.')
@Controller('api/v1/signing-keys')
export class SigningKeysController {
  constructor(
    private readonly keys: SigningKeysService,
    private readonly rotation: RotateSigningKeysService,
  ) {}

  /** List the signing keys, newest first, including revoked ones. The newest key of each algorithm signs. */
  @Get()
  @Authorized('settings:read')
  async listSigningKeys(@Query() { q, ...page }: ListSigningKeysDto): Promise<SigningKeyPageDto> {
    return toPage(await this.keys.list(page, q), (key) => SigningKeyDto.from(key));
  }

  /**
   * Rotate the signing key of an algorithm, or create the first one. Every node signs with the new key within a second. The
   * previous key of the algorithm endorses the new one and verifies until it is revoked; its private key is deleted.
   */
  @Post()
  @ApiBody({ type: CreateSigningKeyDto, required: false })
  @Authorized('settings:write')
  async rotateSigningKey(@Body() { alg }: CreateSigningKeyDto): Promise<SigningKeyDto> {
    return SigningKeyDto.from(await this.rotation.rotate(alg));
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
