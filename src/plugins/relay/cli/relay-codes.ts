import { sign } from 'node:crypto';
import { hostname } from 'node:os';
import { problem } from '../../../core/common/errors/domain-error';
import { SecretCipher } from '../../../core/platform/config/secret-cipher';
import type { Settings } from '../../../core/platform/config/settings';
import { advisoryLock } from '../../../core/platform/database/advisory-lock';
import { prepareReached, waitForDatabases } from '../../../core/start/prepare-installation';
import { CliError } from '../../cli/kit/cli-error';
import { type PrintOptions, printRecord } from '../../cli/kit/print';
import { type Machine, onMachine, withDatabaseUrl } from '../../cli/machine/database';
import { keepRelayFile, newestCertificate } from './keep-relay-file';
import { codeOf, relayRequest } from './relay-request';
import { relaySigner } from './write-report';
import { machineHash } from './machine';
import { RelayCertificate } from '../relay-certificate.entity';
import { isoTime, readRelayFile, refuseOutdated } from './relay-file';
import { RELAY_LOCK } from '../relay-lock';
import { type RelayFolder, useFolder } from './relay-environment';
import { textOf } from './start-relay';

/** Wakes a relay that runs. */
const TELL_RELAY = `SELECT pg_notify('keyward_changes', 'signing_keys')`;

type RequestOptions = PrintOptions & RelayFolder & { readonly name?: string; readonly anyMachine: boolean };

/** Prints the code. The first one makes the database, and the key that never leaves it. */
export async function requestCommand({ name = hostname(), anyMachine, data, json }: RequestOptions): Promise<void> {
  useFolder({ data });
  await withDatabaseUrl(async (url, settings) => {
    await waitForDatabases(settings, url);
    await prepareReached(settings, url);
  });
  print(json, 'request', await onMachine(({ work }) => relayRequest(work.manager, { name, anyMachine })));
}

/** Takes a file. A relay that runs serves it at once. */
export async function importCommand(path: string, { data, json }: PrintOptions & RelayFolder): Promise<void> {
  useFolder({ data });
  const text = textOf(path);
  const { claims } = await onMachine(async ({ work, clock }) => {
    const file = readRelayFile(text);
    refuseOutdated(file, clock.now(), machineHash());
    await work.run(async (manager) => {
      await advisoryLock(manager, RELAY_LOCK);
      await keepRelayFile(manager, file, clock.now());
      await manager.query(TELL_RELAY);
    });
    return file;
  });
  printRecord({ relay: claims.relay.name, pool: claims.pool, until: isoTime(claims.exp) }, { json });
}

/** Gives the pool back. */
export async function releaseCommand({
  yes,
  data,
  json,
}: PrintOptions & RelayFolder & { yes: boolean }): Promise<void> {
  if (!yes) {
    throw new CliError('The relay stops serving its pool for good: release it with --yes');
  }
  useFolder({ data });
  const code = await withDatabaseUrl(async (_url, settings) => onMachine((machine) => release(machine, settings)));
  print(json, 'release_code', code);
}

async function release({ work, clock }: Machine, settings: Settings): Promise<string> {
  return work.run(async (manager) => {
    await advisoryLock(manager, RELAY_LOCK);
    const row = await newestCertificate(manager);
    if (!row) {
      throw problem('RELAY_WITHOUT_POOL');
    }
    const { privateKey: key } = await relaySigner(manager, SecretCipher.from(settings));
    const { relayId, jti } = row;
    const signature = sign(null, Buffer.from(`keyward relay release ${relayId} ${jti}`), key).toString('base64url');
    // A code again, for one that got lost.
    await manager.update(RelayCertificate, { id: row.id }, { releasedAt: row.releasedAt ?? clock.now() });
    await manager.query(TELL_RELAY);
    return codeOf('KWY1', { r: relayId, j: jti, s: signature });
  });
}

/** The code alone, so that it can be copied. */
function print(json: boolean, name: string, code: string): void {
  process.stdout.write(json ? `${JSON.stringify({ [name]: code })}\n` : `${code}\n`);
}
