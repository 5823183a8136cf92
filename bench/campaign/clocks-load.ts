import type { Findings } from './clocks-findings';
import {
  activate,
  askForTrial,
  codeOf,
  DEVICES,
  type Licenses,
  sendHeartbeat,
  startSession,
  use,
  usedIn,
  validate,
} from './clocks-licenses';
import type { NodeClient, Reply } from './node-client';

/** A call with what a node with a right clock answers. */
interface Probe {
  readonly name: string;
  send(client: NodeClient): Promise<Reply>;
  isRight(reply: Reply): boolean;
}

const VALID = (reply: Reply): boolean => reply.status === 200 && reply.body?.valid === true;
const refused =
  (...codes: readonly string[]) =>
  (reply: Reply): boolean =>
    reply.status >= 400 && codes.includes(codeOf(reply) ?? '');

/**
 * Calls that leave the licenses as they are at a right clock.
 * @param isWrong whether the node has a wrong clock, whose uses may belong to another month
 */
export function probesOf(licenses: Licenses, token: string, isWrong = false): readonly Probe[] {
  const { never, soon, gone, trial, trialDevice, trialProduct, sessions } = licenses;
  const [device] = DEVICES;
  return [
    { name: 'a license that never expires is valid', send: (node) => validate(node, never, device), isRight: VALID },
    {
      name: 'a license that expires in an hour is valid',
      send: (node) => validate(node, soon, device),
      isRight: VALID,
    },
    {
      name: 'a license that expired an hour ago has expired',
      send: (node) => validate(node, gone),
      isRight: (reply) => reply.body?.valid === false && codeOf(reply) === 'EXPIRED',
    },
    { name: 'a trial is valid', send: (node) => validate(node, trial, trialDevice), isRight: VALID },
    {
      name: 'a device gets its trial again',
      send: (node) => askForTrial(node, trialProduct, trialDevice),
      isRight: ({ status, body }) => status === 200 && body?.license_key === trial,
    },
    {
      name: 'an active device is activated again',
      send: (node) => activate(node, never, device),
      isRight: ({ status }) => status === 200,
    },
    {
      name: 'a fourth device finds no seat',
      send: (node) => activate(node, never, 'device-4'),
      isRight: refused('SEATS_EXHAUSTED'),
    },
    {
      name: 'a third session finds no seat',
      send: (node) => startSession(node, never, DEVICES[2]),
      isRight: refused('SESSIONS_EXHAUSTED'),
    },
    ...sessions.map((session, index) => ({
      name: `session ${index + 1} goes on`,
      send: (node: NodeClient) => sendHeartbeat(node, session),
      isRight: ({ status }: Reply) => status === 200,
    })),
    {
      name: 'a token of an admin is accepted',
      send: (node) => node.call('GET', '/api/v1/auth/me', undefined, { authorization: `Bearer ${token}` }),
      isRight: ({ status }) => status === 200,
    },
    usageProbe(licenses, isWrong),
  ];
}

/** The meter shows more than nodes with a right clock answered before. */
function usageProbe(licenses: Licenses, isWrong: boolean): Probe {
  let before = 0;
  return {
    name: 'a monthly meter goes on',
    send: async (node) => {
      before = licenses.used;
      const reply = await use(node, licenses.never);
      licenses.used += reply.status === 200 && !isWrong ? 1 : 0;
      return reply;
    },
    isRight: (reply) => reply.status === 200 && (usedIn(reply) ?? -1) > before,
  };
}

/** Sends the calls one after the other, and again, until it is aborted. */
export async function keepAsking(
  client: NodeClient,
  probes: readonly Probe[],
  findings: Findings,
  about: () => string,
  end: AbortSignal,
): Promise<void> {
  for (let index = 0; !end.aborted; index++) {
    const probe = probes[index % probes.length];
    if (probe) {
      await ask(client, probe, findings, about);
    }
  }
}

export async function askEach(
  client: NodeClient,
  probes: readonly Probe[],
  findings: Findings,
  about: () => string,
): Promise<void> {
  for (const probe of probes) {
    await ask(client, probe, findings, about);
  }
}

async function ask(client: NodeClient, probe: Probe, findings: Findings, about: () => string): Promise<void> {
  try {
    const reply = await probe.send(client);
    findings.check(probe.isRight(reply), probe.name, () => `${about()}: ${reply.status} ${reply.text.slice(0, 300)}`);
  } catch (error) {
    findings.check(false, `${probe.name} (no answer)`, () => `${about()}: ${String(error)}`);
  }
}
