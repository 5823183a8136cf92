import { Module } from '@nestjs/common';
import { AuditModule } from '../../events/records/audit.module';
import { VerificationsModule } from '../../licensing/verifications/verifications.module';
import { AuditLogService } from './audit-log.service';
import { AuditController } from './audit.controller';

@Module({
  imports: [AuditModule, VerificationsModule],
  controllers: [AuditController],
  providers: [AuditLogService],
})
export class AuditPagesModule {}
