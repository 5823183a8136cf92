import { SAMPLE_IDS } from '../../../core/common';
import { Customer } from '../../../core/customers';
import { License } from '../../../core/licenses';
import type { AddDemoRows } from '../../demo/demo-rows';
import { PortalClaim } from '../claims/portal-claim.entity';

/** Two claims that wait, whose ids the examples of the documents name. */
export const addClaims: AddDemoRows = async (manager, { now }) => {
  const license = await manager.findOneByOrFail(License, { key: 'DEMO-NOT-STARTED-0005' });
  const { id: customerId } = await manager.findOneByOrFail(Customer, { reference: 'demo-acme' });
  const claim = { licenseId: license.id, customerId, previousCustomerId: license.customerId, language: 'en' };
  const waiting = { ...claim, state: 'pending', proof: 'email', createdAt: now, decidedAt: null } as const;
  await manager.insert(PortalClaim, { ...waiting, uid: SAMPLE_IDS.claim, email: 'ada.private@demo.example' });
  await manager.insert(PortalClaim, { ...waiting, uid: SAMPLE_IDS.spareClaim, email: 'eve@demo.example' });
};
