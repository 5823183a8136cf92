import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ERROR_NAMES } from '../../src/core/common/errors/catalogue';
import { NATIVE } from '../../src/core/common/dialects/native.dialect';
import { PROJECT_DIR, readProjectFile } from '../../src/core/common/project';
import { EVENT_NAMES } from '../../src/core/events/records/catalogue';
import { targetTypes } from '../../src/core/events/records/event-query';
import { PERMISSIONS_OF_KIND, PERMISSIONS_OF_ROLE } from '../../src/core/identity/permissions/granted-permissions';
import { buildDocument } from '../../src/core/openapi/build-document';
import { documentText } from '../../src/core/openapi/document-text';
import { ERROR_CODES } from '../../src/core/openapi/error-codes';
import { Browser } from '../testkit/browser';
import { TestServer } from '../testkit/server';
import { Reminder } from './reminder.entity';
import { RemindersModule } from './reminders.module';

const FILE = 'test/own-module/openapi.json';
const BODY = { text: 'Call Acme', due_at: '2090-01-01T00:00:00.000Z' };

const schemasIn = (file: string): Record<string, object> => JSON.parse(readProjectFile(file)).components.schemas;

describe('an own module', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.start();
  });
  afterAll(() => server.stop());

  const create = async () => (await server.asAdmin('POST', '/api/v1/reminders', { body: BODY })).body.id as string;

  // After a change that all documents have, write it anew: UPDATE_DOCUMENT=1 npm run test:processes -- additions
  it('has its routes and its tag in the document', () => {
    const built = buildDocument(server.app, { file: FILE, dialect: NATIVE, modules: [RemindersModule] });
    // The plugin that reads the classes of errors does not run in tests.
    const { ErrorAnswer, Problem, FieldProblem } = schemasIn('openapi.json');
    Object.assign(built.components?.schemas ?? {}, { ErrorAnswer, Problem, FieldProblem });
    const text = documentText(built);
    if (process.env.UPDATE_DOCUMENT) {
      writeFileSync(join(PROJECT_DIR, FILE), text);
    }
    expect(built.tags).toEqual([{ name: 'reminders', description: 'Reminders of what to do.' }]);
    expect(JSON.parse(readProjectFile(FILE))).toEqual(JSON.parse(text));
  });

  it('grants its permissions to roles and keys, and to keys of single permissions', async () => {
    const holders = Object.entries({ ...PERMISSIONS_OF_ROLE, ...PERMISSIONS_OF_KIND });
    const granted = holders.map(([name, all]) => [name, all.filter((one) => one.startsWith('reminders:'))]);
    const [read, write] = ['reminders:read', 'reminders:write'];
    expect(Object.fromEntries(granted)).toEqual({
      owner: [read, write],
      admin: [read, write],
      support: [read, write],
      viewer: [read],
      system: [],
      external: [],
      internal: [read, write],
    });
    const body = { name: 'reader', kind: 'internal', permissions: [read] };
    const { status, body: apiKey } = await server.asAdmin('POST', '/api/v1/api-keys', { body });
    expect(status).toBe(201);
    expect((await server.withKey('GET', '/api/v1/reminders', {}, apiKey.key)).status).toBe(200);
    expect((await server.withKey('POST', '/api/v1/reminders', { body: BODY }, apiKey.key)).status).toBe(403);
  });

  it('records its events, which webhooks may have', async () => {
    const id = await create();
    const { body } = await server.asAdmin('GET', '/api/v1/events', { query: { target: `reminders:${id}` } });
    expect(body.items).toMatchObject([{ type: 'reminder.created', data: { text: 'Call Acme' } }]);
    expect(EVENT_NAMES).toEqual(expect.arrayContaining(['reminder.created', 'reminder.deleted']));
    const webhook = { url: 'https://hooks.example.com/keyward', events: ['reminder.deleted'] };
    expect((await server.asAdmin('POST', '/api/v1/webhooks', { body: webhook })).status).toBe(201);
  });

  it('has its entity in the data source, and its rows are subjects of the audit', async () => {
    expect(server.dataSource.hasMetadata(Reminder)).toBe(true);
    expect(targetTypes(server.dataSource)).toContain('reminders');
    const id = await create();
    const browser = new Browser(server);
    await browser.signIn();
    const { html } = await browser.get(`/console/audit?target=${id}`);
    expect(html).toContain('reminder.created');
    expect(html).toContain('>Reminder<');
  });

  it('answers its errors and documents them', async () => {
    const nobody = '00000000-0000-4000-8000-000000000000';
    expect((await server.asAdmin('GET', `/api/v1/reminders/${nobody}`)).body.error).toMatchObject({
      code: 'REMINDER_NOT_FOUND',
      details: [{ field: 'id', reason: 'unknown' }],
    });
    const overdue = { ...BODY, due_at: '2000-01-01T00:00:00.000Z' };
    const { status, body } = await server.asAdmin('POST', '/api/v1/reminders', { body: overdue });
    expect([status, body.error.code, body.error.details[0].field]).toEqual([400, 'VALIDATION_ERROR', 'due_at']);
    expect(ERROR_NAMES).toEqual(expect.arrayContaining(['REMINDER_NOT_FOUND', 'REMINDER_OVERDUE']));
    expect(ERROR_CODES.map(({ code }) => code)).toContain('REMINDER_NOT_FOUND');
  });
});
