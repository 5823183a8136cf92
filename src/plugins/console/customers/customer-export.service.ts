import { Injectable } from '@nestjs/common';
import { type Customer, CustomersService } from '../../../core/customers';
import { texts } from '../../../core/i18n';
import { Permission } from '../../../core/identity';
import { ActivationsService } from '../../../core/licensing';
import { type CustomerRefusal, CustomerRefusalsService } from './customer-refusals.service';
import { CustomerTimelineService, type TimelineRow } from './customer-timeline.service';
import type { ExportedRows } from '../../../core/platform';
import type { LicensedActivation } from '../../../core/verification';
import { type ExportMoment, type ExportPlace, ListExport } from '../../../pages/exports/list-export';
import { ownExportPath, tabPath } from './customer-paths';
import { CustomerExportDto } from './customer-query.dto';

/** Exports the rows of a tab of a customer. */
@Injectable()
export class CustomerExportService extends ListExport<CustomerExportDto> {
  readonly kind = 'customer';
  readonly input = CustomerExportDto;
  readonly permission = Permission.CustomersRead;

  constructor(
    private readonly customers: CustomersService,
    private readonly activations: ActivationsService,
    private readonly refusals: CustomerRefusalsService,
    private readonly timeline: CustomerTimelineService,
  ) {
    super();
  }

  path({ id }: CustomerExportDto) {
    return ownExportPath(id);
  }

  fields({ id, tab }: CustomerExportDto) {
    return { id, tab };
  }

  file({ tab }: CustomerExportDto) {
    return { name: tab, columns: COLUMNS[tab] };
  }

  async list({ id, tab }: CustomerExportDto) {
    const { name } = await this.customers.get(id);
    return { title: name, href: tabPath(id, tab) };
  }

  async words({ id }: CustomerExportDto) {
    const { name } = await this.customers.get(id);
    return [texts('exports').ofCustomer({ name })];
  }

  async rows({ id, tab }: CustomerExportDto, _moment: ExportMoment, place: ExportPlace): Promise<ExportedRows> {
    const customer = await this.customers.get(id);
    switch (tab) {
      case 'devices': {
        const { rows, next } = await this.activations.list(place, { customerNumber: customer.id, active: true });
        return { rows: rows.map(deviceRow), next };
      }
      case 'refusals': {
        const { rows, next } = await this.refusals.list(customer.id, place);
        return { rows: rows.map(refusalRow), next };
      }
      case 'timeline':
        return this.timelinePart(customer, place);
    }
  }

  private async timelinePart(customer: Customer, place: ExportPlace): Promise<ExportedRows> {
    // A file is written without the permissions of its reader: it has no orders.
    const { rows, next } = await this.timeline.list(customer, place, []);
    return { rows: rows.map(timelineRow), next };
  }
}

const COLUMNS: Readonly<Record<CustomerExportDto['tab'], readonly string[]>> = {
  devices: [
    ...['license_key', 'device', 'name', 'app_version', 'address', 'takes_seat', 'activated_at', 'last_seen_at'],
  ],
  refusals: ['at', 'code', 'operation', 'license_key', 'device', 'device_name', 'app_version'],
  timeline: ['at', 'event', 'license_key', 'actor', 'device', 'before', 'after', 'reason', 'reference'],
};

function deviceRow(device: LicensedActivation): object {
  const { license, fingerprint, name, appVersion, ip, takesSeat, activatedAt, lastSeenAt } = device;
  return {
    license_key: license.key,
    device: fingerprint,
    name,
    app_version: appVersion,
    address: ip,
    takes_seat: takesSeat,
    activated_at: activatedAt,
    last_seen_at: lastSeenAt,
  };
}

function refusalRow(refusal: CustomerRefusal): object {
  const { at, outcome, operation, licenseKey, fingerprint, deviceName, appVersion } = refusal;
  return {
    at,
    code: outcome,
    operation,
    license_key: licenseKey,
    device: fingerprint,
    device_name: deviceName,
    app_version: appVersion,
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
