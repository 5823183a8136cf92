import {
  ArrayMaxSize,
  IsBoolean,
  IsIn,
  IsInt,
  IsNumber,
  IsOptional,
  IsString,
  IsTimeZone,
  IsUrl,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
} from 'class-validator';
import { READER_TARGETS, WRITER_TARGETS } from './postgres-url';
import { IsLicenseDataKey, MIN_SECRETS_KEY_BYTES } from './license-data-key';
import {
  IsPostgresUrl,
  IsNetwork,
  IsAbsolutePath,
  IsGivenWith,
  IsGivenWithout,
  IsOffInProduction,
} from './setting-validators';

/** Ciphers of license data; `legacy` is the format of earlier servers. */
export const LICENSE_DATA_CIPHERS = ['aes-128-cbc', 'aes-256-cbc', 'aes-128-gcm', 'aes-256-gcm', 'legacy'] as const;

/** Cipher of the license data of other servers. */
export type LicenseDataCipher = (typeof LICENSE_DATA_CIPHERS)[number];

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

const DIALECT_HOST = /^[a-z0-9-]+=[a-z0-9.-]+$/i;

const REDIS_URL = /^rediss?:\/\/\S+$/;

/** Environment settings, validated at startup. Their comments are the text of docs/settings.md. */
export class Settings {
  /** Port to listen on. */
  @IsInt()
  @Min(0)
  @Max(65_535)
  readonly PORT: number = 8080;

  /** Address to listen on. Default: `127.0.0.1` with the embedded database, otherwise `0.0.0.0`. */
  @IsOptional()
  @IsString()
  @MinLength(1)
  readonly HOST?: string;

  /**
   * PEM file with the certificate of a second, encrypted listener, [reloaded when it changes](deploy.md#certificates).
   */
  @IsOptional()
  @IsGivenWith('TLS_KEY')
  readonly TLS_CERT?: string;

  /** PEM file with the private key of `TLS_CERT`. */
  @IsOptional()
  @IsGivenWith('TLS_CERT')
  readonly TLS_KEY?: string;

  /** Port of the encrypted listener. */
  @IsInt()
  @Min(0)
  @Max(65_535)
  readonly TLS_PORT: number = 2443;

