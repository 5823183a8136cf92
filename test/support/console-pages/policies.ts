import { Permission } from '../../../src/core/identity/permissions/permission';
import { oncePerServer } from '../once-per-server';
import type { ConsolePage } from './console-page';

const permission = Permission.PoliciesRead;

const aPolicy = oncePerServer(async (server) => {
  const body = {
    name: `Studio annual with everything that a policy can say, ${Math.random()}`,
    key_format: 'STUDIO-%{year}-%Z{5}-%Z{5}-%Z{5}-%Z{5}',
    max_activations: 5,
    duration_days: 365,
    grace_days: 14,
    features: ['surround', 'batch-export', 'ai-denoise', 'floating', 'a-feature-with-a-very-long-name-that-goes-on'],
    allowed_platforms: ['windows', 'macos'],
    min_version: '2.0',
  };
  return (await server.asAdmin('POST', '/api/v1/policies', { body })).body.id as string;
});

export const PAGES: readonly ConsolePage[] = [
  { name: 'policies', path: '/console/policies', permission, isDocumented: true },
  { name: 'policies-none', path: '/console/policies?q=nothing+has+this+name', permission },
  { name: 'policy', path: async (server) => `/console/policies/${await aPolicy(server)}`, permission },
  { name: 'policy-compare-empty', path: '/console/policies/compare', permission },
  {
    name: 'policy-compare',
    path: async (server) => {
      const { body } = await server.asAdmin('POST', '/api/v1/policies', { body: { name: `Plain ${Math.random()}` } });
      return `/console/policies/compare?first=${await aPolicy(server)}&second=${body.id}`;
    },
    permission,
  },
  { name: 'policy-new', path: '/console/policies/new', permission: Permission.PoliciesWrite },
  {
    name: 'policy-edit',
    path: async (server) => `/console/policies/${await aPolicy(server)}/edit`,
    permission: Permission.PoliciesWrite,
  },
  {
    name: 'policy-publish',
    path: async (server) => `/console/policies/${await aPolicy(server)}/publish`,
    permission: Permission.PoliciesWrite,
  },
  {
    name: 'policy-delete',
    path: async (server) => `/console/policies/${await aPolicy(server)}/delete`,
    permission: Permission.PoliciesWrite,
  },
];
