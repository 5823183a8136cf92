import { Conversation } from '../../../src/plugins/relay/pair/conversation';
import { EVERYBODY, MANAGERS, READERS } from '../../support/callers-of-operations';
import type { ApiContract } from '../../support/contracts';
import type { OperationCall, PreparedWorld } from '../../support/prepared-world';
import { issueRelay, TestRelay } from '../../support/relays';
import { messageToWitness } from '../../support/witness-messages';
import { issued } from '../../testkit/issue';

const EXPIRES_AT = '2090-01-31T12:00:00Z';
const POOL = { pool: { sessions: 1 }, expires_at: EXPIRES_AT };

async function floating({ server }: PreparedWorld) {
  const { id } = await issued(server, { max_sessions: 5, max_activations: null });
  return { id };
}

async function relay(world: PreparedWorld) {
  const { id } = await floating(world);
  const { body } = await issueRelay(world.server, { id }, { ...POOL, report_hours: 24 });
  return { id, relay_id: body.id as string, file: body.file as string };
}

/** A relay of a license. */
async function named(world: PreparedWorld) {
  const { id, relay_id } = await relay(world);
  return { id, relay_id };
}

async function alone(world: PreparedWorld) {
  return { id: (await relay(world)).relay_id };
}

async function report(world: PreparedWorld) {
  const { id, file } = await relay(world);
  const claims = { license: id, seq: 1, prev: null, boot: 'a', from: 1, to: 2, usage: {} };
  return { body: { report: TestRelay.of(file).report(claims) } };
}

async function messageOf(world: PreparedWorld) {
  const { relay_id: pair, file } = await relay(world);
  const told = { pair, epoch: { number: 0, by: pair }, lease: 10 };
  return { body: { message: messageToWitness(file, new Conversation().next(1), told) } };
}

const TOO_FEW = { query: { limit: '0' } };

const calls: Record<string, OperationCall> = {
  issueRelay: {
    good: async (world) => ({ ...(await floating(world)), body: { name: 'Plant 2', ...POOL } }),
    bad: async (world) => ({ ...(await floating(world)), body: { ...POOL, name: '' } }),
  },
  listRelays: { good: named, bad: () => ({ id: 'any', ...TOO_FEW }) },
  getRelay: { good: alone },
  renewRelay: { good: named },
  endRelay: { good: named },
  listRelayReports: { good: alone, bad: async (world) => ({ ...(await alone(world)), ...TOO_FEW }) },
  listLicenseReports: { good: named, bad: () => ({ id: 'any', ...TOO_FEW }) },
  getRelayUse: { good: named, bad: () => ({ id: 'any', query: { from: 'x' } }) },
  renewByRelay: {
    good: async (world) => ({ body: TestRelay.of((await relay(world)).file).renewal(world.server.clock.now()) }),
    bad: () => ({ body: { certificate: '', at: 0, proof: 'x' } }),
  },
  witnessRelay: { good: messageOf, bad: () => ({ body: { message: '' } }) },
  sendRelayReport: { good: report },
};

const callers: Record<string, string> = {
  issueRelay: MANAGERS,
  listRelays: READERS,
  getRelay: READERS,
  renewRelay: MANAGERS,
  endRelay: MANAGERS,
  listRelayReports: READERS,
  listLicenseReports: READERS,
  getRelayUse: READERS,
  renewByRelay: EVERYBODY,
  witnessRelay: EVERYBODY,
  sendRelayReport: EVERYBODY,
};

export const contract: ApiContract = { calls, callers };
