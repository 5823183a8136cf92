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

export type LicenseDataCipher = (typeof LICENSE_DATA_CIPHERS)[number];

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

const DIALECT_HOST = /^[a-z0-9-]+=[a-z0-9.-]+$/i;

const REDIS_URL = /^rediss?:\/\/\S+$/;

/** Environment settings, validated at startup. Documented in the README. */
export class Settings {
  @IsInt()
  @Min(0)
  @Max(65_535)
  readonly PORT: number = 8080;

  /** Default: localhost with the embedded database, otherwise all addresses. */
  @IsOptional()
  @IsString()
  @MinLength(1)
  readonly HOST?: string;

  /** PEM certificate file of an additional TLS listener; none by default. */
  @IsOptional()
  @IsGivenWith('TLS_KEY')
  readonly TLS_CERT?: string;

  /** PEM private key file of TLS_CERT. */
  @IsOptional()
  @IsGivenWith('TLS_CERT')
  readonly TLS_KEY?: string;

  @IsInt()
  @Min(0)
  @Max(65_535)
  readonly TLS_PORT: number = 2443;

  /** Base URL of links in responses; the host of the request by default. Browsers reach the server below its path. */
  @IsOptional()
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true, require_tld: false })
  readonly PUBLIC_URL?: string;

  /** Default: the embedded database. */
  @IsOptional()
  @IsPostgresUrl(WRITER_TARGETS)
  readonly DATABASE_URL?: string;

  /** Connection without a pooler, for session-level features. */
  @IsOptional()
  @IsPostgresUrl(WRITER_TARGETS)
  readonly DATABASE_DIRECT_URL?: string;

  /** Standbys of the database for lists, exports and statistics; none by default. */
  @IsOptional()
  @IsPostgresUrl(READER_TARGETS)
  readonly DATABASE_READ_URL?: string;

  /** Maximum age of statistics that are read there, in seconds. */
  @IsInt()
  @Min(1)
  @Max(3_600)
  readonly DATABASE_READ_MAX_LAG_S: number = 10;

  /** Maximum number of connections for requests. */
  @IsInt()
  @Min(1)
  @Max(1_000)
  readonly DATABASE_POOL: number = 20;

  /** Processes that serve requests on one port. */
  @IsInt({ message: '$property must be a number of processes, or auto for one per processor core' })
  @Min(1)
  @Max(256)
  readonly WORKERS: number = 1;

  /** Seconds for which a start waits for a database that cannot be reached. */
  @IsInt()
  @Min(0)
  @Max(86_400)
  readonly DATABASE_WAIT_S: number = 60;

  /** Redis for rate limits shared by all nodes; each node counts in memory by default. */
  @IsOptional()
  @Matches(REDIS_URL, { message: '$property must be a redis:// or rediss:// URL' })
  readonly REDIS_URL?: string;

  /** Parent folder of the embedded database. */
  @IsOptional()
  @IsString()
  @MinLength(1)
  readonly DATA_DIR?: string;

  /** Folder of the embedded database's `postgres` and `initdb`. */
  @IsOptional()
  @IsString()
  @MinLength(1)
  readonly PG_BIN?: string;

  /** Folder of scheduled backups; none are made by default. */
  @IsOptional()
  @IsAbsolutePath()
  readonly BACKUP_DIR?: string;

  /** Read at the first start only. */
  @IsOptional()
  @MinLength(8)
  @MaxLength(200)
  readonly ADMIN_PASSWORD?: string;

  @IsOptional()
  @MinLength(8)
  @MaxLength(1_000)
  readonly JWT_SECRET?: string;

  /** Encrypts and decrypts license data; generated at the first start by default. */
  @IsOptional()
  @IsLicenseDataKey(16)
  readonly LICENSE_DATA_KEY?: string;

  /** Decryption-only keys, from a migrated server or before a rotation. Short keys of old servers are accepted. */
  @ArrayMaxSize(20)
  @IsLicenseDataKey(8, { each: true })
  readonly LICENSE_DATA_OLD_KEYS: readonly string[] = [];

  /** Encrypts the secrets in the database; they are stored in plain text by default. Format as LICENSE_DATA_KEY. */
  @IsOptional()
  @IsLicenseDataKey(MIN_SECRETS_KEY_BYTES)
  readonly SECRETS_KEY?: string;

  /** File that holds SECRETS_KEY. */
  @IsOptional()
  @IsGivenWithout('SECRETS_KEY')
  readonly SECRETS_KEY_FILE?: string;

  /** Decryption-only keys for secrets: the previous or the next one. */
  @ArrayMaxSize(20)
  @IsLicenseDataKey(MIN_SECRETS_KEY_BYTES, { each: true })
  readonly SECRETS_OLD_KEYS: readonly string[] = [];

  @IsIn(LICENSE_DATA_CIPHERS)
  readonly LICENSE_DATA_CIPHER: LicenseDataCipher = 'aes-256-gcm';

  /** Addresses and networks whose X-Forwarded-For is trusted. */
  @IsNetwork()
  readonly TRUSTED_PROXIES: readonly string[] = [];

  /** Dialects whose public routes need no credential, as in their contracts. */
  readonly OPEN_DIALECTS: readonly string[] = [];

  /** Values of the variables that dialects declare, by name. */
  readonly DIALECT_ENV: Readonly<Record<string, string>> = {};

  /** Path of a MaxMind country or city database (.mmdb), for policies that allow or deny countries. */
  @IsOptional()
  @IsString()
  @MinLength(1)
  readonly COUNTRY_DATABASE?: string;

  /** Time zone of calendar days and of dates in some dialects, e.g. Asia/Shanghai. */
  @IsTimeZone()
  readonly TIME_ZONE: string = 'UTC';

  /** Dialects by host, for paths shared by two dialects: `dialect=host`. */
  @Matches(DIALECT_HOST, {
    each: true,
    message: 'each value in $property must be the name of a dialect, an equals sign and a host',
  })
  readonly DIALECT_HOSTS: readonly string[] = [];

  /** Multiplies every rate limit; 0 disables them. */
  @IsNumber()
  @Min(0)
  @Max(1_000_000)
  readonly RATE_LIMIT_FACTOR: number = 1;

  /** How long a stopping server keeps serving, while it reports that it is not ready. */
  @IsInt()
  @Min(0)
  @Max(300_000)
  readonly SHUTDOWN_DELAY_MS: number = 1_000;

  /** Sample data and the documented test credentials, for evaluation. */
  @IsBoolean({ message: '$property must be 1 or 0' })
  @IsOffInProduction()
  readonly DEMO: boolean = false;

  /** Allows webhooks to private, loopback and link-local addresses. */
  @IsBoolean({ message: '$property must be 1 or 0' })
  readonly WEBHOOK_ALLOW_PRIVATE: boolean = false;

  /** Only checked for `production`. */
  @IsOptional()
  @IsString()
  readonly NODE_ENV?: string;

  /** Bearer token for the metrics; without it, they are for loopback addresses only. */
  @IsOptional()
  @Matches(/^[\x21-\x7e]{16,1000}$/, {
    message: '$property must have 16 to 1000 printable ASCII characters without spaces',
  })
  readonly METRICS_TOKEN?: string;

  /** Receiver of traces by OTLP over HTTP. OpenTelemetry reads its other variables itself. */
  @IsOptional()
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true, require_tld: false })
  readonly OTEL_EXPORTER_OTLP_ENDPOINT?: string;

  @IsIn(LOG_LEVELS)
  readonly LOG_LEVEL: (typeof LOG_LEVELS)[number] = 'info';
}

export class InvalidSettings extends Error {}
