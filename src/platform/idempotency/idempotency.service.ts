import { Injectable } from '@nestjs/common';
import { LessThan } from 'typeorm';
import { Clock } from '../../common/clock';
import { DomainError } from '../../common/errors/domain-error';
import { UnitOfWork } from '../database/unit-of-work';
import { IdempotentRequest } from './idempotent-request.entity';
import type { RequestFingerprint } from './request-fingerprint';

/** For so long an answer is kept. */
const LIFETIME = 24 * 3_600_000;

export interface StoredResponse {
  readonly status: number;
  readonly answer: unknown;
}

class StillRunning extends DomainError {
  readonly code = 'IDEMPOTENCY_KEY_IN_USE';
  readonly kind = 'conflict';
  override readonly retryAfter = 1;

  constructor() {
    super('A request with this Idempotency-Key is still running: try again');
  }
}

class DifferentRequest extends DomainError {
  readonly code = 'IDEMPOTENCY_KEY_REUSED';
  readonly kind = 'unprocessable';

  constructor() {
    super('This Idempotency-Key was used for another request');
  }
}

@Injectable()
export class IdempotencyService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Does the work, or gives the answer that it gave before. Answer and change are kept in one transaction; refusals are not kept. */
  once(
    request: RequestFingerprint,
    secretFields: readonly string[],
    work: () => Promise<StoredResponse>,
  ): Promise<StoredResponse> {
    return this.work.run(async () => {
      await this.lock(request);
      const kept = await this.find(request);
      if (kept) {
        return { status: kept.status, answer: kept.answer ?? undefined };
      }
      const done = await work();
      await this.store(request, done, secretFields);
      return done;
    });
  }

  /** Removes the answers that are too old to be given again. */
  async sweep(): Promise<void> {
    await this.work.manager.delete(IdempotentRequest, { at: LessThan(this.oldest()) });
  }

  // Does not wait: those who did would hold the connections that the first one needs.
  private async lock({ caller, method, pathHash, key }: RequestFingerprint): Promise<void> {
    const [{ locked }] = await this.work.manager.query<[{ locked: boolean }]>(
      `SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0)) AS locked`,
      [`idempotent ${caller} ${method} ${pathHash} ${key}`],
    );
    if (!locked) {
      throw new StillRunning();
    }
  }

  private async find({ bodyHash, ...id }: RequestFingerprint): Promise<IdempotentRequest | null> {
    const kept = await this.work.manager.findOneBy(IdempotentRequest, id);
    if (!kept || kept.at < this.oldest()) {
      return null;
    }
    if (kept.bodyHash !== bodyHash) {
      throw new DifferentRequest();
    }
    return kept;
  }

  private async store(
    request: RequestFingerprint,
    { status, answer }: StoredResponse,
    secretFields: readonly string[],
  ): Promise<void> {
    const kept = answer === undefined ? null : blank(answer, secretFields);
    await this.work.manager.save(
      this.work.manager.create(IdempotentRequest, { ...request, status, answer: kept, at: this.clock.now() }),
    );
  }

  private oldest(): Date {
    return new Date(this.clock.now().getTime() - LIFETIME);
  }
}

/** As JSON would write it, so that the answer is the same when it is read back. */
function blank(answer: unknown, secretFields: readonly string[]): object {
  const text = JSON.stringify(answer, (name, value: unknown) => (secretFields.includes(name) ? '' : value));
  return JSON.parse(text) as object;
}
