import { defined } from '../../../core/common';
import type { License } from '../../../core/licenses';
import type { LicenseMachinesService, MachineFilter } from '../app/license-machines.service';
import type { Account } from './account';
import { MachineResourceDto, type MachinesAnswerDto } from './dto/machine.dto';
import type { MachineQueryDto } from './dto/query.dto';
import { pageIn, pageLinks } from './pages';

export interface MachineList {
  readonly license: License;
  readonly query: MachineQueryDto;
  readonly account: Account;
  /** Path of the list, including its account. */
  readonly path: string;
  readonly now: Date;
}

/** The machines of a license that the query asks for. */
export async function machinesAnswer(
  machines: LicenseMachinesService,
  { license, query, account, path, now }: MachineList,
): Promise<MachinesAnswerDto> {
  const filter = machineFilterIn(query, license);
  const { rows, total } = filter ? await machines.list(license, filter, pageIn(query)) : { rows: [], total: 0 };
  return {
    data: rows.map((activation) => MachineResourceDto.from(activation, license, account, now)),
    ...pageLinks(query, path, total),
  };
}

/** Null for filters that no machine of the license meets. */
function machineFilterIn(query: MachineQueryDto, { uid, key, product, policy }: License): MachineFilter | null {
  const { fingerprint, ip, hostname, status, metadata, owner, user, group } = query;
  const isOther = (sent: string | undefined, own: string | undefined): boolean => sent !== undefined && sent !== own;
  const isOfOther =
    isOther(query.license?.toLowerCase(), uid) ||
    isOther(query.key, key) ||
    isOther(query.product?.toLowerCase(), product?.uid) ||
    isOther(query.policy?.toLowerCase(), policy?.uid) ||
    [owner, user, group].some((sent) => sent !== undefined);
  const life = status?.toUpperCase();
  if (isOfOther || !(life === undefined || life === 'ALIVE' || life === 'DEAD')) {
    return null;
  }
  return defined({ fingerprint, ip, hostname, metadata, isDead: life === undefined ? undefined : life === 'DEAD' });
}
