import { stat } from 'node:fs/promises';
import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../common/clock';
import { InvalidSettings, Settings } from '../config/settings';
import { CountryDatabase } from './country-database';

const INTERVAL_MS = 60_000;

/** Reads the database of COUNTRY_DATABASE at startup and when the file changes. */
@Injectable()
export class CountryDatabaseService implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger('Countries');
  private database: CountryDatabase | null = null;
  private version = '';
  private isNeeded = false;
  private stop = (): void => undefined;

  constructor(
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  async onModuleInit(): Promise<void> {
    const { COUNTRY_DATABASE: path } = this.settings;
    if (path === undefined) {
      return;
    }
    try {
      this.version = await versionOf(path);
      this.database = await CountryDatabase.open(path);
    } catch (error) {
      throw new InvalidSettings(
        `Settings: COUNTRY_DATABASE must be the path of a MaxMind country or city database: ${reasonOf(error)}.`,
      );
    }
    this.stop = this.clock.every(INTERVAL_MS, () => this.reload(path));
  }

  onApplicationShutdown(): void {
    this.stop();
  }

  /** Null if COUNTRY_DATABASE is not set. */
  current(): CountryDatabase | null {
    return this.database;
  }

  /** Whether a license was refused because there is no database. */
  get isMissing(): boolean {
    return this.isNeeded && this.database === null;
  }

  /** Warns once that a license with a country rule cannot be used without a database. */
  reportMissing(): void {
    if (!this.isNeeded) {
      this.isNeeded = true;
      this.logger.warn('Licenses with country rules are refused, because COUNTRY_DATABASE is not set');
    }
  }

  /** A file that cannot be read is reported once; the earlier database stays in use. */
  private async reload(path: string): Promise<void> {
    const version = await versionOf(path).catch(() => '');
    if (version === this.version) {
      return;
    }
    this.version = version;
    try {
      this.database = await CountryDatabase.open(path);
      this.logger.log('The country database was read again');
    } catch (error) {
      this.logger.warn(`The changed country database was not read, the earlier one stays in use: ${reasonOf(error)}`);
    }
  }
}

async function versionOf(path: string): Promise<string> {
  const { mtimeMs, size, ino } = await stat(path);
  return `${ino} ${mtimeMs} ${size}`;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
