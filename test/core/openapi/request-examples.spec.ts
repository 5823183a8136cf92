import { readProjectFile } from '../../../src/core/common/project';
import { TEST_API_KEY } from '../../../src/plugins/demo/sample-data';
import { readDocument } from '../../../src/core/openapi/read-document';
import { Contract, type DocumentedOperation } from '../../support/conformance';
import { formOf, type FormPart } from '../../testkit/forms';
import { APIS, callOf } from '../../support/contracts';
import { rememberRows } from '../../testkit/initial-rows';
import { rememberMemory } from '../../testkit/memory-snapshot';
import { type Sent, worldOn } from '../../support/prepared-world';
import { sampleOf } from '../../testkit/sample';
import { type Call, TestServer } from '../../testkit/server';

const PASSWORD = 'correct horse battery staple';

/** After these calls, others would not work. */
const LAST = /^(deactivate|delete|release|revoke|end|logOut|terminate|remove|merge|markProductInactive|reset|unbind)/;
const READING = ['get', 'head'];
/** Not 409, the answer to a call that comes too late: "The version is published already". */
const REFUSED = [400, 401, 403, 404, 422];
/** These have samples of their own. */
const ONCE = ['publishVersion', 'deleteMeter', 'deletePolicy', 'deleteCustomer', 'deleteProduct'];

/** Operations that cannot work as they stand, by document. */
const IMPOSSIBLE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'openapi.json': {
    receiveMailReport: 'the mail provider signs it',
    receiveLeakReport: 'the scanner signs it',
    receiveShopEvent: 'the shop signs it',
    receiveUnsignedShopEvent: 'the shop signs it, or its address has the secret',
    renewByRelay: 'the relay signs it',
    witnessRelay: 'the relay signs it',
    sendRelayReport: 'the relay signs it',
    voidMeterGrant: 'a grant that is added before',
    getSeatReservation: 'seats that are reserved before',
    replaceSeatReservation: 'seats that are reserved before',
    deleteSeatReservation: 'seats that are reserved before',
    commitReservation: 'a reservation that is made before',
    releaseReservation: 'a reservation that is made before',
    cancelScheduledChange: 'a change that is scheduled before',
    downloadWithTicket: 'a ticket of a feed',
    endOwnSession: 'an ID of the log-in',
    requestTrialByEmail: 'an SMTP server and PUBLIC_URL',
    releaseOfflineDevice: 'a code that a device has signed',
    revokeSigningKey: 'an ID made of a new key pair',
    revokeUpdateSigningKey: 'an ID made of a new key pair',
  },
  'openapi/edd.json': { downloadPackage: 'a ticket of an answer' },
  'openapi/progran3.json': { loadModule: 'a system that is active' },
};

/** Files that a reader chooses. */
const FILES: Readonly<Record<string, readonly [name: string, text: string, field?: string]>> = {
  importCustomers: ['customers.csv', 'name,email\nAda Example,ada.example@demo.example\n'],
  importLeads: ['leads.csv', 'name,type\nUniversity of Oslo,university\n'],
  importLicenses: ['licenses.csv', 'product\ndemo-photo-studio\n'],
  importResources: ['resources.csv', 'type,identifier\nserver,SRV-IMPORTED\n'],
  issueLicenseFiles: ['requests.csv', 'request,name\nKWR1.e30,Lab computer\n'],
  startImport: ['dump.sql', 'INSERT INTO `product_details` (`pd_pid`) VALUES ()'],
  uploadLicenseFile: ['app.lic', 'a license', 'license_file'],
  uploadArtifact: ['studio-2.0.0-arm64.dmg', 'a program for Macs'],
  uploadVersionFile: ['app.zip', 'a program'],
};

/** Other fields of their forms. */
const FIELDS: Readonly<Record<string, FormPart[]>> = { startImport: [['from', 'licensebox']] };

type Value = string | number | boolean;

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly example?: Value;
  readonly schema?: { readonly example?: Value; readonly default?: Value; readonly enum?: readonly Value[] };
}

interface Example {
  readonly operation: DocumentedOperation;
  readonly parameters: readonly Parameter[];
  readonly content: Readonly<Record<string, { readonly example?: unknown }>>;
}

interface Document {
  readonly paths: Record<
    string,
    Record<string, { parameters?: readonly Parameter[]; requestBody?: Pick<Example, 'content'> }>
  >;
}

/** A demo, which each document finds as it was after its start. */
let test: TestServer;
let restoreRows: () => Promise<boolean>;
let restoreMemory: () => void;
beforeAll(async () => {
  test = await TestServer.start({ DEMO: '1' });
  await setPasswords(test);
  restoreMemory = rememberMemory(test.app);
  restoreRows = await rememberRows(test.dataSource);
});
afterAll(() => test.stop());

