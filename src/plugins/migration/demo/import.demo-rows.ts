import { SAMPLE_IDS } from '../../../core/common';
import type { AddDemoRows } from '../../demo/demo-rows';
import { saved } from '../../demo/saved';
import { ImportRow } from '../imports/import-row.entity';
import { Import } from '../imports/import.entity';

export const addImports: AddDemoRows = async (manager, { now }) => {
  const { id: importId } = await saved(manager, Import, {
    uid: SAMPLE_IDS.import,
    source: 'licensebox',
    fileName: 'dump.sql',
    state: 'ready',
    counts: { rows: { policy: { pending: { '': 1 } } } },
    actorType: 'system',
    actor: 'system',
    createdAt: now,
    continuedAt: now,
  });
  const limits = { type_label: null, max_activations: 1, uses_limit: null, duration_days: null };
  const data = { name: 'Photo Studio: 1 seat (demo)', product: 'photo-studio', licenses: 0, ...limits };
  const policy = { kind: 'policy', position: 1, label: data.name, outcome: 'pending', data } as const;
  await manager.save(Object.assign(new ImportRow(), { importId, ...policy }));
};
