import type { Behavior, HostTreatment } from '../../catalog/policies/policy.entity';
import type { Activation, Environment } from './activation.entity';

/** Where a program runs, as it tells; omitted facts are those of the device's last activation. */
export interface DeviceFacts {
  readonly environment?: Environment;
  readonly cores?: number;
  readonly memoryMb?: number;
}

interface DeviceContext {
  readonly behavior: Behavior;
  readonly activation: Activation | null;
}

/** Whether the policy refuses devices of this kind or size. */
export function isDeviceRefused(context: DeviceContext, { environment, cores, memoryMb }: DeviceFacts): boolean {
  const { behavior, activation } = context;
  return (
    treatmentOf(context, environment) === 'refuse' ||
    exceeds(behavior.maxCores, cores ?? activation?.cores) ||
    exceeds(behavior.maxMemoryMb, memoryMb ?? activation?.memoryMb)
  );
}

/** Whether an activation of the device takes a seat. */
export function needsSeat(context: DeviceContext, { environment }: DeviceFacts): boolean {
  return treatmentOf(context, environment) !== 'without_seat';
}

const TREATMENTS: Readonly<Record<Environment, (behavior: Behavior) => HostTreatment>> = {
  physical: () => 'count',
  virtual_machine: ({ virtualMachines }) => virtualMachines,
  container: ({ containers }) => containers,
  development: ({ developmentHosts }) => developmentHosts,
};

function treatmentOf({ behavior, activation }: DeviceContext, told: Environment | undefined): HostTreatment {
  return TREATMENTS[told ?? activation?.environment ?? 'physical'](behavior);
}

function exceeds(limit: number | null, told: number | null | undefined): boolean {
  return limit !== null && (told ?? 0) > limit;
}
