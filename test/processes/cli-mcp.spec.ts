import type { License } from '../../sdk/src/generated/native';
import { keyOf } from '../testkit/callers';
import { activate, issued } from '../testkit/issue';
import { TestServer } from '../testkit/server';
import { runCommand } from './command';
import { McpSession } from './mcp-session';
import { Program } from './program';

let server: TestServer;
let KEYWARD_URL: string;
let internal: { KEYWARD_URL: string; KEYWARD_API_KEY: string };
let asAdmin: { KEYWARD_URL: string; KEYWARD_TOKEN: string };
let reader: McpSession;
let writer: McpSession;
let license: License;

beforeAll(() => Program.build());
beforeAll(async () => {
  server = await TestServer.start();
  KEYWARD_URL = await server.listen();
  internal = { KEYWARD_URL, KEYWARD_API_KEY: (await keyOf(server, 'internal')).key };
  asAdmin = { KEYWARD_URL, KEYWARD_TOKEN: await server.adminToken() };
  license = await issued(server, { max_activations: 1, description: 'of the assistant' });
  await activate(server, license.key, 'desk');
  reader = await McpSession.open(asAdmin);
  writer = await McpSession.open(internal, '--allow-writes');
});
afterAll(async () => {
  await Promise.all([reader.end(), writer.end()]);
  await server.stop();
});

const CHANGES = [
  ...['issue_license', 'create_customer', 'extend_license', 'check_in_license', 'disable_license', 'enable_license'],
  ...['block_license', 'unblock_license', 'revoke_license', 'free_seat'],
];

it('offers tools that only read, unless writes are allowed', async () => {
  const reading = await reader.tools();
  const all = await writer.tools();
  expect(reading.length).toBeGreaterThan(15);
  expect(reading.filter(({ annotations }) => annotations?.readOnlyHint !== true)).toEqual([]);
  const added = all.filter(({ name }) => !reading.some((tool) => tool.name === name));
  expect(added.map(({ name }) => name).sort()).toEqual([...CHANGES].sort());
  expect(added.filter(({ annotations }) => annotations?.destructiveHint).map(({ name }) => name)).toEqual([
    ...['disable_license', 'block_license', 'revoke_license', 'free_seat'],
  ]);
  expect(added.every(({ annotations }) => annotations?.readOnlyHint === false)).toBe(true);
});

it('lists the inputs of all tools as JSON Schema in 15 KB', async () => {
  const tools = await writer.tools();
  const find = tools.find(({ name }) => name === 'find_licenses');
  expect(find?.inputSchema.properties).toMatchObject({
    limit: { type: 'integer' },
    status: { type: ['string', 'array'], items: { enum: expect.arrayContaining(['expired']) } },
    batch: { description: expect.any(String) },
  });
  const issue = tools.find(({ name }) => name === 'issue_license');
  expect(issue?.inputSchema).toMatchObject({
    required: ['product'],
    properties: { max_activations: { type: ['integer', 'null'] }, type: { enum: expect.arrayContaining(['trial']) } },
  });
  expect(JSON.stringify(tools)).not.toMatch(/\$ref|nullable|"allOf"/);
  expect(JSON.stringify(tools.map(({ inputSchema }) => inputSchema)).length).toBeLessThanOrEqual(15_000);
});

