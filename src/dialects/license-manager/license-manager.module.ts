import { Module } from '@nestjs/common';
import { LmConnectionController } from './connection.controller';

@Module({
  controllers: [LmConnectionController],
})
export class LicenseManagerModule {}
