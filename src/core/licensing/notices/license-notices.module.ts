import { Module } from '@nestjs/common';
import { defineJob } from '../../platform/jobs/define-job';
import { LicenseNoticesService } from './license-notices.service';
import { NOTICE_SETTINGS } from './license-notices.settings';

@Module({
  providers: [
    LicenseNoticesService,
    { provide: 'settings:license-notices', useValue: NOTICE_SETTINGS },
    defineJob({
      name: 'expired-licenses',
      cron: '* * * * *',
      service: LicenseNoticesService,
      run: (notices) => notices.recordExpired(),
    }),
    defineJob({
      name: 'expiring-licenses',
      cron: '23 * * * *',
      service: LicenseNoticesService,
      run: (notices) => notices.recordExpiring(),
    }),
    defineJob({
      name: 'expired-updates-and-support',
      cron: '33 * * * *',
      service: LicenseNoticesService,
      run: (notices) => notices.recordEndOfUpdatesAndSupport(),
    }),
  ],
})
export class LicenseNoticesModule {}
