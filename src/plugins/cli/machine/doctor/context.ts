import { DIALECT_ENV } from '../../../../core/start/all-dialects';
import type { Settings } from '../../../../core/platform/config/settings';
import { inspectSettings } from '../../../../core/platform/config/read-settings';
import {
  inspectCluster,
  type InspectedCluster,
  urlOfRunning,
} from '../../../../core/platform/embedded-postgres/inspect-cluster';
import { NotChecked } from './check';
import { ReadOnlyDatabase } from './read-only-database';

export type Environment = Readonly<Record<string, string | undefined>>;

/** The things that checks look at. Whatever several of them need is opened once, when the first one asks for it. */
export class Context {
  /** Invalid values count as unset. */
  readonly settings: Readonly<Settings>;
  /** A sentence for each invalid value. */
  readonly invalid: readonly string[];
  private inspecting: Promise<InspectedCluster> | undefined;
  private opening: Promise<ReadOnlyDatabase> | undefined;

  constructor(
    readonly environment: Environment,
    readonly now: Date,
  ) {
    const { settings, problems } = inspectSettings(environment, DIALECT_ENV);
    this.settings = settings;
    this.invalid = problems;
  }

  isGiven(name: string): boolean {
    return (this.environment[name] ?? '').trim() !== '';
  }

  /** Whether the database is the embedded one. */
  get isEmbedded(): boolean {
    return !this.isGiven('DATABASE_URL');
  }

  /** The embedded database. Throws NotChecked if another one is used. */
  async cluster(): Promise<InspectedCluster> {
    if (!this.isEmbedded) {
      throw new NotChecked('DATABASE_URL is set: the embedded database is not used');
    }
    this.inspecting ??= inspectCluster(this.settings.DATA_DIR);
    return this.inspecting;
  }

  /** Throws NotChecked if there is no database that runs. */
  async databaseUrl(): Promise<string> {
    const url = this.isEmbedded ? await urlOfRunning((await this.cluster()).folder) : this.settings.DATABASE_URL;
    if (url === undefined) {
      throw new NotChecked(
        this.isEmbedded
          ? 'the embedded database is not running: it runs while the server does'
          : 'DATABASE_URL is invalid',
      );
    }
    return url;
  }

  /** The database, opened once. Throws what opening it does. */
  open(): Promise<ReadOnlyDatabase> {
    this.opening ??= this.databaseUrl().then((url) => ReadOnlyDatabase.open(url));
    return this.opening;
  }

  /** The database, for checks of what is in it. Throws NotChecked if it cannot be opened. */
  async database(): Promise<ReadOnlyDatabase> {
    try {
      return await this.open();
    } catch (error) {
      throw error instanceof NotChecked ? error : new NotChecked('the database cannot be reached: see `database`');
    }
  }

  async close(): Promise<void> {
    await this.opening?.then(
      (database) => database.close(),
      () => undefined,
    );
  }
}
