import { createHmac } from 'node:crypto';
import { Injectable, type StreamableFile } from '@nestjs/common';
import {
  Clock,
  currentRequest,
  foldedAddress,
  type Page,
  type PageRequest,
  problem,
  Randomness,
  zipAnswer,
} from '../../core/common';
import { advisoryLock, readPage, SecretsService, UnitOfWork } from '../../core/platform';
import { AddressSpellings } from './address-spellings';
import { ExportPersonService, type HeldRows } from './export-person.service';
import { PersonErasure } from './person-erasure.entity';
import { RunErasuresService } from './run-erasures.service';

/** Former erasures of an address that are shown, the newest. */
const SHOWN_ERASURES = 20;

/** Rows and erasures of the person with an address. */
export interface KnownPerson {
  readonly held: readonly HeldRows[];
  /** Newest first. */
  readonly erasures: readonly PersonErasure[];
}

/** Finds, exports and erases what Keyward stores of a person: the owner of an e-mail address. */
@Injectable()
export class PeopleService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
    private readonly secrets: SecretsService,
    private readonly exports: ExportPersonService,
    private readonly erasures: RunErasuresService,
  ) {}

  async find(email: string): Promise<KnownPerson> {
    const address = foldedAddress(email);
    const addressHash = await this.hashOf(address);
    const erasures = await this.work.manager.find(PersonErasure, {
      where: { addressHash },
      order: { id: 'DESC' },
      take: SHOWN_ERASURES,
    });
    return { held: await this.exports.count(address), erasures };
  }

  /** A ZIP file, written while the rows are read. */
  async export(email: string): Promise<StreamableFile> {
    const address = foldedAddress(email);
    await this.record('person.exported', await this.hashOf(address));
    return zipAnswer('person.zip', this.exports.entries(address));
  }

  /** Starts an erasure. One that runs already is returned. */
  async erase(email: string): Promise<PersonErasure> {
    const address = foldedAddress(email);
    const addressHash = await this.hashOf(address);
    return this.work.run(async (manager) => {
      await advisoryLock(manager, `erasure of ${addressHash}`);
      const running = await manager.findOneBy(PersonErasure, { addressHash, state: 'running' });
      if (running) {
        return running;
      }
      const now = this.clock.now();
      const erasure = await manager.save(
        manager.create(PersonErasure, {
          addressHash,
          address,
          ...this.cause(address),
          state: 'running',
          step: '',
          afterKey: null,
          passes: 0,
          rows: {},
          kept: [],
          createdAt: now,
          continuedAt: now,
          finishedAt: null,
        }),
      );
      await this.work.record([
        this.work.changeRecord('person.erasure_requested', erasure, null, { address_hash: addressHash }),
      ]);
      await this.erasures.enqueue(erasure.id);
      return erasure;
    });
  }

  /** Newest first. */
  async listErasures(page: PageRequest): Promise<Page<PersonErasure>> {
    return readPage(this.work.manager.createQueryBuilder(PersonErasure, 'erasure'), page);
  }

  async getErasure(uid: string): Promise<PersonErasure> {
    const erasure = await this.work.manager.findOneBy(PersonErasure, { uid });
    if (!erasure) {
      throw problem('ERASURE_NOT_FOUND');
    }
    return erasure;
  }

  /** Recognizes the address in later requests; nobody without the secret can test addresses against it. */
  private async hashOf(address: string): Promise<string> {
    const secret = await this.secrets.getGenerated('JWT_SECRET');
    return createHmac('sha256', secret).update(`person:${address}`).digest('hex');
  }

  /** The protocol outlives the address. */
  private cause(address: string): Pick<PersonErasure, 'actor' | 'reason' | 'reference'> {
    const { actor, changeReason } = currentRequest() ?? {};
    const { reason = null, reference = null } = changeReason ?? {};
    return new AddressSpellings(address).replacedIn({ actor: actor?.name ?? 'system', reason, reference }, '(erased)');
  }

  private async record(event: 'person.exported', addressHash: string): Promise<void> {
    await this.work.record([
      {
        event,
        targetType: 'person_erasures',
        targetId: this.randomness.uuid(),
        before: null,
        after: { address_hash: addressHash },
      },
    ]);
  }
}
