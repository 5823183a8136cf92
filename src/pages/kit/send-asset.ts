import type { FastifyReply } from 'fastify';
import { problem } from '../../core/common';
import { assetByHashedName } from './assets';

/** @throws ASSET_NOT_FOUND */
export function sendAsset(name: string, reply: FastifyReply): Buffer {
  const asset = assetByHashedName(name);
  if (!asset) {
    throw problem('ASSET_NOT_FOUND');
  }
  reply.headers({ 'content-type': asset.type, 'cache-control': 'public, max-age=31536000, immutable' });
  return asset.bytes;
}
