import { EVENT_NAMES } from '../../../src/core/events/records/catalogue';
import { EventPayloadsService } from '../../../src/core/events/records/event-payloads.service';
import { Event } from '../../../src/core/platform/records/event.entity';
import { EventSchemas } from '../../support/event-schemas';
import { targetTypes } from '../../../src/core/events/records/event-query';
import { Contract, type DocumentedOperation } from '../../support/conformance';
import { APIS, callOf, fileOf } from '../../support/contracts';
import { type OperationCall, type PreparedWorld, worldOn } from '../../support/prepared-world';
import { sampleOf } from '../../testkit/sample';
import { type Call, TestServer } from '../../testkit/server';

/** LicenseBox's calls, which know no other status for a wrong key. */
const LEGACY_CALL = /^\/api\/[a-z]+_/;

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
afterAll(() => server.stop());

/** An ordinary run calls a fifth of a document's operations. */
const walkedOf = (file: string): DocumentedOperation[] => {
  const { operations } = Contract.of(file);
  return sampleOf(operations, Math.max(3, Math.ceil(operations.length / 5)), file);
};

describe.each(APIS)('every operation of $file', (document) => {
  const { file, dialect, calls, prefix, statuses } = document;
  const contract = Contract.of(file);
  let world: PreparedWorld;
  beforeAll(async () => {
    world = await worldOn(server);
  });

  it(`has a sample call in ${fileOf(dialect.name)}, which has no others`, () => {
    expect(Object.keys(calls).sort()).toEqual(contract.operations.map(({ id }) => id).sort());
  });

  describe.each(walkedOf(file))('$id', (operation) => {
    const call = callOf(document, operation.id);
    const refusals = sampleOf(refusalsOf(operation, call), 1, `${file} ${operation.id}`);
    const send = (sent: Record<string, unknown>, headers: Record<string, string>) => {
      const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(sent[name])));
      const { body, query, headers: own } = sent as Call;
      return server.call(operation.method.toUpperCase(), prefix + path, {
        body,
        query,
        headers: { ...own, ...headers },
      });
    };

    /** One for all: those who are refused come first and change nothing. */
    let prepared: ReturnType<OperationCall['good']> | undefined;
    const goodRequest = () => (prepared ??= call.good(world));

    if (refusals.includes('stranger')) {
      it('refuses a stranger and a wrong key as documented', async () => {
        const good = await goodRequest();
        const strangers = [await send(good, {}), await send(good, { 'x-api-key': 'nobody has this key' })];
        for (const answer of strangers) {
          contract.expectToFit(operation, answer);
          expect(answer.status).toBe(LEGACY_CALL.test(operation.path) ? 403 : statuses.unauthenticated);
        }
      });
    }

    if (refusals.includes('wrong caller')) {
      it('refuses the wrong caller as documented', async () => {
        const answer = await send(await goodRequest(), world.wrongCallerFor(operation));
        contract.expectToFit(operation, answer);
        // An API without a header for keys does not see the key.
        expect(answer.status).toBe(dialect.credential.headers.length > 0 ? statuses.forbidden : 401);
      });
    }

    if (refusals.includes('bad request')) {
      it('refuses a bad request as documented', async () => {
        const bad = call.bad ? await call.bad(world) : badFrom(await goodRequest(), operation.path);
        const answer = await send(bad, await world.headersFor(operation));
        contract.expectToFit(operation, answer);
        expect(answer.status).toBeGreaterThanOrEqual(400);
        expect(answer.status).toBeLessThan(500);
      });
    }

    it('answers a good request as documented', async () => {
      const answer = await send(await goodRequest(), await world.headersFor(operation));
      contract.expectToFit(operation, answer);
      expect(answer.status).toBeLessThan(300);
    });
  });
});

/** The last ones: they look at what the operations of all documents have recorded. */
describe('the server', () => {
  it('has recorded only events whose data fits the schema of their type', async () => {
    const events = await server.dataSource.manager.find(Event);
    const shown = await server.app.get(EventPayloadsService).show(events);
    const schemas = new EventSchemas();
    expect([...new Set(shown.flatMap((event) => schemas.problemsOf(event)))]).toEqual([]);
  });

  it('has recorded only events that the catalogue lists, of targets that can be found', async () => {
    const recorded: { name: string; type: string }[] = await server.dataSource.query(
      'SELECT DISTINCT name, target_type AS type FROM events',
    );
    expect(EVENT_NAMES).toEqual(expect.arrayContaining(recorded.map(({ name }) => name)));
    const known = targetTypes(server.dataSource);
    expect(recorded.filter(({ type }) => !known.includes(type))).toEqual([]);
  });
});

type RefusalKind = 'stranger' | 'wrong caller' | 'bad request';

/** An ordinary run tries one of them. */
function refusalsOf({ needsCredential, hasBody, path }: DocumentedOperation, { bad }: OperationCall): RefusalKind[] {
  return [
    ...(needsCredential ? (['stranger', 'wrong caller'] as const) : []),
    ...(hasBody || path.includes('{') || bad ? (['bad request'] as const) : []),
  ];
}

/** Where the table names no bad request: a nonsensical id, else a body of the wrong form. */
function badFrom(good: Record<string, unknown>, path: string): Record<string, unknown> {
  const [, parameter] = /\{(\w+)\}/.exec(path) ?? [];
  return parameter ? { ...good, [parameter]: 'no such thing' } : { ...good, body: { nonsense: true } };
}
