import ipaddr from 'ipaddr.js';
import {
  IsIn,
  IsInt,
  IsNumber,
  IsOptional,
  IsString,
  IsUrl,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateBy,
  validateSync,
} from 'class-validator';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
const IsPostgresUrl = (): PropertyDecorator =>
  ValidateBy({
    name: 'isPostgresUrl',
    validator: {
      validate: (text) => typeof text === 'string' && isPostgresUrl(text),
      // Without the value, which may hold a password.
      defaultMessage: () =>
        '$property must be a postgres:// URL, with special characters in the password percent-encoded',
    },
  });

const IsNetwork = (): PropertyDecorator =>
  ValidateBy(
    {
      name: 'isNetwork',
      validator: {
        validate: (text) => typeof text === 'string' && (ipaddr.isValid(text) || ipaddr.isValidCIDR(text)),
        defaultMessage: () => 'each value in $property must be an address or a network such as 10.0.0.0/8',
      },
    },
    { each: true },
  );

/** What an operator can set, read from the environment once, checked and frozen. README says what each one does. */
export class Settings {
  @IsInt()
  @Min(0)
  @Max(65_535)
  readonly PORT: number = 8080;

  /** Left out: this machine alone with the embedded database, every address otherwise. */
  @IsOptional()
  @IsString()
  @MinLength(1)
  readonly HOST?: string;

  /** Base of links in answers; left out: the request's own host. */
  @IsOptional()
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true, require_tld: false })
  readonly PUBLIC_URL?: string;

  /** Left out: the embedded database. */
  @IsOptional()
  @IsPostgresUrl()
  readonly DATABASE_URL?: string;

  /** Past a pooler, for what needs a session of its own. */
  @IsOptional()
  @IsPostgresUrl()
  readonly DATABASE_DIRECT_URL?: string;

  /** Parent folder of the embedded database. */
  @IsOptional()
  @IsString()
  @MinLength(1)
  readonly DATA_DIR?: string;

  /** Folder with the `postgres` and `initdb` to embed. */
  @IsOptional()
  @IsString()
  @MinLength(1)
  readonly PG_BIN?: string;

  /** Read at the first start only. */
  @IsOptional()
  @MinLength(8)
  @MaxLength(200)
  readonly ADMIN_PASSWORD?: string;

  @IsOptional()
  @MinLength(8)
  @MaxLength(1_000)
  readonly JWT_SECRET?: string;

  /** Addresses and networks whose X-Forwarded-For is believed. */
  @IsNetwork()
  readonly TRUSTED_PROXIES: readonly string[] = [];

  /** Multiplies every rate limit; 0 lifts them all. */
  @IsNumber()
  @Min(0)
  @Max(1_000_000)
  readonly RATE_LIMIT_FACTOR: number = 1;

  @IsIn(LOG_LEVELS)
  readonly LOG_LEVEL: (typeof LOG_LEVELS)[number] = 'info';
}

export class InvalidSettings extends Error {}

/** Throws InvalidSettings with a sentence for each value that cannot be. An empty value counts as left out. */
export function readSettings(environment: NodeJS.ProcessEnv): Readonly<Settings> {
  const settings = Object.assign(new Settings(), valuesIn(environment));
  const problems = validateSync(settings).flatMap(({ constraints = {} }) => Object.values(constraints).slice(-1));
  if (problems.length > 0) {
    throw new InvalidSettings(`Settings: ${problems.join('; ')}.`);
  }
  return Object.freeze(settings);
}

type Reader = (text: string) => unknown;

const asText: Reader = (text) => text;
const asNumber: Reader = (text) => Number(text);
const asList: Reader = (text) =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean);

const READERS: Readonly<Record<keyof Settings, Reader>> = {
  PORT: asNumber,
  HOST: asText,
  PUBLIC_URL: asText,
  DATABASE_URL: asText,
  DATABASE_DIRECT_URL: asText,
  DATA_DIR: asText,
  PG_BIN: asText,
  ADMIN_PASSWORD: asText,
  JWT_SECRET: asText,
  TRUSTED_PROXIES: asList,
  RATE_LIMIT_FACTOR: asNumber,
  LOG_LEVEL: asText,
};

function valuesIn(environment: NodeJS.ProcessEnv): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(READERS).flatMap(([name, read]) => {
      const text = environment[name];
      return text === undefined || text.trim() === '' ? [] : [[name, read(text)]];
    }),
  );
}

/** A password with `#` or a bare `%` in it would be taken for something else. */
function isPostgresUrl(text: string): boolean {
  try {
    const { protocol, username, password, host, pathname, hash } = new URL(text);
    [username, password, host, pathname].forEach(decodeURIComponent);
    return /^postgres(ql)?:$/.test(protocol) && hash === '' && !/\s/.test(text);
  } catch {
    return false;
  }
}
