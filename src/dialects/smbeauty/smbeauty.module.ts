import { Module } from '@nestjs/common';
import { AppBundlesModule } from '../../app-bundles/app-bundles.module';
import { SmBeautyAppsController } from './apps.controller';
import { SmBeautyConfigsController } from './configs.controller';

@Module({
  imports: [AppBundlesModule],
  controllers: [SmBeautyAppsController, SmBeautyConfigsController],
})
export class SmBeautyModule {}
