import type { Assessment } from '../rules/assessment';
import type { LicenseContext, VerificationRequest } from '../rules/license-context';

/**
 * A rule of a plug-in in the verdict: the last one, asked if Keyward's own rules allow the call. A provider of a module of the
 * plug-in extends it. Without one that applies to a call, the call is as fast as without the plug-in.
 */
export abstract class LicenseRule {
  /** Name of the refusal: an error of the plug-in's `*.error-codes.ts`, of at most 64 characters. */
  abstract readonly code: string;

  /** Whether the rule may refuse the call. Runs for every call that is allowed: it must not query. */
  abstract appliesTo(context: LicenseContext, request: VerificationRequest): boolean;

  /**
   * Whether it refuses the call. Queries go through `UnitOfWork.manager`: an activation holds the lock of its license meanwhile. A
   * rule that throws, or takes longer than two seconds, does not refuse, and is logged. While ten of its answers are late, it is
   * not asked.
   */
  abstract refuses(assessment: Assessment): boolean | Promise<boolean>;
}
