import type { Behavior, HostTreatment } from '../../catalog/policies/behavior';
import { isLocalDomain } from '../domains/local-domain';
import type { Activation, Environment } from './activation.entity';

/** Environment of a program, as it reports it; omitted facts are those of the device's last activation. */
export interface DeviceFacts {
  readonly environment?: Environment;
  readonly cores?: number;
  readonly memoryMb?: number;
  /** It is activated by a local domain: one of a developer or of a local network. */
  readonly isLocalDomain?: boolean;
}

interface DeviceContext {
  readonly behavior: Behavior;
  readonly activation: Activation | null;
}

/** Whether the policy refuses devices of this kind or size. */
export function isDeviceRefused(context: DeviceContext, facts: DeviceFacts): boolean {
  const { behavior, activation } = context;
  const { cores, memoryMb } = facts;
  return (
    treatmentOf(context, facts) === 'refuse' ||
    exceeds(behavior.maxCores, cores ?? activation?.cores) ||
    exceeds(behavior.maxMemoryMb, memoryMb ?? activation?.memoryMb)
  );
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
  { behavior, activation }: DeviceContext,
  { environment, isLocalDomain: isLocal = activation !== null && isOfLocalDomain(activation) }: DeviceFacts,
): HostTreatment {
  return isLocal ? behavior.localDomains : TREATMENTS[environment ?? activation?.environment ?? 'physical'](behavior);
}

function isOfLocalDomain({ kind, fingerprint }: Activation): boolean {
  return kind === 'domain' && isLocalDomain(fingerprint);
}

function exceeds(limit: number | null, reported: number | null | undefined): boolean {
  return limit !== null && (reported ?? 0) > limit;
}
