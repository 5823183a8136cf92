import { Injectable, type StreamableFile } from '@nestjs/common';
import { csvFile } from '../../common/csv/csv-file';
import { mapPages } from '../../common/pagination/all-pages';
import type { Customer } from '../../customers/customers/customer.entity';
import { ActivationsService } from '../../licensing/activations/activations.service';
import { type CustomerRefusal, CustomerRefusalsService } from '../../licensing/customers/customer-refusals.service';
import { CustomerTimelineService, type TimelineRow } from '../../licensing/customers/customer-timeline.service';
import type { LicensedActivation } from '../../verification/calls/find-activation.service';
import type { CustomerExportDto } from './customer-query.dto';

/** The tabs of a customer as CSV; rows are read as fast as the client receives them. */
@Injectable()
export class CustomerExportService {
  constructor(
    private readonly activations: ActivationsService,
    private readonly refusals: CustomerRefusalsService,
    private readonly timeline: CustomerTimelineService,
  ) {}

  file(customer: Customer, tab: CustomerExportDto['tab']): StreamableFile {
    switch (tab) {
      case 'devices':
        return csvFile('devices.csv', DEVICES, mapPages(this.activations.allOfCustomer(customer.id), deviceRow));
      case 'refusals':
        return csvFile('refusals.csv', REFUSALS, mapPages(this.refusals.all(customer.id), refusalRow));
      case 'timeline':
        return csvFile('timeline.csv', TIMELINE, mapPages(this.timeline.all(customer), timelineRow));
    }
  }
}

const DEVICES = [
  ...['license_key', 'device', 'name', 'app_version', 'address', 'takes_seat', 'activated_at', 'last_seen_at'],
];
const REFUSALS = ['at', 'code', 'operation', 'license_key', 'device', 'device_name', 'app_version'];
const TIMELINE = ['at', 'event', 'license_key', 'actor', 'device', 'before', 'after', 'reason', 'reference'];

function deviceRow(device: LicensedActivation): object {
  const { license, fingerprint, name, appVersion, ip, takesSeat, activatedAt, lastSeenAt } = device;
  return {
    ...{ license_key: license.key, device: fingerprint, name, app_version: appVersion, address: ip },
    ...{ takes_seat: takesSeat, activated_at: activatedAt, last_seen_at: lastSeenAt },
  };
}

function refusalRow(refusal: CustomerRefusal): object {
  const { at, outcome, operation, licenseKey, fingerprint, deviceName, appVersion } = refusal;
  return {
    ...{ at, code: outcome, operation, license_key: licenseKey },
    ...{ device: fingerprint, device_name: deviceName, app_version: appVersion },
  };
}

function timelineRow(row: TimelineRow): object {
  if (row.kind === 'refusal') {
    const { at, outcome, licenseKey, fingerprint } = row.refusal;
    return { at, event: outcome, license_key: licenseKey, device: fingerprint };
  }
  const { at, action, licenseKey, actor, before, after, reason, reference } = row.change;
  return { at, event: action, license_key: licenseKey, actor, before, after, reason, reference };
}