describe.each(APIS)('the operations of $file, sent as they stand to a demo', (api) => {
  const { file } = api;
  const base = baseOf(file);
  const impossible = IMPOSSIBLE[file] ?? {};

  beforeAll(async () => {
    expect(await restoreRows()).toBe(true);
    restoreMemory();
  });

  it.each(examplesIn(file))('$operation.id', async (example) => {
    const { operation } = example;
    const { body, headers } = await bodyOf(example);
    const answer = await test.call(operation.method.toUpperCase(), base + urlOf(example, await idsOf(example)), {
      body,
      headers: { ...headers, ...headersOf(example), ...(await credentialOf(operation)) },
    });
    const isLate = answer.status === 409 && ONCE.includes(operation.id);
    const isRefused = isLate || REFUSED.includes(answer.status) || answer.status >= 500;
    const isWrong = isRefused || isPoliteRefusal(answer.body);
    expect(isWrong ? answer : 'works').toEqual(operation.id in impossible ? expect.objectContaining({}) : 'works');
  });

  /** Parameters that have no example: those of a module that the demo has no data of. */
  async function idsOf({ operation: { id }, parameters }: Example): Promise<Sent> {
    const isNamed = parameters.every((parameter) => parameter.in !== 'path' || valueOf(parameter) !== undefined);
    return isNamed || id in impossible ? {} : callOf(api, id).good(await worldOn(test));
  }

  async function credentialOf(called: DocumentedOperation): Promise<Record<string, string>> {
    const { id, needsCredential, takesTokens } = called;
    if (!needsCredential) {
      return {};
    }
    if (!takesTokens) {
      return { 'x-api-key': TEST_API_KEY, 'lb-api-key': TEST_API_KEY };
    }
    const isEnded = ['changePassword', 'endOtherSessions', 'logOut', 'beginSecondFactor'].includes(id);
    return { authorization: `Bearer ${isEnded ? await test.logIn('reader', PASSWORD) : await test.adminToken()}` };
  }
});

/** The first server of a document, to which tools send its requests. */
function baseOf(file: string): string {
  const { servers } = JSON.parse(readProjectFile(file)) as { servers: { url: string }[] };
  return (servers[0]?.url ?? '').replace(/\/$/, '');
}

/** An ordinary run sends a fifth of those of the native API, which need none of the others. */
function examplesIn(file: string): Example[] {
  const { paths } = readDocument(file) as Document;
  const { operations } = Contract.of(file);
  const count = file === 'openapi.json' ? Math.ceil(operations.length / 5) : operations.length;
  return sampleOf(operations, count, file)
    .map((operation): Example => {
      const { parameters = [], requestBody } = paths[operation.path]?.[operation.method] ?? {};
      return { operation, parameters, content: requestBody?.content ?? {} };
    })
    .sort((one, other) => rankOf(one) - rankOf(other));
}

/** Reading calls first, and the change of the password of the examples last. */
function rankOf({ operation: { id, method } }: Example): number {
  if (id === 'changePassword') {
    return 4;
  }
  if (LAST.test(id)) {
    return method === 'delete' ? 3 : 2;
  }
  return READING.includes(method) ? 0 : 1;
}

/** What tools fill in: the example or the default, and the first choice of a required parameter. */
function valueOf({ example, schema, required }: Parameter): Value | undefined {
  return example ?? schema?.example ?? schema?.default ?? (required ? schema?.enum?.[0] : undefined);
}

function urlOf({ operation: { path }, parameters }: Example, ids: Sent): string {
  const named = parameters.flatMap((one): [string, unknown][] => (one.in === 'path' ? [[one.name, valueOf(one)]] : []));
  const values = new Map(named);
  const url = path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(String(values.get(name) ?? ids[name])));
  const query = parameters.flatMap((parameter): [string, string][] => {
    const value = parameter.in === 'query' ? valueOf(parameter) : undefined;
    return [value ?? []].flat().map((one) => [parameter.name, String(one)]);
  });
  const sent = new URLSearchParams(query).toString();
  return sent === '' ? url : `${url}${url.includes('?') ? '&' : '?'}${sent}`;
}

function headersOf({ parameters }: Example): Record<string, string> {
  return Object.fromEntries(
    parameters.flatMap((parameter) => {
      const value = parameter.in === 'header' ? valueOf(parameter) : undefined;
      return value === undefined ? [] : [[parameter.name.toLowerCase(), String(value)]];
    }),
  );
}

async function bodyOf({ operation: { id }, content }: Example): Promise<Pick<Call, 'body' | 'headers'>> {
  const json = content['application/json'];
  const file = FILES[id];
  if (!file) {
    return json ? { body: json.example as object } : {};
  }
  const [name, text, field = 'file'] = file;
  return formOf(...(FIELDS[id] ?? []), [field, text, name]);
}

/** LicenseBox's calls, EDD's and those of Software License Manager refuse with status 200. */
function isPoliteRefusal(body: { status?: unknown; success?: unknown; result?: unknown } | undefined): boolean {
  return body?.status === false || body?.success === false || body?.result === 'error';
}

/** The password of the examples. */
async function setPasswords(server: TestServer): Promise<void> {
  await server.adminToken();
  const body = { username: 'reader', password: PASSWORD, role: 'viewer' };
  await server.asAdmin('POST', '/api/v1/users', { body });
  await server.dataSource.query(
    `UPDATE users SET password_hash = reader.password_hash FROM users reader
     WHERE users.username = 'admin' AND reader.username = 'reader'`,
  );
}
