import { normalizeDomain } from '../../../../core/licenses';
import { refused, type StagedData, type StagedRow, staged } from '../staged';
import type { CsvField } from './csv-fields';
import type { CsvValues } from './csv-columns';
import { type DateOrder, isoDate } from './csv-dates';
import { durationIn } from './durations';
import { folded, listIn, patternOf, RowValues } from './values';

export interface CsvReading {
  /** Time zone of dates that name none. */
  readonly zone: string;
  readonly now: Date;
  /** Reference of the product of rows that name none. */
  readonly product: string | undefined;
  /** Order of day and month in dates that can be read in two ways. */
  readonly dates?: DateOrder;
}

type State = NonNullable<StagedData['license']['state']>;

/** Statuses that say the same at most servers; another one may mean that the license is not valid. */
const STATES: Readonly<Record<State | 'expired', readonly string[]>> = {
  active: [
    'active',
    'inactive',
    'valid',
    'enabled',
    'unused',
    'new',
    'issued',
    'available',
    'sold',
    'delivered',
    'assigned',
    'paid',
    'ok',
  ],
  disabled: ['disabled', 'suspended', 'deactivated', 'paused', 'on hold'],
  blocked: ['blocked', 'banned'],
  revoked: ['revoked', 'refunded', 'chargeback'],
  expired: ['expired'],
};
const WITHOUT_LIMIT = ['unlimited', 'any', 'none', '∞', '-1'];
const WITHOUT_DATE = ['never', 'lifetime', 'unlimited', 'none', 'perpetual', 'n/a', '-'];
const YES = ['1', 'true', 'yes', 'y', 'on', 'x'];
const NO = ['0', 'false', 'no', 'n', 'off', ''];
const MAX_DEVICE = 512;
const MAX_METADATA = 50;
const METADATA = 'metadata.';
const KEY_DAMAGED = 'key_damaged';

/**
 * The license of a row with its product, customer and activations.
 * @param notes of the license, beside those of its values
 */
export function licenseRows(values: CsvValues, reading: CsvReading, notes: readonly string[] = []): StagedRow[] {
  return new CsvLicense(values, reading, notes).rows();
}

class CsvLicense {
  private readonly read: RowValues;

  constructor(
    private readonly values: CsvValues,
    private readonly reading: CsvReading,
    notes: readonly string[],
  ) {
    this.read = new RowValues(reading.zone);
    notes.forEach((note) => this.read.notes.add(note));
    if (this.read.notes.delete(KEY_DAMAGED)) {
      this.read.problem = KEY_DAMAGED;
    }
  }

  rows(): StagedRow[] {
    const { read } = this;
    const key = read.key(this.one('key'));
    const name = read.name(this.one('product_name'));
    const reference = read.name(this.one('product')) ?? name ?? this.reading.product ?? null;
    if (reference === null) {
      read.problem ??= 'product_missing';
    }
    const parent = folded(reference ?? '');
    const customer = this.customer();
    const data = this.license(key, parent, customer?.sourceId ?? null);
    const activatedAt = this.date('activated_at', '00:00:00');
    const { problem } = read;
    const label = key === '' ? (this.values.values().next().value?.[0] ?? '') : key;
    const license = staged('license', { sourceId: key, parent, label, data, problem, notes: [...read.notes] });
    if (problem !== undefined) {
      return [license];
    }
    const product = { reference: reference ?? '', name: name ?? reference ?? '' };
    return [
      staged('product', { sourceId: parent, label: product.reference, data: product, isDerived: true }),
      ...(customer ? [customer] : []),
      license,
      ...this.activations(key, activatedAt),
    ];
  }

  private license(key: string, parent: string, customer: string | null): StagedData['license'] {
    const { read } = this;
    const limits = {
      type_label: read.name(this.one('type')),
      max_activations: this.isYes('is_unlimited') ? null : this.seats(),
      uses_limit: null,
      duration_days: this.duration(),
    };
    const expires_at = this.date('expires_at', '23:59:59');
    return {
      key,
      ...limits,
      pattern: patternOf({ product: parent, ...limits }),
      customer,
      expires_at,
      starts_at: this.date('starts_at', '00:00:00'),
      updates_until: this.date('updates_until', '23:59:59'),
      support_until: this.date('support_until', '23:59:59'),
      allowed_domains: read.domains(this.all('allowed_domains').join('\n')),
      allowed_ips: read.addresses(this.all('allowed_ips').join('\n')),
      description: read.text(this.all('description').join('\n')),
      metadata: this.metadata(),
      created_at: this.date('created_at', '00:00:00'),
      state: this.state(expires_at),
    };
  }