it('answers each tool that reads', async () => {
  const { id } = license;
  const customer = await server.sdk.customers.create({ name: 'Ada' });
  const version = await server.sdk.products.createVersion('v2-default', { version: '1.0.0' });
  const { items } = await server.sdk.activations.list({ license: id });
  const inputs: Record<string, object> = {
    search: { q: 'assistant' },
    show_license: { id },
    explain_verdict: { license_key: id },
    find_license_requests: { id },
    show_activation: { id: items[0]?.id },
    show_customer: { id: customer.id },
    find_versions: { id: 'v2-default' },
    show_version: { id: 'v2-default', version_id: version.id },
    check_for_update: { product: 'v2-default', current_version: '0.9.0' },
  };
  const tools = await reader.tools();
  const answers = await Promise.all(
    tools.map(async ({ name }) => ({ name, ...(await reader.call(name, inputs[name])) })),
  );
  expect(answers.filter(({ isError, data }) => isError || data === undefined)).toEqual([]);
  const dataOf = (tool: string) => answers.find(({ name }) => name === tool)?.data;
  expect(dataOf('search').items).toMatchObject([{ type: 'license', id }]);
  expect(dataOf('show_license')).toMatchObject({ id, max_activations: 1, seats_used: 1 });
  expect(dataOf('find_versions').items).toMatchObject([{ version: '1.0.0' }]);
  expect(dataOf('find_audit_entries').items.length).toBeGreaterThan(0);
});

it('pages through a list by its cursor', async () => {
  await issued(server);
  const first = await reader.call('find_licenses', { limit: 1 });
  expect(first.data).toMatchObject({ items: [{}], next: expect.any(String) });
  const second = await reader.call('find_licenses', { limit: 1, after: first.data.next });
  expect(second.data.items).toHaveLength(1);
  expect(second.data.items[0].id).not.toBe(first.data.items[0].id);
});

it('explains why another device may not run, by key and by id', async () => {
  for (const license_key of [license.key, license.id]) {
    const { data } = await reader.call('explain_verdict', {
      license_key,
      hardware_id: 'laptop',
      operation: 'activate',
    });
    expect(data).toMatchObject({ usable: false, code: 'SEATS_EXHAUSTED', rules: expect.any(Array) });
  }
});

it('shortens license keys in results, unless they are to be shown', async () => {
  const calls: [string, object][] = [
    ['show_license', { id: license.id }],
    ['find_activations', { license: license.id }],
    ['search', { q: license.key }],
    ['search', { q: 'desk' }],
    ['find_events', {}],
    ['find_audit_entries', {}],
  ];
  for (const [name, input] of calls) {
    const { text, isError } = await reader.call(name, input);
    expect([isError, text.includes(license.key)]).toEqual([false, false]);
  }
  const open = await McpSession.open(internal, '--show-keys');
  expect((await open.call('show_license', { id: license.id })).data.key).toBe(license.key);
  expect(await open.end()).toBe(0);
});

it('changes licenses, with the reason in the audit trail', async () => {
  const { data: issuedNow } = await writer.call('issue_license', {
    product: 'v2-default',
    duration_days: 30,
    reason: 'a test',
  });
  const { id } = issuedNow;
  expect(issuedNow.key).toMatch(/^.{4}…$/);
  const changes: [string, object, object][] = [
    ['extend_license', { id, days: 30 }, {}],
    ['check_in_license', { id }, {}],
    ['disable_license', { id, reason: 'not paid' }, { state: 'disabled' }],
    ['enable_license', { id }, { state: 'active' }],
    ['block_license', { id }, { state: 'blocked' }],
    ['unblock_license', { id }, { state: 'active' }],
    ['revoke_license', { id }, { status: 'revoked' }],
  ];
  for (const [name, input, expected] of changes) {
    expect([name, await writer.call(name, input)]).toEqual([
      name,
      { isError: false, text: expect.any(String), data: expect.objectContaining(expected) },
    ]);
  }
  const { data: customer } = await writer.call('create_customer', { name: 'Grace', reference: 'c-1' });
  expect(customer).toMatchObject({ name: 'Grace', reference: 'c-1' });
  const { items } = await server.sdk.audit.listEntries({ action: 'license.disabled' });
  expect(items).toMatchObject([{ reason: 'not paid', actor_type: 'api-key' }]);
});

it('frees the seat of a device', async () => {
  const { data } = await writer.call('find_activations', { license: license.id, active: true });
  expect(await writer.call('free_seat', { id: data.items[0].id })).toMatchObject({ isError: false, text: 'Done' });
  expect((await reader.call('show_license', { id: license.id })).data.seats_used).toBe(0);
});

