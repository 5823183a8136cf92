import { Injectable, Logger } from '@nestjs/common';
import { defined, DomainError } from '../../../core/common';
import { FindOrCreateCustomersService } from '../../../core/customers';
import { Activation, isLocalDomain, IssueLicensesService } from '../../../core/licenses';
import { LEARNED_FROM } from '../../../core/licenses/internal';
import { UnitOfWork } from '../../../core/platform';
import { type RehearsedVerdict } from '../../../core/platform/internal';
import { ActivateLicenseService } from '../../../core/verification';
import type { Answer } from './compare-answers';
import { FindKeyService } from './find-key.service';
import { OldServerService } from './old-server.service';
import type { ProgramRequest } from './program-request';
import { jsonIn, queryFields } from './sent-fields';
import type { AcceptedCustomer, AcceptedDevice, AcceptedLicense, ShadowedApi, ShadowedRequest } from './shadowed-api';
import { SharedNamesService } from './shared-names.service';
import type { Shadow } from './shadowing.service';

/** The answer of the old server, with what this one would have logged. */
interface Answered {
  readonly request: ProgramRequest;
  readonly theirs: Answer;
  readonly verdicts: readonly RehearsedVerdict[];
  /** Ends requests to the old server. */
  readonly signal: AbortSignal;
}

/** An answer that accepts a license, and describes it. */
interface Acceptance {
  readonly accepted: AcceptedLicense;
  readonly answer: unknown;
}

/** Creates licenses that only the old server knows, from its answers. */
@Injectable()
export class LearnLicenseService {
  private readonly logger = new Logger('Shadowing');

  constructor(
    private readonly work: UnitOfWork,
    private readonly keys: FindKeyService,
    private readonly oldServer: OldServerService,
    private readonly issuing: IssueLicensesService,
    private readonly customers: FindOrCreateCustomersService,
    private readonly activating: ActivateLicenseService,
    private readonly sharedNames: SharedNamesService,
  ) {}

  /** Notes a license of which the answer shows another instance with the name of a stored one. */
  async noteSharedName({ api }: Shadow, theirs: Answer): Promise<void> {
    const instance = isSuccess(theirs) ? api?.instanceIn(jsonIn(theirs.body)) : undefined;
    if (api && instance) {
      await this.sharedNames.note(api.dialect, instance);
    }
  }

  /** Creates the license, and the activations that are known, if the old server accepted a key that is unknown here. */
  async learn(shadow: Shadow, answered: Answered): Promise<void> {
    const { api, dialect, learn } = shadow;
    const { request, verdicts } = answered;
    const { key } = request.requested;
    if (!api || learn === '' || (key !== undefined && (await this.keys.isKnown(key, dialect)))) {
      return;
    }
    const acceptance = await this.acceptanceIn(api, shadow, answered);
    if (!acceptance || (await this.keys.isKnown(acceptance.accepted.key, dialect))) {
      return;
    }
    const { accepted } = acceptance;
    const devices = accepted.devices ?? devicesIn(verdicts, accepted.key);
    try {
      await this.work.run(() => this.create(api, { ...acceptance, accepted: { ...accepted, devices } }, learn));
    } catch (error) {
      if (!(error instanceof DomainError)) {
        throw error;
      }
      // Another request was first, or the setting names no product.
      this.logger.warn(`A license of the ${dialect.name} API was not learned: ${error.message}`);
    }
  }

  private async acceptanceIn(
    api: ShadowedApi,
    { url }: Shadow,
    { request, theirs, signal }: Answered,
  ): Promise<Acceptance | undefined> {
    const { key } = request.requested;
    const describing =
      key !== undefined && isSuccess(theirs)
        ? api.describingRequest(jsonIn(theirs.body), request.sent, key)
        : undefined;
    if (!describing) {
      return acceptance(api, theirs, request.sent, key);
    }
    const answer = await this.oldServer.ask(url, { ...request, ...describing, body: Buffer.alloc(0) }, signal);
    const fields = queryFields(describing.path);
    const sent = { ...describing, path: describing.path.split('?', 1)[0] ?? '', headers: request.headers };
    return answer && acceptance(api, answer, { ...sent, body: undefined, fields }, key);
  }

  private async create(api: ShadowedApi, { accepted, answer }: Acceptance, byDefault: string): Promise<void> {
    const { key, uid, product = byDefault, expiresAt, maxActivations, maxUsers, customer, devices = [] } = accepted;
    const license = await this.issuing.issue({
      product,
      key,
      uid,
      metadata: { [LEARNED_FROM]: api.dialect },
      ...defined({ maxActivations, maxUsers, customer: await this.customerOf(customer) }),
      ...(expiresAt !== undefined && { expiresAt, durationDays: null }),
    });
    for (const device of devices) {
      await this.activate(key, device, product);
    }
    await api.completeLicense(license.id, answer);
  }

  private async customerOf(customer: AcceptedCustomer | undefined): Promise<string | undefined> {
    const { email, name, company } = customer ?? {};
    return email === undefined
      ? undefined
      : (await this.customers.findOrCreateByEmail(email, name, defined({ company }))).uid;
  }

  /** A device that the policy refuses does not prevent that the license is known. */
  private async activate(key: string, { uid, ...device }: AcceptedDevice, product: string): Promise<void> {
    const isLocal = device.kind === 'domain' && isLocalDomain(device.fingerprint);
    try {
      const { id } = await this.activating.register(
        key,
        { ...defined({ ...device }), fingerprint: device.fingerprint, isLocalDomain: isLocal },
        { product },
      );
      if (uid !== undefined && !(await this.work.manager.existsBy(Activation, { uid }))) {
        await this.work.manager.update(Activation, { id }, { uid });
      }
    } catch (error) {
      if (!(error instanceof DomainError)) {
        throw error;
      }
      this.logger.warn(`A device of a license that was learned was not activated: ${error.message}`);
    }
  }
}

async function acceptance(
  api: ShadowedApi,
  answer: Answer,
  sent: ShadowedRequest,
  key: string | undefined,
): Promise<Acceptance | undefined> {
  const body = jsonIn(answer.body);
  const accepted = isSuccess(answer) ? await api.acceptedLicense(body, sent, key) : undefined;
  return accepted && { accepted, answer: body };
}

function isSuccess({ status }: Answer): boolean {
  return status >= 200 && status < 300;
}

/** The device that asked, as this server reads the request. */
function devicesIn(verdicts: readonly RehearsedVerdict[], key: string): AcceptedDevice[] {
  const { fingerprint, kind } = verdicts.find((verdict) => verdict.key === key && verdict.fingerprint) ?? {};
  return fingerprint === undefined ? [] : [{ fingerprint, kind: kind as Activation['kind'] | undefined }];
}
