import { Injectable } from '@nestjs/common';
import { LessThan } from 'typeorm';
import { NATIVE_VERSIONS } from '../../common/api-versions/native-versions';
import { Clock } from '../../common/clock';
import { problem } from '../../common/errors/domain-error';
import { UnitOfWork } from '../database/unit-of-work';
import { IdempotentRequest } from './idempotent-request.entity';
import type { RequestFingerprint } from './request-fingerprint';
import { SentForm } from './sent-form.entity';
import { DAY } from '../../common/calendar';

/** Time for which responses are stored. */
const LIFETIME = DAY;

export interface StoredResponse {
  readonly status: number;
  readonly answer: unknown;
  /** Date of the version of the API in which it is written; left out for the newest. */
  readonly apiVersion?: string;
  /** Whether it is the response of an earlier request. */
  readonly isReplayed?: boolean;
}

@Injectable()
export class IdempotencyService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Runs the work, or returns its stored response. Response and change are committed in one transaction; errors are not stored. */
  once(
    request: RequestFingerprint,
    secretFields: readonly string[],
    work: () => Promise<StoredResponse>,
  ): Promise<StoredResponse> {
    return this.work.run(async () => {
      await this.lock(request);
      const stored = await this.find(request);
      if (stored) {
        const { status, answer, apiVersion } = stored;
        return { status, answer: answer ?? undefined, apiVersion: apiVersion ?? undefined, isReplayed: true };
      }
      const response = await work();
      await this.store(request, response, secretFields);
      return response;
    });
  }

  /** Deletes expired responses and forms. */
  async sweep(): Promise<void> {
    const isExpired = { at: LessThan(this.oldest()) };
    await this.work.manager.delete(IdempotentRequest, isExpired);
    await this.work.manager.delete(SentForm, isExpired);
  }

  // Does not wait: waiting requests would hold the connections that the first one needs.
  private async lock({ caller, method, pathHash, key }: RequestFingerprint): Promise<void> {
    const [{ locked }] = await this.work.manager.query<[{ locked: boolean }]>(
      `SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0)) AS locked`,
      [`idempotent ${caller} ${method} ${pathHash} ${key}`],
    );
    if (!locked) {
      throw problem('IDEMPOTENCY_KEY_IN_USE');
    }
  }

  private async find({ bodyHash, ...id }: RequestFingerprint): Promise<IdempotentRequest | null> {
    const stored = await this.work.manager.findOneBy(IdempotentRequest, id);
    if (!stored || stored.at < this.oldest()) {
      return null;
    }
    if (stored.bodyHash !== bodyHash) {
      throw problem('IDEMPOTENCY_KEY_REUSED');
    }
    return stored;
  }

  private async store(
    request: RequestFingerprint,
    { status, answer, apiVersion = NATIVE_VERSIONS.newest }: StoredResponse,
    secretFields: readonly string[],
  ): Promise<void> {
    const redacted = answer === undefined ? null : redact(answer, secretFields);
    const { manager } = this.work;
    const row = manager.create(IdempotentRequest, {
      ...request,
      status,
      answer: redacted,
      apiVersion,
      at: this.clock.now(),
    });
    // An expired response may still be there.
    await manager.upsert(IdempotentRequest, row, ['caller', 'method', 'pathHash', 'key']);
  }

  private oldest(): Date {
    return new Date(this.clock.now().getTime() - LIFETIME);
  }
}

/** Converts to plain JSON values, so that the stored response equals the first one. */
function redact(answer: unknown, secretFields: readonly string[]): object {
  const text = JSON.stringify(answer, (name, value: unknown) => (secretFields.includes(name) ? '' : value));
  return JSON.parse(text) as object;
}