it('refuses each change while it is read-only, and says how to allow it', async () => {
  for (const name of CHANGES) {
    const { isError, text } = await reader.call(name, { id: license.id });
    expect([isError, text]).toEqual([true, expect.stringContaining('--allow-writes')]);
  }
});

it('names an unknown tool, and what is wrong with an input', async () => {
  const wrong: [string, object, RegExp][] = [
    ['open_door', {}, /no tool open_door/],
    ['find_licenses', { limit: 1000 }, /limit must be <= 100/],
    ['find_licenses', { typo: 1 }, /unknown input typo/],
    ['show_license', {}, /must have required property 'id'/],
    ['find_licenses', { q: 'x'.repeat(256) }, /q must NOT have more than 255 characters/],
    ['find_licenses', { status: ['gone'] }, /status.0 must be equal to one of the allowed values: .*expired/],
    ['show_license', { id: '../api-keys' }, /NOT_FOUND, request \S+\)$/],
  ];
  for (const [name, input, sentence] of wrong) {
    expect(await reader.call(name, input)).toMatchObject({ isError: true, text: expect.stringMatching(sentence) });
  }
});

it('reports a wrong key, a key without permission and a server that is away in plain words', async () => {
  const KEYWARD_API_KEY = 'kw_not-a-key-of-this-server';
  const away = 'http://127.0.0.1:1';
  const callers: [Record<string, string>, string, RegExp][] = [
    [{ KEYWARD_URL, KEYWARD_API_KEY }, 'find_licenses', /KEYWARD_API_KEY.*request \S+\)$/],
    [internal, 'find_audit_entries', /\(FORBIDDEN, request \S+\)$/],
    [{ KEYWARD_URL: away, KEYWARD_API_KEY }, 'find_licenses', /no Keyward server answers at http:\/\/127.0.0.1:1/],
  ];
  for (const [environment, tool, sentence] of callers) {
    const session = await McpSession.open(environment);
    const { isError, text } = await session.call(tool);
    expect([isError, text]).toEqual([true, expect.stringMatching(sentence)]);
    expect(text).not.toMatch(/kw_not|\n|\.js:/);
    await session.end();
  }
});

it('has the documents as resources', async () => {
  const { resources } = await reader.request('resources/list');
  const uris = resources.map(({ uri }: { uri: string }) => uri);
  expect(uris).toEqual(
    expect.arrayContaining(['keyward://openapi/llms.txt', 'keyward://openapi.json', 'keyward://docs/command-line.md']),
  );
  for (const uri of uris) {
    const { contents } = await reader.request('resources/read', { uri });
    expect(contents).toMatchObject([{ uri, text: expect.stringMatching(/\S/) }]);
  }
  await expect(reader.request('resources/read', { uri: 'keyward://../../etc/passwd' })).rejects.toThrow(/not found/i);
});

it('goes on after a line that is no message, and writes nothing but messages', async () => {
  const session = await McpSession.open(internal);
  session.write('hello\n{"jsonrpc":"2.0","method":"notifications/unknown"}\n');
  expect((await session.call('show_license', { id: license.id })).isError).toBe(false);
  expect([await session.end(), session.strayLines]).toEqual([0, []]);
});

it('ends with an error when a message is longer than 1 MiB', async () => {
  const session = await McpSession.open(internal);
  session.write('x'.repeat(1024 * 1024 + 1));
  expect(await session.ended).toBe(1);
  expect(session.errors).toMatch(/^keyward: .*maximum size/m);
});

it('does not start without a credential, or with one option too many', async () => {
  const refused = await runCommand(['mcp'], { KEYWARD_URL });
  expect(refused).toEqual({
    code: 1,
    output: '',
    errors: expect.stringMatching(/^keyward: Set KEYWARD_API_KEY .*\n$/),
  });
  const misused = await runCommand(['mcp', '--allow-reads'], internal);
  expect(misused).toEqual({ code: 2, output: '', errors: "keyward: unknown option '--allow-reads'\n" });
});
