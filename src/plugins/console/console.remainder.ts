import { Module } from '@nestjs/common';
import { remainderOfPlugin } from '../../core/common/plugins/define-plugin';
import { PageAssetsController } from '../../pages/assets.controller';

/** Pages of the portal load their files, without the console too. */
@Module({ controllers: [PageAssetsController] })
class PageAssetsModule {}

export const CONSOLE_REMAINDER = remainderOfPlugin({ modules: [PageAssetsModule] });