  /**
   * Base URL of links in answers, and issuer (`iss`) of what Keyward signs; with a path,
   * [everything is below it](operate/install.md#below-a-path). Default: the host of the request; the id of the installation.
   */
  @IsOptional()
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true, require_tld: false })
  readonly PUBLIC_URL?: string;

  /**
   * PostgreSQL 14 or later, recommended for production; [several hosts](fail-over.md), separated by commas, for one
   * database with standbys. Default: the embedded database.
   */
  @IsOptional()
  @IsPostgresUrl(WRITER_TARGETS)
  readonly DATABASE_URL?: string;

  /**
   * The same database without a pooler such as PgBouncer, for operations that need a session. Default: `DATABASE_URL`.
   */
  @IsOptional()
  @IsPostgresUrl(WRITER_TARGETS)
  readonly DATABASE_DIRECT_URL?: string;

  /** [Standbys](fail-over.md#read-from-standbys) for lists, searches, exports and statistics. */
  @IsOptional()
  @IsPostgresUrl(READER_TARGETS)
  readonly DATABASE_READ_URL?: string;

  /** Age in seconds that statistics from `DATABASE_READ_URL` may have. */
  @IsInt()
  @Min(1)
  @Max(3_600)
  readonly DATABASE_READ_MAX_LAG_S: number = 10;

  /**
   * Connections for requests that a node opens at most: [what PostgreSQL must allow](operate/scale.md#connections).
   */
  @IsInt()
  @Min(1)
  @Max(1_000)
  readonly DATABASE_POOL: number = 20;

  /** [Processes](performance.md#use-all-cores) of the node, a number or `auto`. */
  @IsInt({ message: '$property must be a number of processes, or auto for one per processor core' })
  @Min(1)
  @Max(256)
  readonly WORKERS: number = 1;

  /** Devices that a node remembers, to [check](performance.md#checks-of-known-devices) each with one statement; 0 for none. */
  @IsInt()
  @Min(0)
  @Max(10_000_000)
  readonly KNOWN_DEVICES: number = 20_000;

  /** Seconds for which a start waits for a database that cannot be reached. */
  @IsInt()
  @Min(0)
  @Max(86_400)
  readonly DATABASE_WAIT_S: number = 60;

  /** Redis that shares rate limits between nodes; while it is unreachable or full, each node counts separately. */
  @IsOptional()
  @Matches(REDIS_URL, { message: '$property must be a redis:// or rediss:// URL' })
  readonly REDIS_URL?: string;

  /** Folder of the embedded database. Default: `.data` in the checkout, or in the working directory if npm installed the server; as root below `/var/lib/keyward`. */
  @IsOptional()
  @IsString()
  @MinLength(1)
  readonly DATA_DIR?: string;

  /** Folder with `postgres` and `initdb` of the embedded database. Default: those of the npm packages. */
  @IsOptional()
  @IsString()
  @MinLength(1)
  readonly PG_BIN?: string;

  /** Memory in MB in which the embedded database keeps pages of tables. */
  @IsInt()
  @Min(8)
  @Max(65_536)
  readonly PG_SHARED_BUFFERS_MB: number = 128;

  /** Folder with [further languages](operate/languages.md) of the console, such as `fr.json`. Default: `i18n` in the working directory. */
  @IsOptional()
  @IsString()
  @MinLength(1)
  readonly I18N_DIR?: string;

  /** Folder of [scheduled backups](backup.md#schedule), an absolute path. Default: no schedule. */
  @IsOptional()
  @IsAbsolutePath()
  readonly BACKUP_DIR?: string;

  /** Password of the first admin, read at the first start only. Default: generated and printed once. */
  @IsOptional()
  @MinLength(8)
  @MaxLength(200)
  readonly ADMIN_PASSWORD?: string;

  /** Signs access tokens. Default: generated at the first start. */
  @IsOptional()
  @MinLength(8)
  @MaxLength(1_000)
  readonly JWT_SECRET?: string;

  /**
   * Encrypts license data that client programs store: a text of 16 bytes to 255 characters, or `base64:…`; [importing and
   * rotating keys](operate/keys.md#license-data-keys). Default: generated at the first start.
   */
  @IsOptional()
  @IsLicenseDataKey(16)
  readonly LICENSE_DATA_KEY?: string;

  /** Keys that only decrypt license data, comma-separated, at most 20. */
  @ArrayMaxSize(20)
  @IsLicenseDataKey(8, { each: true })
  readonly LICENSE_DATA_OLD_KEYS: readonly string[] = [];

  /**
   * Encrypts the [secrets in the database](operate/keys.md#secrets-in-the-database): a text of 32 bytes to 255 characters,
   * or `base64:…`. Default: they are stored in plain text.
   */
  @IsOptional()
  @IsLicenseDataKey(MIN_SECRETS_KEY_BYTES)
  readonly SECRETS_KEY?: string;

  /** File that contains `SECRETS_KEY`. */
  @IsOptional()
  @IsGivenWithout('SECRETS_KEY')
  readonly SECRETS_KEY_FILE?: string;

  /** Keys that only decrypt those secrets, comma-separated, at most 20. */
  @ArrayMaxSize(20)
  @IsLicenseDataKey(MIN_SECRETS_KEY_BYTES, { each: true })
  readonly SECRETS_OLD_KEYS: readonly string[] = [];

  /**
   * Cipher of new license data: `aes-128-cbc`, `aes-256-cbc`, `aes-128-gcm`, `aes-256-gcm`, or `legacy`, the format of
   * earlier servers; all can be read.
   */
  @IsIn(LICENSE_DATA_CIPHERS)
  readonly LICENSE_DATA_CIPHER: LicenseDataCipher = 'aes-256-gcm';

  /** Addresses and networks of proxies whose `X-Forwarded-For` is trusted, comma-separated. */
  @IsNetwork()
  readonly TRUSTED_PROXIES: readonly string[] = [];

  /** APIs whose public lists and admin calls need no credential, as in their contracts: [which ones](dialects.md). */
  readonly OPEN_DIALECTS: readonly string[] = [];

  /** Plug-ins that are left out, comma-separated: [which ones](operate/plugins.md). */
  readonly PLUGINS_OFF: readonly string[] = [];

  /** Plug-ins from outside, comma-separated: folders, or installed packages: [how to write one](plugins.md). */
  readonly PLUGINS: readonly string[] = [];

  /** Values of the variables that dialects declare, by name. */
  readonly DIALECT_ENV: Readonly<Record<string, string>> = {};

  /**
   * Path of a MaxMind country or city database (`.mmdb`), for policies that [allow or deny
   * countries](model/devices.md#sell-in-some-countries-only).
   */
  @IsOptional()
  @IsString()
  @MinLength(1)
  readonly COUNTRY_DATABASE?: string;

  /**
   * Time zone of times in some APIs, of extensions by calendar days, and of dates without a time and times without an
   * offset in every request and file, e.g. `Asia/Shanghai`.
   */
  @IsTimeZone()
  readonly TIME_ZONE: string = 'UTC';

  /** Host names bound to one API, for paths that two APIs share, e.g. `name=licenses.example.com`. */
  @Matches(DIALECT_HOST, {
    each: true,
    message: 'each value in $property must be the name of a dialect, an equals sign and a host',
  })
  readonly DIALECT_HOSTS: readonly string[] = [];

  /** Multiplies every rate limit, including concurrent requests and connections per address; `0` disables them. */
  @IsNumber()
  @Min(0)
  @Max(1_000_000)
  readonly RATE_LIMIT_FACTOR: number = 1;

  /** Time in milliseconds that the server keeps serving after SIGTERM while `/health/ready` returns 503. */
  @IsInt()
  @Min(0)
  @Max(300_000)
  readonly SHUTDOWN_DELAY_MS: number = 1_000;

  /**
   * `1` loads sample data and the documented test credentials; never in production or on a database with real licenses.
   */
  @IsBoolean({ message: '$property must be 1 or 0' })
  @IsOffInProduction()
  readonly DEMO: boolean = false;

  /** `1` allows [webhooks](webhooks.md) to loopback, private and link-local addresses, and imports from APIs there. */
  @IsBoolean({ message: '$property must be 1 or 0' })
  readonly WEBHOOK_ALLOW_PRIVATE: boolean = false;

  /** `production` forbids `DEMO`; the image sets it. */
  @IsOptional()
  @IsString()
  readonly NODE_ENV?: string;

  /**
   * Bearer token required by `/metrics`, at least 16 characters. Default: `/metrics` answers loopback addresses only.
   */
  @IsOptional()
  @Matches(/^[\x21-\x7e]{16,1000}$/, {
    message: '$property must have 16 to 1000 printable ASCII characters without spaces',
  })
  readonly METRICS_TOKEN?: string;

  /**
   * Receiver of [OpenTelemetry traces](monitoring.md#traces) by OTLP over HTTP; OpenTelemetry reads its other variables
   * itself.
   */
  @IsOptional()
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true, require_tld: false })
  readonly OTEL_EXPORTER_OTLP_ENDPOINT?: string;

  /** `fatal`, `error`, `warn`, `info`, `debug`, `trace` or `silent`. */
  @IsIn(LOG_LEVELS)
  readonly LOG_LEVEL: (typeof LOG_LEVELS)[number] = 'info';
}

/** Settings with which the server refuses to start. Its message names the variable. */
export class InvalidSettings extends Error {}
