import { Injectable } from '@nestjs/common';
import { DataSource, type EntityMetadata } from 'typeorm';
import { recordedColumns } from '../../platform/database/change-record';
import type { EventName } from '../../platform/records/event-catalogue';
import type { EventPayload } from '../../platform/records/event-payload';
import { Event } from '../../platform/records/event.entity';
import { EVENT_PAYLOADS } from './catalogue';
import { EventDto } from './dto/records.dto';
import { withReferences } from './event-data';
import { SAMPLE_FACTS } from './event-sample-facts';
import { REFERENCED } from './public-fields';

type Column = EntityMetadata['ownColumns'][number];

const AT = '2026-11-20T16:42:07.000Z';
const UID = '0192f7d9-30aa-7bd2-9a41-c1d2e3f40516';
const KEY = 'RS4-J8LW-7TPB-Q2ND';

/** Fields of every event about a license. */
const LICENSE = { license_id: 4821, license_uid: UID, license_key: KEY, product_id: 3, customer_id: 512 };

/** Tables of nouns whose plural they are not. */
const TABLES: Readonly<Record<string, string>> = {
  relay: 'relays',
  relay_report: 'relays',
  export: 'data_exports',
  job: 'background_jobs',
  lead: 'institutions',
  person: 'person_erasures',
  version: 'product_versions',
};
const LICENSE_TARGETS: readonly EventName[] = [
  'meter.corrected',
  'meter.grant_added',
  'meter.grant_changed',
  'meter.grant_voided',
  'meter.threshold_reached',
];

/** Values of columns whose type does not suggest one. */
const VALUES: Readonly<Record<string, unknown>> = {
  id: 4821,
  product_id: 3,
  customer_id: 512,
  policy_id: 7,
  key: KEY,
  name: 'Resonance Studio 4',
  reference: 'resonance-studio',
  email: 'ada@example.com',
  phone: '+49 451 5550123',
  version: '4.2.1',
  username: 'mira',
  role: 'admin',
  type: 'subscription',
  status: 'active',
  url: 'https://hooks.example.com/keyward',
  events: ['license.*'],
  format: 'native',
  prefix: 'kw_7f3a',
  ip: '203.0.113.7',
  fingerprint: 'a3f1c09e5b',
  disabled_reason: 'admin',
  identifier: '192.0.2.17',
  columns: ['key', 'status'],
  rollout_steps: null,
  api_version: '2026-12-01',
  tries: [],
};

/** Rows that samples refer to. */
const SAMPLE_ROWS = new Map([3, 7, 512, 4821].map((number) => [number, UID]));
const SAMPLE_REFERENCES = {
  ...Object.fromEntries(Object.keys(REFERENCED).map((table) => [table, SAMPLE_ROWS])),
  products: new Map([[3, 'resonance-studio']]),
};

/** Builds an example of each event: its fields are the columns that real ones have. */
@Injectable()
export class EventSamplesService {
  constructor(private readonly dataSource: DataSource) {}

  sampleOf(name: EventName): Event {
    const [noun = ''] = name.split('.', 1);
    const targetType = LICENSE_TARGETS.includes(name) ? 'licenses' : tableOf(noun);
    const { changed, data } = SAMPLE_FACTS[name] ?? {};
    const { record, changes, license }: EventPayload = EVENT_PAYLOADS[name];
    const row = this.rowOf(record ?? changes);
    const shown = changed ? Object.fromEntries(changed.map((column) => [column, row[column] ?? null])) : row;
    return Object.assign(new Event(), {
      at: new Date(AT),
      id: 48214,
      sequence: 48214,
      name,
      targetType,
      targetId: targetType === 'settings' ? 'retention.verdicts' : UID,
      data: { ...shown, ...(license && LICENSE), ...data },
    });
  }

  /** The sample as the API and webhooks show it. */
  shownSampleOf(name: EventName): EventDto {
    const sample = this.sampleOf(name);
    return EventDto.from(sample, withReferences(sample.data, SAMPLE_REFERENCES));
  }

  private rowOf(table: string | undefined): Record<string, unknown> {
    const entity = this.dataSource.entityMetadatas.find(({ tableName }) => tableName === table);
    return Object.fromEntries(
      entity ? recordedColumns(entity).map((column) => [column.databaseName, valueOf(column)]) : [],
    );
  }
}

function tableOf(noun: string): string {
  return TABLES[noun] ?? (noun.endsWith('y') && !noun.endsWith('key') ? `${noun.slice(0, -1)}ies` : `${noun}s`);
}

function valueOf(column: Column): unknown {
  const { databaseName: name, type, isArray, isNullable } = column;
  if (Object.hasOwn(VALUES, name)) {
    return VALUES[name];
  }
  if (isArray) {
    return isNullable ? null : [];
  }
  if (column.enum) {
    return column.enum[0];
  }
  if (type === 'uuid') {
    return UID;
  }
  if (type === 'timestamptz') {
    return AT;
  }
  if (type === 'boolean') {
    return true;
  }
  if (type === 'jsonb' || type === 'json') {
    return isNullable ? null : {};
  }
  if (type === 'integer' || type === 'bigint' || type === 'smallint') {
    return isNullable ? null : 1;
  }
  return isNullable ? null : '';
}
