import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { Clock, type DialectDefinition } from '../../../core/common';
import { Activation, KeyLookupsService, License, LicenseKeysService } from '../../../core/licenses';
import { KeySpellingService } from '../../../core/licenses/internal';
import { UnitOfWork } from '../../../core/platform';
import type { RequestedLicense } from './shadowed-api';

/** License keys of requests, and whether this server knows them. */
@Injectable()
export class FindKeyService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly keys: LicenseKeysService,
    private readonly lookups: KeyLookupsService,
    private readonly spellings: KeySpellingService,
    private readonly clock: Clock,
  ) {}

  /** The key of a request that names only an ID; undefined if this server does not know the ID. */
  async find({ license, activation }: RequestedLicense): Promise<string | undefined> {
    const { manager } = this.work;
    if (license !== undefined && isUUID(license)) {
      return (await manager.findOne(License, { select: { key: true }, where: { uid: license } }))?.key;
    }
    if (activation !== undefined && isUUID(activation)) {
      const where = { uid: activation };
      return (await manager.findOne(Activation, { where, relations: { license: true } }))?.license?.key;
    }
    return undefined;
  }

  /** Whether a license has the key, had it, or was deleted with it; also in another spelling, where the API finds it so. */
  async isKnown(sent: string, { findsTypedKeys = false, reads }: DialectDefinition): Promise<boolean> {
    const key = reads?.keyCase ? await this.spellings.stored(sent) : sent;
    const taken = await this.keys.taken([key]);
    return taken.length > 0 || (findsTypedKeys && (await this.lookups.find(key, this.clock.now())) !== null);
  }
}
