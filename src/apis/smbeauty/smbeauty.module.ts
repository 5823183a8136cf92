import { Module } from '@nestjs/common';
import { AppBundlesModule } from '../../core/catalog';
import { SmBeautyAppsController } from './http/apps.controller';
import { SmBeautyConfigsController } from './http/configs.controller';

@Module({
  imports: [AppBundlesModule],
  controllers: [SmBeautyAppsController, SmBeautyConfigsController],
})
export class SmBeautyModule {}
