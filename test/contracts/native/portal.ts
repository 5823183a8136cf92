import { PortalBrandService } from '../../../src/plugins/portal/frame/portal-brand.service';
import { EVERY_USER } from '../../support/callers-of-operations';
import type { ApiContract } from '../../support/contracts';
import { license } from '../../support/prepared-things';
import type { OperationCall, PreparedWorld } from '../../support/prepared-world';

/** A claim that waits. */
const claim = async (world: PreparedWorld) => {
  const { id } = await license(world);
  const email = `${world.name()}@example.com`;
  await world.server.asAdmin('POST', '/api/v1/customers', { body: { name: 'Ada', email } });
  const [{ uid }] = await world.server.dataSource.query<[{ uid: string }]>(
    `INSERT INTO portal_claims (license_id, customer_id, email, proof, language, state, created_at)
     SELECT license.id, customer.id, customer.email, 'email', 'en', 'pending', now()
     FROM licenses license, customers customer WHERE license.uid = $1 AND customer.email = $2 RETURNING uid`,
    [id, email],
  );
  return { id: uid };
};

const calls: Record<string, OperationCall> = {
  createPortalSession: {
    good: async (world) => {
      const brand = world.server.app.get(PortalBrandService, { strict: false });
      Object.defineProperty(brand, 'missing', { configurable: true, value: [] });
      Object.defineProperty(brand, 'urlOf', {
        configurable: true,
        value: (path: string) => `https://licenses.example${path}`,
      });
      const email = `${world.name()}@example.com`;
      await world.server.asAdmin('POST', '/api/v1/customers', { body: { name: 'Ada', email } });
      return { body: { customer: email } };
    },
    bad: () => ({ body: { customer: 'ada@example.com', expires_in: 5 } }),
  },
  listClaims: { good: () => ({ query: { state: 'pending' } }), bad: () => ({ query: { state: 'gone' } }) },
  getClaim: { good: claim },
  approveClaim: { good: claim },
  refuseClaim: { good: claim },
  importClaims: {
    good: async (world) => {
      const { key } = await license(world);
      return { body: { claims: [{ license_key: key, email: `${world.name()}@example.com` }] } };
    },
    bad: () => ({ body: { claims: [{ license_key: 'KEY', email: 'nobody' }] } }),
  },
};

const callers: Record<string, string> = {
  createPortalSession: 'owner admin',
  listClaims: EVERY_USER,
  getClaim: EVERY_USER,
  approveClaim: 'owner admin',
  refuseClaim: 'owner admin',
  importClaims: 'owner admin',
};

export const contract: ApiContract = { calls, callers };
