import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from '../core/common/access/authorized.decorator';
import { problem } from '../core/common/errors/domain-error';
import { RateLimited } from '../core/common/limits/rate-limited.decorator';
import { assetByHashedName } from './kit/assets';

/** The files that browsers load with pages. The console has a route of its own, with its limits. */
@Controller('console/assets')
@ApiExcludeController()
@Public()
@RateLimited()
export class PageAssetsController {
  @Get(':name')
  getAsset(@Param('name') name: string, @Res({ passthrough: true }) reply: FastifyReply): Buffer {
    return sendAsset(name, reply);
  }
}

/** @throws ASSET_NOT_FOUND */
export function sendAsset(name: string, reply: FastifyReply): Buffer {
  const asset = assetByHashedName(name);
  if (!asset) {
    throw problem('ASSET_NOT_FOUND');
  }
  reply.headers({ 'content-type': asset.type, 'cache-control': 'public, max-age=31536000, immutable' });
  return asset.bytes;
}
