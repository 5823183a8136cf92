import type { AddDemoRows } from '../../demo/demo-rows';
import { DAY, SAMPLE_IDS } from '../../../core/common';
import { License } from '../../../core/licenses';
import { Relay } from '../relay.entity';

const TERM = 30 * DAY;

/** A relay whose time is over, so that the license has its pool. */
export const addRelays: AddDemoRows = async (manager, { now }) => {
  const end = new Date(now.getTime() - DAY);
  const start = new Date(end.getTime() - TERM);
  const { id: licenseId } = await manager.findOneByOrFail(License, { key: 'DEMO-ACTIVE-0001' });
  await manager.insert(Relay, {
    uid: SAMPLE_IDS.relay,
    licenseId,
    name: 'Plant 1 (demo)',
    publicKey: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
    pool: { activations: 1 },
    termSeconds: TERM / 1000,
    certificateId: SAMPLE_IDS.relay,
    codeKey: '0'.repeat(64),
    tokenHash: '0'.repeat(64),
    createdAt: start,
    certifiedAt: start,
    expiresAt: end,
    endedAt: end,
  });
};
