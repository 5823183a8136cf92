import type { EventName } from '../../../src/core/platform/records/event-catalogue';
import { recordedColumns } from '../../../src/core/platform/database/change-record';
import { EVENT_NAMES } from '../../../src/core/events/records/catalogue';
import { SAMPLE_FACTS } from '../../../src/core/events/records/event-sample-facts';
import { EventSamplesService } from '../../../src/core/events/records/event-samples.service';
import { EventSchemas } from '../../support/event-schemas';
import { activate, issued } from '../../testkit/issue';
import { TestServer } from '../../testkit/server';
import { LANGUAGES } from '../../../src/core/i18n/language';
import { readTexts } from '../../../src/core/i18n/messages';

let server: TestServer;
let samples: EventSamplesService;
beforeAll(async () => {
  server = await TestServer.shared();
  samples = server.app.get(EventSamplesService);
});
afterAll(() => server.stop());

it.each(LANGUAGES)('every event has a sentence of its own in %s', (language) => {
  const sentences = readTexts(language).eventSentences as Record<string, string>;
  expect(Object.keys(sentences).sort()).toEqual([...EVENT_NAMES].sort());
  expect(new Set(Object.values(sentences)).size).toBe(EVENT_NAMES.length);
});

it('every sample is about a row of the database, or a setting', () => {
  const tables = server.dataSource.entityMetadatas.map(({ tableName }) => tableName);
  for (const name of EVENT_NAMES) {
    const { targetType, data } = samples.sampleOf(name);
    expect(tables).toContain(targetType);
    expect(JSON.stringify(data)).not.toContain('undefined');
  }
});

it('changed fields of samples are columns that events have', () => {
  const unknown = Object.entries(SAMPLE_FACTS).flatMap(([name, { changed = [] }]) => {
    const { targetType } = samples.sampleOf(name as EventName);
    const entity = server.dataSource.entityMetadatas.find(({ tableName }) => tableName === targetType);
    const columns = entity ? recordedColumns(entity).map(({ databaseName }) => databaseName) : [];
    return changed.filter((column) => !columns.includes(column)).map((column) => `${name}: ${column}`);
  });
  expect(unknown).toEqual([]);
});

const schemas = new EventSchemas();
it.each(EVENT_NAMES)('the sample of %s fits the schema of its data', (name) => {
  expect(schemas.problemsOf(samples.shownSampleOf(name))).toEqual([]);
});

it('samples have the fields of real events', async () => {
  const license = await issued(server, { expires_at: '2090-01-31T12:00:00Z' });
  await activate(server, license.key, 'desk');
  // By an admin, because a program's call reads less of the device.
  const { items: devices } = await server.sdk.activations.list({ license: license.id });
  await server.asAdmin('DELETE', `/api/v1/activations/${devices[0]?.id}`);
  await server.asAdmin('POST', `/api/v1/licenses/${license.id}/extend`, { body: { days: 30 } });
  const customer = await server.sdk.customers.create({ name: 'Ada' });
  await server.sdk.customers.update(customer.id, { phone: '1' });
  await server.sdk.products.create({ reference: 'sampled', name: 'Sampled' });
  await server.asAdmin('PATCH', '/api/v1/products/sampled', { body: { name: 'Renamed' } });
  await server.sdk.webhooks.create({ url: 'https://93.184.216.34/hook', events: ['*'] });
  const { items } = await server.sdk.audit.listEvents({ limit: 100 });
  const names = items.map(({ type }) => type);
  expect(names).toEqual(
    expect.arrayContaining(['license.issued', 'license.activated', 'license.extended', 'product.updated']),
  );
  const shapes = items.map(({ type, target, data }) => ({ type, of: target.type, fields: Object.keys(data).sort() }));
  const expected = items.map(({ type }) => {
    const { target, data } = samples.shownSampleOf(type);
    return { type, of: target.type, fields: Object.keys(data).sort() };
  });
  expect(expected).toEqual(shapes);
});
