import { readProjectFile } from '../../../src/core/common/project';
import type { Leniency } from '../../../src/core/common/dialects/define-dialect';
import { pluginApis } from '../../../src/core/common/plugins/plugins';
import { Contract, type DocumentedOperation } from '../../support/conformance';
import { APIS, callOf, type DocumentedApi } from '../../support/contracts';
import { type PreparedWorld, worldOn } from '../../support/prepared-world';
import { sampleOf } from '../../testkit/sample';
import { TestServer } from '../../testkit/server';
import { callOfRequest, optionalFieldsIn, outcomeOf, requestOf, SPELLINGS } from '../../support/spellings';

type Rule = keyof Leniency;

const RULES = Object.keys(SPELLINGS) as Rule[];
const OTHERS = APIS.filter(({ dialect }) => pluginApis().some((one) => one.dialect === dialect));
/** Of all, so many are sent in an ordinary run. */
const SAMPLE = 25;

let server: TestServer;
let world: PreparedWorld;
beforeAll(async () => {
  server = await TestServer.shared();
  world = await worldOn(server);
});
afterAll(() => server.stop());

interface Case {
  readonly api: DocumentedApi;
  readonly operation: DocumentedOperation;
  readonly rule: Rule;
}

const casesOf = (isDeclared: boolean): [string, Case][] =>
  OTHERS.flatMap((api) =>
    Contract.of(api.file).operations.flatMap((operation) =>
      RULES.filter((rule) => (api.dialect.reads?.[rule] === true) === isDeclared).map((rule): [string, Case] => [
        `${api.dialect.name} ${operation.id}, ${rule}`,
        { api, operation, rule },
      ]),
    ),
  );

/** The answers to an operation as documented and in the other spelling; undefined if its request has nothing of it. */
async function answersTo({ api, operation, rule }: Case): Promise<[unknown, unknown] | undefined> {
  const optional = optionalFieldsIn(api.file)(operation);
  const prepared = async () => requestOf(operation, api.prefix, await callOf(api, operation.id).good(world), optional);
  const send = async (request: Awaited<ReturnType<typeof prepared>>) => {
    const call = callOfRequest(request, await world.headersFor(operation));
    return outcomeOf(await server.call(operation.method.toUpperCase(), request.path, call));
  };
  const spelled = SPELLINGS[rule](await prepared());
  return spelled && [await send(spelled), await send(await prepared())];
}

describe('a request in another spelling that the original of its API does not distinguish', () => {
  it.each(sampleOf(casesOf(true), SAMPLE, 'declared'))('is answered as any other: %s', async (_name, one) => {
    const [spelled, plain] = (await answersTo(one)) ?? [];
    expect(spelled).toEqual(plain);
  });
});

describe('a request in a spelling that its API does not know', () => {
  it.each(sampleOf(casesOf(false), SAMPLE, 'undeclared'))('is answered or refused: %s', async (_name, one) => {
    const [[status] = [200]] = ((await answersTo(one)) ?? []) as [[number]?];
    expect(status).toBeLessThan(500);
  });
});

it('is declared by each API as docs/dialects.md lists it', () => {
  const cell = (isRead: boolean | undefined): string => (isRead ? 'yes' : '–');
  const rows = OTHERS.filter(({ dialect }) => dialect.label !== 'Form Only').map(
    ({ dialect }) => `| ${dialect.name} | ${RULES.map((rule) => cell(dialect.reads?.[rule])).join(' | ')} |`,
  );
  expect(readProjectFile('docs', 'dialects.md')).toContain(rows.join('\n'));
});
