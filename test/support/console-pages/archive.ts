import { Permission } from '../../../src/core/identity/permissions/permission';
import { issued } from '../../testkit/issue';
import type { TestServer } from '../../testkit/server';
import type { ConsolePage } from './console-page';

const LONG = 'Universitätsklinikum Schleswig-Holstein, Campus Lübeck, Klinik für Hals-, Nasen- und Ohrenheilkunde';
let made = 0;

/** Makes something with long values and deletes it; returns its page in the archive. */
const MAKERS = {
  licenses: (server: TestServer) =>
    issued(server, { key: `edu-campus-2025/faculty-of-music/department-of-sound/${(made += 1)}` }),
  customers: async (server: TestServer) =>
    (await server.asAdmin('POST', '/api/v1/customers', { body: { name: LONG, company: LONG } })).body,
  products: async (server: TestServer) => {
    const body = { reference: `deleted-${(made += 1)}`, name: LONG, description: LONG };
    return (await server.asAdmin('POST', '/api/v1/products', { body })).body;
  },
};

const deleted =
  (path: keyof typeof MAKERS, page: (id: string) => string) =>
  async (server: TestServer): Promise<string> => {
    const { id } = await MAKERS[path](server);
    await server.asAdmin('DELETE', `/api/v1/${path}/${id}`);
    return `/console/${path}/archived${page(id)}`;
  };

const pagesOf = (path: keyof typeof MAKERS, read: Permission, write: Permission): ConsolePage[] => [
  { name: `archived-${path}`, path: deleted(path, () => ''), permission: read },
  { name: `archived-${path}-nothing-found`, path: `/console/${path}/archived?q=nothing-like-it`, permission: read },
  { name: `archived-${path}-page`, path: deleted(path, (id) => `/${id}`), permission: read },
  { name: `archived-${path}-purge`, path: deleted(path, (id) => `/${id}/purge`), permission: write },
];

export const PAGES: readonly ConsolePage[] = [
  ...pagesOf('licenses', Permission.LicensesRead, Permission.LicensesWrite),
  ...pagesOf('customers', Permission.CustomersRead, Permission.CustomersWrite),
  ...pagesOf('products', Permission.ProductsRead, Permission.ProductsWrite),
];
