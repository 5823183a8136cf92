import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { defineJob, PartitionsService } from '../../core/platform';
import { AdminWordService } from './admin-word.service';
import { AnnouncerService } from './announce/announcer.service';
import { ApplyPoolService } from './apply-pool.service';
import { PairController } from './pair/pair.controller';
import { PairService } from './pair/pair.service';
import { PairStoreService } from './pair/pair-store.service';
import { PartnerMetersService } from './pair/partner-meters.service';
import { PoolEndRule } from './pool-end.rule';
import { LOG_DAYS } from './relay-mode';
import { RelayClockService } from './relay-clock.service';
import { RelayOverviewService } from './relay-overview.service';
import { RelayPagesController } from './pages/relay.controller';
import { RelayPoolService } from './relay-pool.service';
import { RelayReservationsController } from './pages/reservations.controller';
import { RelayReportsService } from './relay-reports.service';
import { VendorContactService } from './vendor-contact.service';

/** The process in the customer's network: it serves one pool with the rules of the server, and has a page about it. */
@Module({})
export class RelayModule {
  /** @param modules those of the native API, whose services it calls */
  static with(modules: readonly Type<unknown>[]): DynamicModule {
    return {
      module: RelayModule,
      imports: [...modules],
      controllers: [RelayPagesController, RelayReservationsController, PairController],
      providers: [
        AdminWordService,
        AnnouncerService,
        ApplyPoolService,
        PairService,
        PairStoreService,
        PartnerMetersService,
        PoolEndRule,
        RelayClockService,
        RelayOverviewService,
        RelayPoolService,
        RelayReportsService,
        VendorContactService,
        defineJob({
          name: 'relay-contact',
          cron: '* * * * *',
          atStart: true,
          service: VendorContactService,
          run: (contact) => contact.contactIfDue(),
        }),
        defineJob({
          name: 'relay-logs',
          cron: '51 3 * * *',
          atStart: true,
          service: PartitionsService,
          run: (partitions) => partitions.dropExpired(LOG_DAYS),
        }),
        defineJob({
          name: 'relay-clock',
          cron: '* * * * *',
          service: RelayClockService,
          run: (clock) => clock.note(),
        }),
      ],
    };
  }
}
