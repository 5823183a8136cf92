import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock, problem } from '../../core/common';
import {
  advisoryLock,
  NotificationsService,
  RotateSigningKeysService,
  SigningKeysService,
  UnitOfWork,
} from '../../core/platform';
import { signingKeyPairOf } from '../../core/platform/internal';
import { ApplyPoolService } from './apply-pool.service';
import { certified } from './certified-claims';
import { keepRelayFile, newestCertificate, relayKey } from './cli/keep-relay-file';
import { machineHash } from './cli/machine';
import { relayRequest } from './cli/relay-request';
import { PairService } from './pair/pair.service';
import { RELAY_LOCK } from './relay-lock';
import { RelayClockService } from './relay-clock.service';
import { readRelayFile, refuseOutdated, type RelayFile, storedRelayFile } from './cli/relay-file';
import { START_FILE } from './relay-mode';

/** The pool that this relay serves. */
@Injectable()
export class RelayPoolService implements OnApplicationBootstrap {
  private readonly logger = new Logger('Relay');
  private file: RelayFile | undefined;
  private isReleased = false;
  private applying: Promise<void> = Promise.resolve();

  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly time: RelayClockService,
    keys: SigningKeysService,
    private readonly rotation: RotateSigningKeysService,
    private readonly pools: ApplyPoolService,
    private readonly pair: PairService,
    notifications: NotificationsService,
  ) {
    keys.certifyBy((typ, claims) => this.file && certified(this.file, typ, claims));
    // A command, or another node, has taken a file.
    notifications.onChange(
      'signing_keys',
      () => void this.reload().catch((error: unknown) => this.logger.error(error)),
    );
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.time.begin();
    if (START_FILE !== undefined) {
      await this.take(readFileSync(START_FILE, 'utf8'));
    }
    await this.reload();
    if (this.isReleased) {
      throw problem('RELAY_FILE_RELEASED');
    }
    if (this.file) {
      refuseOutdated(this.file, this.clock.now(), machineHash());
    } else {
      this.logger.warn('No pool yet: the page of the relay shows the request, and takes the file of the vendor');
    }
  }

  /** Undefined before the first file. */
  get served(): RelayFile | undefined {
    return this.file;
  }

  /** The code with which the vendor issues a file for this relay. */
  request(): Promise<string> {
    return relayRequest(this.work.manager, { name: hostname(), anyMachine: false });
  }

  /** The file that holds. */
  get current(): RelayFile {
    if (this.file === undefined) {
      throw problem('RELAY_WITHOUT_POOL');
    }
    return this.file;
  }

  /** Whether programs may be told yes now. */
  get isOpen(): boolean {
    const end = this.file?.claims.exp ?? 0;
    return !this.isReleased && this.clock.now().getTime() / 1000 <= end && !this.time.isSetBack;
  }

  /** Takes a file, and serves it if it was issued last. The first one may have the relay's key. */
  async take(text: string): Promise<void> {
    const file = readRelayFile(text);
    const now = this.clock.now();
    refuseOutdated(file, now, machineHash());
    await this.work.run(async (manager) => {
      await advisoryLock(manager, RELAY_LOCK);
      if (file.privateKey && (await newestCertificate(manager)) === null) {
        const pair = signingKeyPairOf('EdDSA', file.privateKey);
        if ((await relayKey(manager))?.kid !== pair.kid) {
          await this.rotation.activate(pair);
        }
      }
      await keepRelayFile(manager, file, now);
    });
    await this.reload();
  }

  /** One after the other: a later one sees what an earlier one has applied. */
  private reload(): Promise<void> {
    const next = this.applying.catch(() => undefined).then(() => this.applyNewest());
    this.applying = next;
    return next;
  }

  private async applyNewest(): Promise<void> {
    const row = await newestCertificate(this.work.manager);
    const isReleased = row !== null && row.releasedAt !== null;
    if (!row || (this.file?.certificate === row.certificate && this.isReleased === isReleased)) {
      return;
    }
    const file = storedRelayFile(row.certificate, row.license);
    await this.pools.apply(file, isReleased);
    await this.pair.serve(file);
    this.file = file;
    this.isReleased = isReleased;
    this.logger.log(
      `Serves the pool of ${file.claims.relay.name} until ${new Date(file.claims.exp * 1000).toISOString()}`,
    );
  }
}
