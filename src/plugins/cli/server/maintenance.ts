import { type PrintOptions, printRecord } from '../kit/print';
import { callServer } from './call-server';

const MINUTE_MS = 60_000;

export async function startMaintenanceCommand(
  minutes: number,
  reason: string | undefined,
  options: PrintOptions,
): Promise<void> {
  const until = new Date(Date.now() + minutes * MINUTE_MS).toISOString();
  await callServer((keyward) =>
    keyward.settings.update({ 'maintenance.until': until, 'maintenance.reason': reason ?? null }),
  );
  printRecord({ until, reason }, options);
}

export async function endMaintenanceCommand(options: PrintOptions): Promise<void> {
  await callServer((keyward) => keyward.settings.update({ 'maintenance.until': null, 'maintenance.reason': null }));
  printRecord({ ended: true }, options);
}
