import { resolve } from 'node:path';
import { allFiles } from '../../../core/common/declarations/declarations';
import { pluginFoldersIn } from '../../../core/common/declarations/plugin-folders';
import { PROJECT_DIR } from '../../../core/common/project';
import { defaultDataDir } from '../../../core/platform/embedded-postgres/data-folder';
import { environment } from '../../cli/kit/environment';
import type { ReportNames } from '../report-claims';

/** The data folder of a relay. */
export interface RelayFolder {
  readonly data?: string;
}

/** The options of a start. */
export interface RelayStart extends RelayFolder {
  readonly license?: string;
  readonly port?: number;
  /** Whether programs find it by multicast DNS. */
  readonly announce?: boolean;
  readonly partner?: string;
  readonly witness?: string;
  /** Seconds. */
  readonly lease?: number;
  /** Days for which it keeps its logs. */
  readonly logDays?: number;
  /** Names of users and devices in the reports that it sends by itself. */
  readonly users?: ReportNames;
}

/** Each connection is a process of PostgreSQL with about 10 MB: these are enough for thousands of sessions. */
const FEW_CONNECTIONS = '2';

/** The rows of thousands of sessions, and no more: pages that stay in memory count for each relay. */
const FEW_BUFFERS_MB = '8';

/** Devices that a relay remembers: those of its sessions. */
const FEW_DEVICES = '2000';

/** Plug-ins of a relay; all others are off. */
export const OF_RELAYS = ['cli', 'relay'];

/** The environment of the server that a relay is: this one, with few plug-ins. */
export function relayEnvironment({
  data,
  license,
  port,
  partner,
  witness,
  lease,
  announce,
  logDays,
  users,
}: RelayStart): Record<string, string | undefined> {
  const others = pluginFoldersIn(allFiles()).map(({ name }) => name);
  return {
    HOST: '0.0.0.0',
    DATABASE_POOL: FEW_CONNECTIONS,
    PG_SHARED_BUFFERS_MB: FEW_BUFFERS_MB,
    KNOWN_DEVICES: FEW_DEVICES,
    // PostgreSQL and Node use few threads that allocate: each arena keeps memory of its own.
    MALLOC_ARENA_MAX: '1',
    ...environment,
    DATA_DIR: resolve(data ?? environment.DATA_DIR ?? defaultDataDir(PROJECT_DIR)),
    DATABASE_URL: environment.DATABASE_URL,
    ...(port !== undefined && { PORT: String(port) }),
    PLUGINS: '',
    PLUGINS_OFF: others.filter((name) => !OF_RELAYS.includes(name)).join(','),
    KEYWARD_RELAY: '1',
    KEYWARD_RELAY_REPORT_NAMES: users ?? 'none',
    KEYWARD_RELAY_FILE: license === undefined ? '' : resolve(license),
    KEYWARD_RELAY_ANNOUNCE: announce ? '1' : '',
    KEYWARD_RELAY_PARTNER: partner,
    KEYWARD_RELAY_WITNESS: witness,
    KEYWARD_RELAY_LOG_DAYS: logDays === undefined ? undefined : String(logDays),
    KEYWARD_RELAY_LEASE: lease === undefined ? undefined : String(lease),
  };
}

/** Lets the commands of this process use the folder. */
export function useFolder({ data }: RelayFolder): void {
  if (data !== undefined) {
    Object.assign(environment, { DATA_DIR: resolve(data) });
  }
}
