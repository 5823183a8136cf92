import { Module } from '@nestjs/common';
import { AuditModule } from '../../events/records/audit.module';
import { SettingPagesController } from './settings.controller';

@Module({ imports: [AuditModule], controllers: [SettingPagesController] })
export class SettingPagesModule {}
