import { Injectable, Logger } from '@nestjs/common';
import { DomainError } from '../../common/errors/domain-error';
import type { ActivationKind } from '../../licenses/activations/activation.entity';
import { IssueLicensesService } from '../../licenses/issuing/issue-licenses.service';
import { type RehearsedVerdict, UnitOfWork } from '../../platform/database/unit-of-work';
import { ActivateLicenseService } from '../../verification/calls/activate-license.service';
import type { Answer } from './compare-answers';

/** Metadata of a license that was learned: the name of the API. */
export const LEARNED_FROM = 'learned_from';

const ACCEPTING = /^(?:check|activate|heartbeat|session)$/;
/** Fields of answers that say whether the license may be used. */
const RESULTS = ['success', 'status', 'valid', 'result', 'activated', 'active'];
const REFUSING = /^(?:false|0|error|fail(?:ed|ure)?|invalid|inactive|expired|blocked|disabled|not_found)$/i;

/** Creates licenses that only the old server knows, from its answers. */
@Injectable()
export class LearnLicenseService {
  private readonly logger = new Logger('Shadowing');

  constructor(
    private readonly work: UnitOfWork,
    private readonly issuing: IssueLicensesService,
    private readonly activating: ActivateLicenseService,
  ) {}

  /**
   * Creates the license, and the activation of the device that asked, if the old server accepted a key that is unknown here.
   * @param product reference of the product, whose policy the license gets
   */
  async learn(dialect: string, product: string, theirs: Answer, verdicts: readonly RehearsedVerdict[]): Promise<void> {
    const unknown = verdicts.find(({ operation, outcome }) => outcome === 'NOT_FOUND' && ACCEPTING.test(operation));
    if (!unknown || !isAccepted(theirs)) {
      return;
    }
    const { key, fingerprint, kind } = unknown;
    try {
      await this.work.run(async () => {
        await this.issuing.issue({ product, key, metadata: { [LEARNED_FROM]: dialect } });
        if (fingerprint !== undefined) {
          await this.activating.register(key, { fingerprint, kind: kind as ActivationKind | undefined }, { product });
        }
      });
    } catch (error) {
      if (!(error instanceof DomainError)) {
        throw error;
      }
      // Another request was first, the license was deleted, or the setting names no product.
      this.logger.warn(`A license of the ${dialect} API was not learned: ${error.message}`);
    }
  }
}

/** Whether an answer accepts the license: by its status or, where refusals have the status 200, by its result. */
export function isAccepted({ status, body }: Answer): boolean {
  if (status < 200 || status >= 300) {
    return false;
  }
  try {
    const fields = JSON.parse(body) as Readonly<Record<string, unknown>> | null;
    const results = RESULTS.map((name) => fields?.[name]).filter((value) => value !== undefined);
    return (
      fields !== null &&
      !results.some((value) => value === null || REFUSING.test(JSON.stringify(value).replaceAll('"', '')))
    );
  } catch {
    return false;
  }
}
