import { Controller, Get, Module, Param, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public, RateLimited, remainderOfPlugin } from '../../core/common';
import { sendAsset } from '../../pages/kit/send-asset';
import { PlainUnsubscribeModule } from './unsubscribe/plain-unsubscribe.module';

/** Pages load their files, without the console too. */
@Controller('console/assets')
@ApiExcludeController()
@Public()
@RateLimited()
class PageAssetsController {
  @Get(':name')
  getAsset(@Param('name') name: string, @Res({ passthrough: true }) reply: FastifyReply): Buffer {
    return sendAsset(name, reply);
  }
}

@Module({ controllers: [PageAssetsController] })
class PageAssetsModule {}

export const CONSOLE_REMAINDER = remainderOfPlugin({ modules: [PageAssetsModule, PlainUnsubscribeModule] });
