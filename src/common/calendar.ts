const DAY = 86_400_000;

/** The installation's days: what a moment reads on a wall clock in its time zone, and when its days begin and end. */
export class Calendar {
  constructor(private readonly zone: string) {}

  /** `YYYY-MM-DD`. */
  dateOf(moment: Date): string {
    return dateIn(wallClock(moment, this.zone));
  }

  /** `YYYY-MM-DD hh:mm:ss`. */
  dateTimeOf(moment: Date): string {
    return wallClock(moment, this.zone);
  }

  /** The first moment of a date. */
  startOf(date: string): Date {
    return toInstant(`${date} 00:00:00`, this.zone, 'first');
  }

  /** The last second of a date. */
  endOf(date: string): Date {
    return new Date(this.startOf(dateAfter(date, 1)).getTime() - 1000);
  }

  /** So many calendar days later, at the same time of the day. */
  addDays(moment: Date, days: number): Date {
    const clock = wallClock(moment, this.zone);
    const date = dateIn(clock);
    const later = `${dateAfter(date, days)}${clock.slice(date.length)}`;
    return new Date(toInstant(later, this.zone, 'last').getTime() + moment.getUTCMilliseconds());
  }
}

export function dateAfter(date: string, days: number): string {
  return dateIn(utc(new Date(asUtc(`${date} 00:00:00`) + days * DAY)));
}

/** Midnights from one date to another; negative where the other comes first. */
export function daysBetween(date: string, other: string): number {
  return Math.round((asUtc(`${other} 00:00:00`) - asUtc(`${date} 00:00:00`)) / DAY);
}

/** What a wall clock in that zone shows, as `YYYY-MM-DD hh:mm:ss`. */
export function wallClock(moment: Date, zone: string): string {
  if (zone === 'UTC') {
    return utc(moment);
  }
  const parts = formatOf(zone).formatToParts(moment);
  const read = (type: string): string => parts.find((part) => part.type === type)?.value ?? '';
  const date = [read('year').padStart(4, '0'), read('month'), read('day')].join('-');
  return `${date} ${[read('hour'), read('minute'), read('second')].join(':')}`;
}

/**
 * When a wall clock in that zone shows this time. Where clocks are put back it does so twice; where they are put forward
 * it may never, and the moment is as much later.
 */
export function toInstant(clock: string, zone: string, which: 'first' | 'last'): Date {
  const time = asUtc(clock);
  const readings = [time - offsetAt(time - DAY, zone), time - offsetAt(time + DAY, zone)];
  const right = readings.filter((reading) => wallClock(new Date(reading), zone) === clock);
  if (right.length === 0) {
    return new Date(Math.max(...readings));
  }
  return new Date(which === 'first' ? Math.min(...right) : Math.max(...right));
}

function offsetAt(time: number, zone: string): number {
  const second = Math.floor(time / 1000) * 1000;
  return asUtc(wallClock(new Date(second), zone)) - second;
}

function dateIn(clock: string): string {
  return clock.slice(0, clock.indexOf(' '));
}

function asUtc(clock: string): number {
  const [year = 0, month = 0, day, hour, minute, second] = clock.split(/\D/).map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

function utc(moment: Date): string {
  // Beyond the year 9999 there is a sign in front.
  return moment.toISOString().replace(/^\+0/, '').replace('T', ' ').slice(0, -'.000Z'.length);
}

// Making one takes a thousand times as long as using it.
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
