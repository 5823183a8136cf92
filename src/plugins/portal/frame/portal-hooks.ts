import type { FastifyInstance } from 'fastify';
import { addDialectHooks } from '../../../core/common';
import type { PortalBrandService } from './portal-brand.service';
import { PORTAL_PAGES } from './portal.dialect';

/** Makes the vendor known to every page of the portal, error pages included, and lets browsers load the logo. */
export function usePortalBrand(fastify: FastifyInstance, brands: PortalBrandService): void {
  fastify.decorateRequest('portalBrand', {
    getter() {
      return brands.isOn ? brands.brand : undefined;
    },
  });
  addDialectHooks(fastify, [PORTAL_PAGES], {
    // After the hook that sets the policy of all pages.
    onSend: (request, reply, payload, done) => {
      const logo = URL.parse(request.portalBrand?.logoUrl ?? '');
      const policy = reply.getHeader('content-security-policy');
      if (logo && typeof policy === 'string') {
        void reply.header('content-security-policy', policy.replace("img-src 'self'", `img-src 'self' ${logo.origin}`));
      }
      done(null, payload);
    },
  });
}
