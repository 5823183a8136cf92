import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { Browser, formTo, startServer } from 'keyward/testkit';

const DAY = 24 * 60 * 60 * 1000;

let server;
let license;
let notes;

before(async () => {
  server = await startServer();
});
after(() => server?.stop());
beforeEach(async () => {
  license = await server.issue();
  await server.activate(license.key, 'desk');
  notes = `/api/v1/notes/licenses/${license.id}`;
});

const write = (body) => server.asAdmin('POST', notes, { body });
const codeOfCheck = async () => (await server.validate(license.key, 'desk')).body.code;

test('a license on hold may not be used until the note is deleted', async () => {
  assert.equal(await codeOfCheck(), 'VALID');
  const { body: note } = await write({ text: 'Not paid', is_hold: true });
  assert.equal(await codeOfCheck(), 'LICENSE_ON_HOLD');
  assert.equal((await server.asAdmin('DELETE', `${notes}/${note.id}`)).status, 204);
  assert.equal(await codeOfCheck(), 'VALID');
});

test('an explanation has the rule', async () => {
  await write({ text: 'Not paid', is_hold: true });
  const { body } = await server.asAdmin('POST', '/api/v1/explain', {
    body: { license_key: license.key, hardware_id: 'desk' },
  });
  assert.deepEqual(body.rules.at(-1), {
    code: 'LICENSE_ON_HOLD',
    result: 'refused',
    decides: true,
    rule: 'This license is on hold',
    facts: {},
  });
  const browser = new Browser(server);
  await browser.signIn();
  const { html } = await browser.get(`/console/explain?key=${license.key}&device=desk`);
  assert.match(html, /No note on the license says that it is on hold/);
});

test('refuses strangers and empty notes', async () => {
  assert.equal((await server.call('POST', notes, { body: { text: 'Hello' } })).status, 401);
  assert.equal((await write({ text: '' })).status, 400);
});

test('the console lists notes, in the language of the browser', async () => {
  await write({ text: 'Paid until May' });
  const browser = new Browser(server, { 'accept-language': 'de' });
  await browser.signIn();
  const { html } = await browser.get('/console/notes');
  assert.match(html, /<h1[^>]*>Notizen/);
  assert.match(html, /Paid until May/);
});

test('the page of a license leads to its notes', async () => {
  await write({ text: 'Paid until May' });
  const other = await server.issue();
  const browser = new Browser(server);
  await browser.signIn();
  const { html } = await browser.get(`/license/edit/${license.id}`);
  assert.match(html, new RegExp(`href="/console/notes\\?license=${license.id}"`));
  assert.match((await browser.get(`/console/notes?license=${license.id}`)).html, /Paid until May/);
  assert.doesNotMatch((await browser.get(`/console/notes?license=${other.id}`)).html, /Paid until May/);
});

test('an admin changes in the console how long notes are kept, and the job deletes older ones', async () => {
  await write({ text: 'Old' });
  await write({ text: 'Not paid', is_hold: true });
  const browser = new Browser(server);
  await browser.signIn();
  const { html } = await browser.get('/console/settings/general');
  assert.match(html, /Notes on licenses\..*Time that notes are kept/s);
  const fields = { ...formTo(html, '/console/settings/general'), 'notes.keep_days': '30', do: 'save' };
  assert.equal((await browser.post('/console/settings/general', fields)).status, 303);
  await server.clock.advance(31 * DAY);
  await server.runJob('notes-delete-old');
  const { body } = await server.asAdmin('GET', notes);
  assert.deepEqual(
    body.items.map(({ text }) => text),
    ['Not paid'],
  );
  await server.clock.reset();
});

test('the command lists notes', async () => {
  await write({ text: 'Paid until May' });
  const { status, stdout } = await server.command('notes', 'list', license.key);
  assert.equal(status, 0);
  assert.match(stdout, /Paid until May/);
});

test('a help desk puts a license on hold with an API key', async () => {
  const key = await server.asAdmin('POST', '/api/v1/api-keys', { body: { name: 'Desk', kind: 'internal' } });
  const call = (path, more = {}) =>
    server.call('POST', `/desk/v1/tickets/${path}`, {
      body: { license: license.key, subject: 'Refund requested', ...more },
      headers: { 'x-api-key': key.body.key },
    });
  assert.deepEqual((await call('open')).body, { usable: false });
  assert.equal(await codeOfCheck(), 'LICENSE_ON_HOLD');
  assert.deepEqual((await call('close')).body, { usable: true });
  assert.equal(await codeOfCheck(), 'VALID');
  assert.deepEqual((await call('open', { license: 'UNKNOWN' })).body, { error: 'License not found' });
});
