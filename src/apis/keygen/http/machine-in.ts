import { defined, MAX_INTEGER } from '../../../core/common';
import type { Device } from '../../../core/licenses';
import type { MachineAttributesDto } from './dto/input.dto';
import type { MachineData } from './dto/machine.dto';

const BYTES = 1024 * 1024;
const GIGABYTE = 1024 * BYTES;

export interface SentMachine {
  readonly device: Device;
  readonly platform: string | undefined;
}

/** The device that a program describes. */
export function machineIn(attributes: MachineAttributesDto): SentMachine {
  const { fingerprint, name, hostname, platform, cores, memory, disk, metadata } = attributes;
  const data: MachineData = defined({
    hostname: hostname ?? undefined,
    platform: platform ?? undefined,
    memory: memory ?? undefined,
    disk: disk ?? undefined,
    metadata,
  });
  return {
    device: {
      fingerprint,
      data,
      ...(name && { name }),
      ...(cores && { cores }),
      ...(memory && { memoryMb: Math.min(Math.max(1, Math.floor(memory / BYTES)), MAX_INTEGER) }),
      ...(disk && { diskGb: Math.max(1, Math.floor(disk / GIGABYTE)) }),
    },
    platform: platform ?? undefined,
  };
}
