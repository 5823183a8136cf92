import type { Behavior } from '../../catalog/policies/behavior';
import type { Activation } from './activation.entity';

/** Size of a device, or of several together. */
export interface DeviceSize {
  readonly cores: number;
  readonly memoryMb: number;
  readonly diskGb: number;
}

/** Sizes of the other active devices of a license, and what else of sizes a check does not read. */
export interface LicenseSizes {
  readonly others: DeviceSize;
  /** Those of them that have timed out and can be released to another device. */
  readonly expired: DeviceSize;
  /** Disk space that the device reported before; null if it never did, or is unknown. */
  readonly diskGb: number | null;
}

type SizeName = keyof DeviceSize;
type Reported = Partial<DeviceSize>;

interface SizedDevice {
  readonly behavior: Behavior;
  readonly activation: Activation | null;
  readonly sizes?: LicenseSizes;
}

/** Limits of each size: of one device, and of all devices of a license. */
const LIMITS = [
  { size: 'cores', max: 'maxCores', maxTotal: 'maxTotalCores' },
  { size: 'memoryMb', max: 'maxMemoryMb', maxTotal: 'maxTotalMemoryMb' },
  { size: 'diskGb', max: 'maxDiskGb', maxTotal: 'maxTotalDiskGb' },
] as const satisfies readonly { size: SizeName; max: keyof Behavior; maxTotal: keyof Behavior }[];

/** Whether the policy judges the sizes of devices. */
export function limitsSizes(behavior: Behavior): boolean {
  return LIMITS.some(({ max, maxTotal }) => behavior[max] !== null || behavior[maxTotal] !== null);
}

/** Whether the device is larger than the policy allows for one. */
export function isTooLarge(device: SizedDevice, reported: Reported): boolean {
  return LIMITS.some(
    ({ size, max }) => (reported[size] ?? knownSize(device, size) ?? 0) > (device.behavior[max] ?? Infinity),
  );
}

/** Whether the device never reported a limited size, and the policy requires it. */
export function lacksSize(device: SizedDevice, reported: Reported): boolean {
  const { behavior } = device;
  return (
    behavior.unreportedSize === 'refuse' &&
    LIMITS.some(
      ({ size, max, maxTotal }) =>
        (behavior[max] ?? behavior[maxTotal]) !== null &&
        reported[size] === undefined &&
        knownSize(device, size) === null,
    )
  );
}

/** Sizes that an active device reports anew and that count in totals. */
export function changedSizes(device: SizedDevice, reported: Reported): Reported {
  const changed = LIMITS.filter((limit) => isChanged(limit, device, reported));
  return Object.fromEntries(changed.map(({ size }) => [size, reported[size]]));
}

/** Whether there are `changedSizes`. */
export function changesSizes(device: SizedDevice, reported: Reported): boolean {
  return LIMITS.some((limit) => isChanged(limit, device, reported));
}

function isChanged({ size, maxTotal }: (typeof LIMITS)[number], device: SizedDevice, reported: Reported): boolean {
  return (
    device.behavior[maxTotal] !== null &&
    device.activation?.isActive === true &&
    reported[size] !== undefined &&
    reported[size] !== knownSize(device, size)
  );
}

/** Whether the size of the device can only be judged with what a check does not read. */
export function needsSizes(device: SizedDevice, reported: Reported, mayActivate: boolean): boolean {
  const { behavior, activation } = device;
  const isActive = activation?.isActive === true;
  const hasTotals = LIMITS.some(({ maxTotal }) => behavior[maxTotal] !== null);
  const limitsDisk =
    behavior.maxDiskGb !== null || (behavior.maxTotalDiskGb !== null && behavior.unreportedSize === 'refuse');
  return (
    (hasTotals && !isActive && mayActivate) ||
    changesSizes(device, reported) ||
    (limitsDisk && activation !== null && reported.diskGb === undefined)
  );
}

/**
 * Whether the devices of the license would together be larger than the policy allows, because this one activates or has grown.
 * One that has not grown may exceed a limit that was lowered.
 * @param releasesExpired the seats of devices that have timed out are released for this one
 */
export function exceedsTotals(device: SizedDevice, reported: Reported, releasesExpired: boolean): boolean {
  const { behavior, activation, sizes } = device;
  return (
    sizes !== undefined &&
    LIMITS.some(({ size, maxTotal }) => {
      const before = activation?.isActive ? (knownSize(device, size) ?? 0) : 0;
      const own = reported[size] ?? knownSize(device, size) ?? 0;
      const others = sizes.others[size] - (releasesExpired ? sizes.expired[size] : 0);
      return own > before && others + own > (behavior[maxTotal] ?? Infinity);
    })
  );
}

/** Size that the device reported before; null if it never did, undefined if it was not read. */
function knownSize({ activation, sizes }: SizedDevice, size: SizeName): number | null | undefined {
  if (activation === null) {
    return null;
  }
  return size === 'diskGb' ? sizes?.diskGb : activation[size];
}
