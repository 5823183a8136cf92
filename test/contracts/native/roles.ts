import { EVERY_USER } from '../../support/callers-of-operations';
import type { ApiContract } from '../../support/contracts';
import { role } from '../../support/prepared-things';
import type { OperationCall } from '../../support/prepared-world';

const calls: Record<string, OperationCall> = {
  listRoles: { good: () => ({}) },
  getRole: { good: async (world) => ({ id: (await role(world)).id }) },
  createRole: { good: ({ name }) => ({ body: { name: name(), permissions: ['licenses:read'] } }) },
  updateRole: { good: async (world) => ({ id: (await role(world)).id, body: { permissions: ['licenses:read'] } }) },
  deleteRole: { good: async (world) => ({ id: (await role(world)).id }) },
};

const callers: Record<string, string> = {
  listRoles: EVERY_USER,
  getRole: EVERY_USER,
  createRole: 'owner',
  updateRole: 'owner',
  deleteRole: 'owner',
};

export const contract: ApiContract = { calls, callers };
