import { withQuery } from '../components/filters';
import type { DeviceListQueryDto } from './device-list-query.dto';

export const DEVICES_PATH = '/console/devices';
export const freePath = (uid: string): string => `${DEVICES_PATH}/${uid}/free`;
export const reactivatePath = (uid: string): string => `${DEVICES_PATH}/${uid}/reactivate`;

export function listPath(
  { view, q, product, license, ip }: DeviceListQueryDto,
  page: { after?: string; before?: string } = {},
): string {
  return withQuery(DEVICES_PATH, { view, q, product, license, ip, ...page });
}
