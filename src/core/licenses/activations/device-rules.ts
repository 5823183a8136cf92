import type { Behavior, HostTreatment } from '../../catalog/policies/behavior';
import { isListedHost, isStagingHost } from '../domains/free-hosts';
import { isLocalDomain } from '../domains/local-domain';
import type { Activation, ActivationKind, Environment } from './activation.entity';
import { type DeviceSize, isTooLarge, type LicenseSizes } from './device-size';

/** Environment of a program, as it reports it; omitted facts are those of the device's last activation. */
export interface DeviceFacts extends Partial<DeviceSize> {
  readonly environment?: Environment;
  /** It is activated by a local domain: one of a developer or of a local network. */
  readonly isLocalDomain?: boolean;
  readonly kind?: ActivationKind;
  readonly fingerprint?: string;
}

interface DeviceContext {
  readonly behavior: Behavior;
  readonly activation: Activation | null;
  /** Active hosts without a seat, other than local domains; undefined if not read. */
  readonly freeHosts?: number;
  readonly sizes?: LicenseSizes;
}

/** Whether the policy refuses devices of this kind or size. */
export function isDeviceRefused(context: DeviceContext, facts: DeviceFacts): boolean {
  return treatmentOf(context, facts) === 'refuse' || isTooLarge(context, facts);
}

/** Whether an activation of the device takes a seat. */
export function needsSeat(context: DeviceContext, facts: DeviceFacts): boolean {
  return treatmentOf(context, facts) !== 'without_seat';
}

const TREATMENTS: Readonly<Record<Environment, (behavior: Behavior) => HostTreatment>> = {
  physical: () => 'count',
  virtual_machine: ({ virtualMachines }) => virtualMachines,
  container: ({ containers }) => containers,
  development: ({ developmentHosts }) => developmentHosts,
};

function treatmentOf(
  context: DeviceContext,
  { environment, isLocalDomain: isLocal = isOfLocalDomain(context.activation), ...host }: DeviceFacts,
): HostTreatment {
  const { behavior, activation } = context;
  return isLocal
    ? behavior.localDomains
    : (treatmentOfHost(context, host) ?? TREATMENTS[environment ?? activation?.environment ?? 'physical'](behavior));
}

/** Undefined for a host that counts like any other. One beyond the limit is not refused: it takes a seat. */
function treatmentOfHost(context: DeviceContext, facts: HostFacts): HostTreatment | undefined {
  const treatment = ownTreatment(context.behavior, domainOf(context, facts));
  return treatment === 'without_seat' && !mayBeFree(context) ? undefined : treatment;
}

/** Whether the number of hosts without a seat decides about a seat of this device. */
export function needsFreeHosts(context: DeviceContext, facts: DeviceFacts): boolean {
  return (
    facts.isLocalDomain !== true &&
    context.behavior.maxFreeHosts !== null &&
    !isFree(context.activation) &&
    ownTreatment(context.behavior, domainOf(context, facts)) === 'without_seat'
  );
}

/** Whether the policy lets the host of a domain go without a seat, or refuses it, because it is not in production. */
export function isSpecialHost(behavior: Behavior, domain: string): boolean {
  return (behavior.localDomains !== 'count' && isLocalDomain(domain)) || ownTreatment(behavior, domain) !== undefined;
}

function ownTreatment({ freeHosts, stagingHosts }: Behavior, domain: string | undefined): HostTreatment | undefined {
  if (domain === undefined) {
    return undefined;
  }
  const isStaging = stagingHosts !== 'count' && isStagingHost(domain);
  return isListedHost(freeHosts, domain) ? 'without_seat' : isStaging ? stagingHosts : undefined;
}

function mayBeFree({ behavior, activation, freeHosts = 0 }: DeviceContext): boolean {
  return isFree(activation) || behavior.maxFreeHosts === null || freeHosts < behavior.maxFreeHosts;
}

function isFree(activation: Activation | null): boolean {
  return activation?.isActive === true && !activation.takesSeat;
}

type HostFacts = Pick<DeviceFacts, 'kind' | 'fingerprint'>;

function domainOf({ activation }: DeviceContext, facts: HostFacts): string | undefined {
  const { kind, fingerprint } = facts.kind === undefined ? (activation ?? facts) : facts;
  return kind === 'domain' ? fingerprint : undefined;
}

function isOfLocalDomain(activation: Activation | null): boolean {
  return activation?.kind === 'domain' && isLocalDomain(activation.fingerprint);
}
