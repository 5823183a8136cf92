/** Milliseconds of a day. */
export const DAY = 86_400_000;

/** Converts between instants and calendar dates in the installation's time zone. */
export class Calendar {
  constructor(readonly zone: string) {}

  /** `YYYY-MM-DD`. */
  dateOf(moment: Date): string {
    return dateIn(wallClock(moment, this.zone));
  }

  /** `YYYY-MM-DD hh:mm:ss`. */
  dateTimeOf(moment: Date): string {
    return wallClock(moment, this.zone);
  }

  /** The first instant of a date, or of an hour of it. */
  startOf(date: string, hour = 0): Date {
    return toInstant(`${date} ${String(hour).padStart(2, '0')}:00:00`, this.zone, 'first');
  }

  /** The last second of a date. */
  endOf(date: string): Date {
    return new Date(this.startOf(dateAfter(date, 1)).getTime() - 1000);
  }

  /** Adds calendar days and keeps the time of day. */
  addDays(moment: Date, days: number): Date {
    return this.moved(moment, (date) => dateAfter(date, days));
  }

  /** Adds calendar months and keeps the time of day, and the day of the month unless the later month has no such day. */
  addMonths(moment: Date, months: number): Date {
    return this.moved(moment, (date) => monthsAfter(date, months));
  }

  private moved(moment: Date, dateFrom: (date: string) => string): Date {
    const clock = wallClock(moment, this.zone);
    const date = dateIn(clock);
    const later = `${dateFrom(date)}${clock.slice(date.length)}`;
    return new Date(toInstant(later, this.zone, 'last').getTime() + moment.getUTCMilliseconds());
  }
}

let ofInstallation = new Calendar('UTC');

/** The calendar of `TIME_ZONE`, for what is read before a service could be asked. */
export function installationCalendar(): Calendar {
  return ofInstallation;
}

/** Called once for each installation that a process serves: only tests serve several. */
export function useInstallationCalendar(calendar: Calendar): void {
  ofInstallation = calendar;
}

/** The calendar date that is some days after another one; both are `YYYY-MM-DD`. */
export function dateAfter(date: string, days: number): string {
  return dateIn(utc(new Date(asUtc(`${date} 00:00:00`) + days * DAY)));
}

/** The last day of the later month if it has no such day. */
export function monthsAfter(date: string, months: number): string {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const endOfMonth = new Date(Date.UTC(year, month + months, 0));
  return dateIn(utc(new Date(endOfMonth.setUTCDate(Math.min(day, endOfMonth.getUTCDate())))));
}

/** Days from one date to another; negative if the other is earlier. */
export function daysBetween(date: string, other: string): number {
  return Math.round((asUtc(`${other} 00:00:00`) - asUtc(`${date} 00:00:00`)) / DAY);
}

/** Local time in a zone, as `YYYY-MM-DD hh:mm:ss`. */
export function wallClock(moment: Date, zone: string): string {
  if (zone === 'UTC') {
    return utc(moment);
  }
  const offset = fixedOffset(zone);
  if (offset !== undefined) {
    return utc(new Date(moment.getTime() + offset));
  }
  const parts = formatOf(zone).formatToParts(moment);
  const read = (type: string): string => parts.find((part) => part.type === type)?.value ?? '';
  const date = [read('year').padStart(4, '0'), read('month'), read('day')].join('-');
  return `${date} ${[read('hour'), read('minute'), read('second')].join(':')}`;
}

/** The milliseconds of a zone that is an offset, such as `+05:30`, which not every version of Node knows; undefined for others. */
export function fixedOffset(zone: string): number | undefined {
  const [, sign, hours, minutes] = /^([+-])([01]\d|2[0-3]):([0-5]\d)$/.exec(zone) ?? [];
  const size = (Number(hours) * 60 + Number(minutes)) * 60_000;
  return sign === undefined ? undefined : sign === '-' ? -size : size;
}

/** The instant of a local time in a zone, `YYYY-MM-DD hh:mm:ss`; the first if it occurs twice. */
export function instantOf(clock: string, zone: string): Date {
  return toInstant(clock, zone, 'first');
}

/**
 * Converts a local time to an instant. `which` selects the instant if clocks are set back and the local time occurs twice.
 * If they are set forward and it does not exist, the instant is later by the same amount.
 */
function toInstant(clock: string, zone: string, which: 'first' | 'last'): Date {
  const time = asUtc(clock);
  const steady = steadyOffset(clock, zone);
  if (steady !== undefined) {
    return new Date(time - steady);
  }
  const readings = [time - offsetAt(time - DAY, zone), time - offsetAt(time + DAY, zone)];
  const matching = readings.filter((reading) => wallClock(new Date(reading), zone) === clock);
  if (matching.length === 0) {
    return new Date(Math.max(...readings));
  }
  return new Date(which === 'first' ? Math.min(...matching) : Math.max(...matching));
}

function offsetAt(time: number, zone: string): number {
  const second = Math.floor(time / 1000) * 1000;
  return asUtc(wallClock(new Date(second), zone)) - second;
}

const steadyOffsets = new Map<string, number | undefined>();
const MAX_STEADY_OFFSETS = 20_000;

/** The offset of a day whose neighbors have the same: asking for it takes microseconds, and files have millions of dates. */
function steadyOffset(clock: string, zone: string): number | undefined {
  const date = dateIn(clock);
  const name = `${date} ${zone}`;
  if (!steadyOffsets.has(name)) {
    const midnight = asUtc(`${date} 00:00:00`);
    const [before, after] = [offsetAt(midnight - DAY, zone), offsetAt(midnight + 2 * DAY, zone)];
    if (steadyOffsets.size >= MAX_STEADY_OFFSETS) {
      steadyOffsets.clear();
    }
    steadyOffsets.set(name, before === after ? before : undefined);
  }
  return steadyOffsets.get(name);
}

function dateIn(clock: string): string {
  return clock.slice(0, clock.indexOf(' '));
}

function asUtc(clock: string): number {
  const [year = 0, month = 0, day, hour, minute, second] = clock.split(/\D/).map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

function utc(moment: Date): string {
  // Years beyond 9999 have a leading sign.
  return moment.toISOString().replace(/^\+0/, '').replace('T', ' ').slice(0, -'.000Z'.length);
}

// Creating a format takes a thousand times as long as using it.
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) {
    return known;
  }
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  formats.set(zone, format);
  return format;
}
