import type { AddDemoRows } from '../../demo/demo-rows';
import { SAMPLE_IDS } from '../../../core/common';
import { Resource } from '../resource.entity';

export const addResources: AddDemoRows = async (manager, { stamp }) => {
  await manager.insert(Resource, { uid: SAMPLE_IDS.resource, type: 'server', identifier: 'SRV-DEMO', ...stamp });
};
