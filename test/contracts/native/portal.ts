import { PortalBrandService } from '../../../src/plugins/portal/frame/portal-brand.service';
import type { ApiContract } from '../../support/contracts';
import type { OperationCall } from '../../support/prepared-world';

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
};

const callers: Record<string, string> = { createPortalSession: 'owner admin' };

export const contract: ApiContract = { calls, callers };
