import { Injectable, Logger } from '@nestjs/common';
import { defined } from '../../common/defined';
import type { DialectDefinition } from '../../common/dialects/define-dialect';
import type { AcceptedLicense } from '../../common/dialects/shadowed-api';
import { DomainError } from '../../common/errors/domain-error';
import type { ActivationKind } from '../../licenses/activations/activation.entity';
import { IssueLicensesService } from '../../licenses/issuing/issue-licenses.service';
import { License } from '../../licenses/licenses/license.entity';
import { type RehearsedVerdict, UnitOfWork } from '../../platform/database/unit-of-work';
import { ActivateLicenseService } from '../../verification/calls/activate-license.service';
import type { Answer } from './compare-answers';
import { jsonIn } from './requested-key';

/** Metadata of a license that was learned: the name of the API. */
export const LEARNED_FROM = 'learned_from';

const ACCEPTING = /^(?:check|activate|heartbeat|session)$/;
/** Fields of answers that say whether the license may be used. */
const RESULTS = ['success', 'status', 'valid', 'result', 'activated', 'active'];
const REFUSING = /^(?:false|0|error|fail(?:ed|ure)?|invalid|inactive|expired|blocked|disabled|not_found)$/i;

/** Answers of both servers to a request, with what this one would have logged. */
interface Compared {
  readonly theirs: Answer;
  readonly ours: Answer;
  readonly verdicts: readonly RehearsedVerdict[];
}

type Learned = AcceptedLicense & { readonly kind?: ActivationKind | undefined };

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
  async learn(dialect: DialectDefinition, product: string, compared: Compared): Promise<void> {
    const accepted = acceptedIn(dialect, compared);
    if (!accepted || (await this.work.manager.existsBy(License, { key: accepted.key }))) {
      return;
    }
    const { key, uid, expiresAt, maxActivations, fingerprint, kind } = accepted;
    try {
      await this.work.run(async () => {
        await this.issuing.issue({
          ...{ product, key, uid, metadata: { [LEARNED_FROM]: dialect.name } },
          ...defined({ maxActivations }),
          ...(expiresAt !== undefined && { expiresAt, durationDays: null }),
        });
        if (fingerprint !== undefined) {
          await this.activating.register(key, { fingerprint, kind }, { product });
        }
      });
    } catch (error) {
      if (!(error instanceof DomainError)) {
        throw error;
      }
      // Another request was first, the license was deleted, or the setting names no product.
      this.logger.warn(`A license of the ${dialect.name} API was not learned: ${error.message}`);
    }
  }
}

/** The license that only the old server accepts. */
function acceptedIn({ shadowing }: DialectDefinition, { theirs, ours, verdicts }: Compared): Learned | undefined {
  if (shadowing) {
    return shadowing.acceptedLicense(jsonIn(ours.body)) ? undefined : shadowing.acceptedLicense(jsonIn(theirs.body));
  }
  const unknown = verdicts.find(({ operation, outcome }) => outcome === 'NOT_FOUND' && ACCEPTING.test(operation));
  return unknown && isAccepted(theirs) ? { ...unknown, kind: unknown.kind as ActivationKind | undefined } : undefined;
}

/** Whether an answer accepts the license: by its status or, where refusals have the status 200, by its result. */
export function isAccepted({ status, body }: Answer): boolean {
  if (status < 200 || status >= 300) {
    return false;
  }
  const fields = jsonIn(body) as Readonly<Record<string, unknown>> | null | undefined;
  const results = RESULTS.map((name) => fields?.[name]).filter((value) => value !== undefined);
  return (
    fields !== undefined &&
    fields !== null &&
    !results.some((value) => value === null || REFUSING.test(JSON.stringify(value).replaceAll('"', '')))
  );
}
