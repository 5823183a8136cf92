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

/** Whether a first activation of the device counts for the lifetime limit: hosts without a seat must not use it up. */
export function takesUse(context: DeviceContext, facts: DeviceFacts): boolean {
  return domainOf(context, facts) === undefined || needsSeat(context, facts);
}

const TREATMENTS: Readonly<Record<Environment, (behavior: Behavior) => HostTreatment>> = {
  physical: () => 'count',
  virtual_machine: ({ virtualMachines }) => virtualMachines,
  container: ({ containers }) => containers,
  development: ({ developmentHosts }) => developmentHosts,
};

function treatmentOf(context: DeviceContext, facts: DeviceFacts): HostTreatment {
  const { behavior, activation } = context;
  const { environment, isLocalDomain: isLocal = isOfLocalDomain(activation) } = facts;
  return isLocal
    ? behavior.localDomains
    : (ownTreatment(behavior, domainOf(context, facts)) ??
        TREATMENTS[environment ?? activation?.environment ?? 'physical'](behavior));
}

/** Whether the number of hosts without a seat decides about this device. An active host is not refused. */
export function needsFreeHosts(context: DeviceContext, facts: DeviceFacts): boolean {
  const { behavior, activation } = context;
  return (
    behavior.maxFreeHosts !== null &&
    activation?.isActive !== true &&
    !(facts.isLocalDomain ?? isOfLocalDomain(activation)) &&
    ownTreatment(behavior, domainOf(context, facts)) === 'without_seat'
  );
}

/** Whether the host would be one too many without a seat. It does not get a seat instead: that is for a host in production. */
export function isSurplusHost(context: DeviceContext, facts: DeviceFacts): boolean {
  const { behavior, freeHosts = 0 } = context;
  return needsFreeHosts(context, facts) && freeHosts >= (behavior.maxFreeHosts ?? Infinity);
}

/** Whether hosts that need no seat may have seats which this host in production could get. */
export function mayReplaceFreeHosts(context: DeviceContext, facts: DeviceFacts): boolean {
  const { localDomains, stagingHosts, freeHosts, seatsPer } = context.behavior;
  return (
    seatsPer === 'device' &&
    (freeHosts.length > 0 || localDomains === 'without_seat' || stagingHosts === 'without_seat') &&
    domainOf(context, facts) !== undefined &&
    needsSeat(context, facts)
  );
}

/** Whether the policy lets the host of a domain go without a seat, or refuses it, because it is not in production. */
export function isSpecialHost(behavior: Behavior, domain: string): boolean {
  return treatmentOfDomain(behavior, domain) !== undefined;
}

/** Whether the host of a domain needs no seat. */
export function isFreeHost(behavior: Behavior, domain: string): boolean {
  return treatmentOfDomain(behavior, domain) === 'without_seat';
}

function treatmentOfDomain(behavior: Behavior, domain: string): HostTreatment | undefined {
  const { localDomains } = behavior;
  return localDomains !== 'count' && isLocalDomain(domain) ? localDomains : ownTreatment(behavior, domain);
}

function ownTreatment({ freeHosts, stagingHosts }: Behavior, domain: string | undefined): HostTreatment | undefined {
  if (domain === undefined) {
    return undefined;
  }
  const isStaging = stagingHosts !== 'count' && isStagingHost(domain);
  return isListedHost(freeHosts, domain) ? 'without_seat' : isStaging ? stagingHosts : undefined;
}

type HostFacts = Pick<DeviceFacts, 'kind' | 'fingerprint'>;

function domainOf({ activation }: DeviceContext, facts: HostFacts): string | undefined {
  const { kind, fingerprint } = facts.kind === undefined ? (activation ?? facts) : facts;
  return kind === 'domain' ? fingerprint : undefined;
}

function isOfLocalDomain(activation: Activation | null): boolean {
  return activation?.kind === 'domain' && isLocalDomain(activation.fingerprint);
}
