import { createHash } from 'node:crypto';
import { normalizeDomain } from '../../../../core/licenses';
import type { DumpRow } from './mysql-dump';
import { NumberTable } from './number-table';
import { folded, RowValues } from './values';

type Values = DumpRow['values'];

const MINUTE = 60_000;
/** Held in memory; further activations have the date of their license. */
const MAX_DATES = 2_000_000;
const ACTIVATED = /^License key activated for (?<kind>domain|device) (?<name>.+)$/s;

/**
 * Dates of activations that SLM Plus keeps apart from them: in its log by key and domain or device, and for each license that of
 * the last one. Read from `slm-api-listener` and `slm-utility` of SLM Plus. The plugin itself keeps none.
 */
export class SlmActivationDates {
  private readonly ofLicenses = new NumberTable();
  private readonly logged = new Map<number, number>();

  constructor(private readonly zone: string) {}

  addLicense({ id, date_activated: date }: Values): void {
    const minute = this.minuteOf(date);
    if (minute !== undefined) {
      this.ofLicenses.set(Number(id), minute);
    }
  }

  addLogEntry({ license_key: key, slm_action: action, time }: Values): void {
    const { kind, name = '' } = ACTIVATED.exec(action ?? '')?.groups ?? {};
    const minute = kind === undefined ? undefined : this.minuteOf(time);
    if (minute !== undefined && this.logged.size < MAX_DATES) {
      this.logged.set(placeOf(key, kind === 'domain' ? domainIn(name) : name.trim()), minute);
    }
  }

  /** @returns null if no date is known */
  dateOf({ lic_key: key, lic_key_id: license }: Values, fingerprint: string): string | null {
    const minute = this.logged.get(placeOf(key, fingerprint)) ?? this.ofLicenses.get(Number(license));
    return minute === undefined ? null : new Date(minute * MINUTE).toISOString();
  }

  private minuteOf(text: string | null | undefined): number | undefined {
    const instant = new RowValues(this.zone).date(text, '00:00:00');
    return instant === null ? undefined : Math.floor(Date.parse(instant) / MINUTE);
  }
}

/** The domain in the form in which an activation keeps it. */
function domainIn(text: string): string {
  return normalizeDomain(text, { keepWww: true }) ?? text.trim().toLowerCase();
}

/** A number of 48 bits: texts of millions of activations would take hundreds of megabytes. */
function placeOf(key: string | null | undefined, fingerprint: string): number {
  const text = `${folded(key ?? '')} ${fingerprint}`;
  return createHash('sha1').update(text).digest().readUIntBE(0, 6);
}
