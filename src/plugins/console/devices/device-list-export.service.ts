import { Injectable } from '@nestjs/common';
import { texts } from '../../../core/i18n';
import { Permission } from '../../../core/identity';
import { ActivationsService } from '../../../core/licensing';
import { ACTIVATION_FIELDS, ActivationDto } from '../../../core/licensing/internal';
import type { ExportedRows } from '../../../core/platform';
import { withQuery } from '../../../pages/components/filters';
import { countRows, type ExportMoment, type ExportPlace, ListExport } from '../../../pages/exports/list-export';
import { conditionWords } from '../../../pages/reports/conditions';
import {
  DEVICE_EXPORT_PATH,
  DEVICE_REPORT_PATH,
  deviceConditions,
  deviceFields,
  deviceFilter,
  DeviceFilterQueryDto,
  DEVICES_PATH,
} from './device-query.dto';

/** Exports the devices that the filters of the list find. */
@Injectable()
export class DeviceListExportService extends ListExport<DeviceFilterQueryDto> {
  readonly kind = 'devices';
  readonly input = DeviceFilterQueryDto;
  readonly permission = Permission.ActivationsRead;

  constructor(private readonly activations: ActivationsService) {
    super();
  }

  path() {
    return DEVICE_EXPORT_PATH;
  }

  fields(query: DeviceFilterQueryDto) {
    return deviceFields(query);
  }

  file() {
    return { name: 'devices', columns: ACTIVATION_FIELDS } as const;
  }

  list(query: DeviceFilterQueryDto) {
    return { title: texts('devices').title, href: withQuery(DEVICES_PATH, this.fields(query)) };
  }

  words(query: DeviceFilterQueryDto) {
    return conditionWords(deviceConditions(query, DEVICE_REPORT_PATH, []), this.fields(query));
  }

  protected override async counted(query: DeviceFilterQueryDto, moment: ExportMoment): Promise<number | undefined> {
    const { total } = await this.activations.list(countRows(), deviceFilter(query, moment));
    return total ?? undefined;
  }

  async rows(query: DeviceFilterQueryDto, moment: ExportMoment, place: ExportPlace): Promise<ExportedRows> {
    const { rows, next } = await this.activations.list(place, deviceFilter(query, moment));
    return { rows: rows.map((device) => ActivationDto.from(device)), next };
  }
}