  /** The name of a buyer is not that of who received a gift. */
  private customer(): (StagedRow & { readonly sourceId: string }) | null {
    const { read } = this;
    const recipient = read.email(this.one('recipient_email'));
    const email = recipient ?? read.email(this.one('email'));
    if (email === null) {
      return null;
    }
    const fullName = `${this.one('first_name') ?? ''} ${this.one('last_name') ?? ''}`;
    const name = recipient === null ? (read.name(this.one('name')) ?? read.name(fullName)) : null;
    const data = {
      email,
      name: name ?? email.split('@', 1)[0] ?? email,
      company: read.name(this.one('company')),
      phone: read.name(this.one('phone'), 64),
    };
    return { ...staged('customer', { sourceId: email, label: email, data, isDerived: true }), sourceId: email };
  }

  private activations(key: string, activated_at: string | null): StagedRow[] {
    const sites = this.entries('domains').map((site) => ({
      kind: 'domain' as const,
      fingerprint: normalizeDomain(site),
      text: site,
    }));
    const devices = this.entries('devices').map((device) => ({
      kind: 'device' as const,
      fingerprint: device.length > MAX_DEVICE ? null : device,
      text: device,
    }));
    return [...sites, ...devices].map(({ kind, fingerprint, text }) => {
      const label = text.slice(0, 200);
      return fingerprint === null
        ? refused('activation', label, kind === 'domain' ? 'domain_invalid' : 'device_invalid', { license: key, label })
        : staged('activation', {
            sourceId: `${key} ${fingerprint}`,
            parent: key,
            label: fingerprint,
            data: { kind, fingerprint, activated_at },
          });
    });
  }

  private state(expiresAt: string | null): State {
    const { read } = this;
    const status = (this.one('status') ?? 'active').toLowerCase();
    const found = (Object.keys(STATES) as (State | 'expired')[]).find((state) => STATES[state].includes(status));
    if (found === undefined) {
      read.problem ??= 'status_unknown';
    }
    const isEnabled = this.one('is_enabled') === null || this.isYes('is_enabled');
    if (found === 'revoked' || this.isYes('is_revoked')) {
      return 'revoked';
    }
    if (found === 'blocked') {
      return 'blocked';
    }
    if (found === 'expired' && (expiresAt === null || expiresAt > this.reading.now.toISOString())) {
      read.notes.add('expired_without_date');
      return 'disabled';
    }
    const isDisputed = this.isYes('is_disputed') && !this.isYes('is_dispute_won');
    return found === 'disabled' || !isEnabled || this.isYes('is_disabled') || isDisputed ? 'disabled' : 'active';
  }

  private seats(): number | null {
    const text = this.one('seats');
    return text !== null && WITHOUT_LIMIT.includes(text.toLowerCase()) ? null : this.read.limit(text);
  }

  private duration(): number | null {
    const text = this.one('duration');
    if (text === null || WITHOUT_DATE.includes(text.toLowerCase())) {
      return null;
    }
    const duration = durationIn(text);
    if (!duration) {
      this.read.problem ??= 'duration_invalid';
      return null;
    }
    if (duration.isRounded) {
      this.read.notes.add('duration_in_days');
    }
    return this.read.days(String(duration.days));
  }

  private date(field: CsvField, time: string): string | null {
    const text = this.one(field);
    if (text === null || WITHOUT_DATE.includes(text.toLowerCase())) {
      return null;
    }
    return this.read.date(isoDate(text, this.reading.dates), time);
  }

  private isYes(field: CsvField): boolean {
    const text = (this.one(field) ?? '').toLowerCase();
    if (!YES.includes(text) && !NO.includes(text)) {
      this.read.problem ??= 'boolean_invalid';
    }
    return YES.includes(text);
  }

  /** A name in two parts is one of an object, such as `gumroad.uses`. */
  private metadata(): Record<string, string | Record<string, string>> {
    const given = [...this.values.keys()].filter((meaning) => meaning.startsWith(METADATA));
    const kept = given.slice(0, MAX_METADATA);
    if (kept.length < given.length) {
      this.read.notes.add('metadata_dropped');
    }
    const metadata: Record<string, string | Record<string, string>> = {};
    for (const meaning of kept) {
      const [name = '', part] = meaning.slice(METADATA.length).split('.', 2);
      const value = this.read.name(this.all(meaning).join(', ')) ?? '';
      const { [name]: former } = metadata;
      metadata[name] = part === undefined ? value : { ...(typeof former === 'object' && former), [part]: value };
    }
    return metadata;
  }

  private entries(field: CsvField): string[] {
    return this.all(field).flatMap((text) => listIn(text));
  }

  private one(field: CsvField): string | null {
    return this.values.get(field)?.[0] ?? null;
  }

  private all(meaning: string): readonly string[] {
    return this.values.get(meaning) ?? [];
  }
}
