import { ROLE_PERMISSIONS } from '../../src/identity/permissions/granted-permissions';
import type { Role } from '../../src/identity/permissions/permission';
import { Contract, type DocumentedOperation } from '../support/conformance';
import { APIS, callOf, fileOf } from '../support/contracts';
import { ENDS_SESSION, type PreparedWorld, worldOn } from '../support/prepared-world';
import { declaredRoutesOf } from '../support/console-routes';
import { createLoggedInUser } from '../support/users';
import { type Call, TestServer } from '../support/server';

const ROLES: Role[] = ['owner', 'admin', 'support', 'viewer'];
const CALLERS = [...ROLES, 'internal', 'external', 'system', 'stranger'] as const;
type CallerKind = (typeof CALLERS)[number];

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());

describe.each(APIS)('the routes of $file', (api) => {
  const { file, dialect, callers: matrix, prefix } = api;
  const { operations } = Contract.of(file);
  let world: PreparedWorld;
  let tokens: Map<Role, string>;
  beforeAll(async () => {
    world = await worldOn(server);
    tokens = new Map();
  });

  it(`have their callers in ${fileOf(dialect.name)}, which has no others`, () => {
    expect(Object.keys(matrix).sort()).toEqual(operations.map(({ id }) => id).sort());
  });

  it.each(operations)('$id opens to its callers and to nobody else', async (operation) => {
    const sent = await goodCall(operation);
    const expected = matrix[operation.id]?.split(' ');
    const opened: CallerKind[] = [];
    for (const kind of CALLERS) {
      const isOpen = await isOpenTo(operation, kind, sent);
      // What an earlier caller has used up may be refused to a later one.
      if (isOpen === expected?.includes(kind) ? isOpen : await isOpenTo(operation, kind, await goodCall(operation))) {
        opened.push(kind);
      }
    }
    expect(opened.join(' ')).toBe(matrix[operation.id]);
  });

  async function goodCall({ id }: DocumentedOperation): Promise<Record<string, unknown>> {
    return callOf(api, id).good(world);
  }

  async function isOpenTo(
    operation: DocumentedOperation,
    kind: CallerKind,
    sent: Record<string, unknown>,
  ): Promise<boolean> {
    const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(sent[name])));
    const { body, query, headers: own } = sent as Call;
    const headers = { ...own, ...(await credentialOf(kind, operation)) };
    const answer = await server.call(operation.method.toUpperCase(), prefix + path, { body, query, headers });
    // Whoever is let in may still be told that what they sent is wrong for them, but never that they may not.
    return !isClosed(answer.status, answer.body);
  }

  async function credentialOf(kind: CallerKind, { id }: DocumentedOperation): Promise<Record<string, string>> {
    switch (kind) {
      case 'stranger':
        return {};
      case 'internal':
        return { 'x-api-key': world.internalKey };
      case 'external':
        return { 'x-api-key': world.externalKey };
      case 'system':
        return { 'x-api-key': server.systemKey };
      case 'owner':
      case 'admin':
      case 'support':
      case 'viewer':
        return { authorization: `Bearer ${await tokenOf(kind, id)}` };
    }
  }

  /** The same person's for all calls but those that end it. */
  async function tokenOf(role: Role, operationId: string): Promise<string> {
    const known = tokens.get(role);
    if (known && !ENDS_SESSION.includes(operationId)) {
      return known;
    }
    const { token } = await createLoggedInUser(server, role);
    if (!ENDS_SESSION.includes(operationId)) {
      tokens.set(role, token);
    }
    return token;
  }
});

const CLOSING_CODES = [
  ...['UNAUTHENTICATED', 'FORBIDDEN', 'INVALID_API_KEY', 'UNAUTHORIZED'],
  ...['TOKEN_EXPIRED', 'INSUFFICIENT_PERMISSIONS'],
];

interface Refusal {
  code?: string;
  error_code?: string;
  error?: { code?: string };
  status?: boolean;
}

/** License Manager has no codes, and a HEAD no body: there, the status says it all. */
function isClosed(status: number, body: Refusal | ''): boolean {
  const { code = '', isBare } =
    body === ''
      ? { isBare: true }
      : { code: body.error?.code ?? body.code ?? body.error_code, isBare: body.status === false };
  return (status === 401 || status === 403) && (CLOSING_CODES.includes(code) || isBare);
}

describe('a role with one permission', () => {
  it('opens the operations that need it, and none that need another', async () => {
    const native = declaredRoutesOf(server).filter(({ dialect, takesTokens }) => dialect === undefined && takesTokens);
    const rules = new Map(native.map((route) => [String(route.permissions), route]));
    expect(rules.size).toBeGreaterThan(25);
    for (const permission of ROLE_PERMISSIONS) {
      const { name: role } = await aRole(permission.replace(':', ' '), [permission]);
      const person = await createLoggedInUser(server, role);
      const needing = native.filter(({ permissions }) => permissions?.includes(permission));
      // Of those that need others, one for each rule of access.
      const others = [...rules.values()].filter((route) => !needing.includes(route));
      const opened = [];
      for (const route of [...needing, ...others]) {
        const { status, body } = await person.call(route.verb as 'GET', route.path, route.verb === 'GET' ? {} : { body: [] });
        if (status !== 403 || body.error.code !== 'FORBIDDEN') {
          opened.push(route.name);
        }
      }
      const own = others.filter(({ permissions }) => permissions?.some((one) => one.startsWith('own-session:')));
      expect([permission, opened]).toEqual([permission, [...needing, ...own].map(({ name }) => name)]);
    }
  });
});

async function aRole(name: string, permissions: readonly string[]): Promise<{ id: string; name: string }> {
  const { status, body } = await server.asAdmin('POST', '/api/v1/roles', { body: { name, permissions } });
  expect([status, body]).toEqual([201, expect.objectContaining({ name, permissions })]);
  return body;
}
