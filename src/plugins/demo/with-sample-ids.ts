import type { EntityManager, EntitySubscriberInterface, InsertEvent } from 'typeorm';
import { Policy, VersionArtifact } from '../../core/catalog';
import { Customer } from '../../core/customers';
import { SPARE_POLICY, TRIAL } from './sample-data';
import { SAMPLE_IDS } from '../../core/common';

/** Samples that the services of their rooms add, and that the documents name by id. */
const NAMED: readonly { readonly is: (row: unknown) => boolean; readonly uid: string }[] = [
  { is: (row) => row instanceof Policy && row.name === TRIAL.name, uid: SAMPLE_IDS.policy },
  { is: (row) => row instanceof Policy && row.name === SPARE_POLICY.name, uid: SAMPLE_IDS.sparePolicy },
  { is: (row) => row instanceof Customer && row.reference === 'demo-initech', uid: SAMPLE_IDS.customer },
  { is: (row) => row instanceof VersionArtifact, uid: SAMPLE_IDS.artifact },
];

const GIVE_IDS: EntitySubscriberInterface<{ uid?: string }> = {
  beforeInsert({ entity }: InsertEvent<{ uid?: string }>): void {
    const sample = NAMED.find(({ is }) => is(entity));
    if (sample) {
      entity.uid = sample.uid;
    }
  },
};

/** Runs work that adds samples. They have their ids from the start, because audit entries keep them for ever. */
export async function withSampleIds<T>({ dataSource }: EntityManager, work: () => Promise<T>): Promise<T> {
  dataSource.subscribers.push(GIVE_IDS);
  try {
    return await work();
  } finally {
    dataSource.subscribers.splice(dataSource.subscribers.indexOf(GIVE_IDS), 1);
  }
}
