import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Public } from '../../common/access/authorized.decorator';
import { RateLimited } from '../../common/limits/route-limits';
import { JwkSetDto } from './dto/jwks.dto';
import { SigningKeysService } from './signing-keys.service';

@ApiTags('signing-keys')
@Controller('.well-known/jwks.json')
@Public()
@RateLimited()
export class JwksController {
  constructor(private readonly keys: SigningKeysService) {}

  /** List the public keys for verifying what this installation signs, such as answers and license keys, as a JSON Web Key Set. */
  @Get()
  async listPublicKeys(): Promise<JwkSetDto> {
    return JwkSetDto.from(await this.keys.published());
  }
}
