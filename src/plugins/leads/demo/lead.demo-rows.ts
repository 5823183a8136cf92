import type { AddDemoRows } from '../../demo/demo-rows';
import { saved } from '../../demo/saved';
import { SAMPLE_IDS } from '../../../core/common';
import { Contact } from '../contact.entity';
import { Institution } from '../institution.entity';

export const addLeads: AddDemoRows = async (manager, { now, stamp }) => {
  const spare = { uid: SAMPLE_IDS.spareLead, name: 'School of Design (demo)', type: 'school' };
  await manager.insert(Institution, { ...spare, lastActivityAt: now, ...stamp });
  const lead = await saved(manager, Institution, {
    uid: SAMPLE_IDS.lead,
    name: 'University of Bergen (demo)',
    type: 'university',
    city: 'Bergen, NO',
    lastActivityAt: now,
    ...stamp,
  });
  const contact = { name: 'Kristen Nygaard', position: 'Head of IT', emails: ['kristen@demo.example'] };
  await manager.insert(Contact, { uid: SAMPLE_IDS.contact, institutionId: lead.id, ...contact });
};
