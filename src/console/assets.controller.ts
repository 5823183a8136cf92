import { Get, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Public } from '../common/access/authorized.decorator';
import { problem } from '../common/errors/domain-error';
import { RateLimited } from '../common/limits/rate-limited.decorator';
import { assetByHashedName } from './kit/assets';
import { ConsoleController } from './frame/console-controller.decorator';

@ConsoleController('console/assets')
@Public()
@RateLimited()
export class ConsoleAssetsController {
  @Get(':name')
  getConsoleAsset(@Param('name') name: string, @Res({ passthrough: true }) reply: FastifyReply): Buffer {
    const asset = assetByHashedName(name);
    if (!asset) {
      throw problem('ASSET_NOT_FOUND');
    }
    reply.headers({ 'content-type': asset.type, 'cache-control': 'public, max-age=31536000, immutable' });
    return asset.bytes;
  }
}
