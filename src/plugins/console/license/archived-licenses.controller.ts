import { problem } from '../../../core/common';
import { texts } from '../../../core/i18n';
import { Permission } from '../../../core/identity';
import { LicensesService, type LicenseWithUsage } from '../../../core/licensing';
import { type ArchivedThing, archiveOf, mapped } from '../../../pages/archive/archive-kind';
import { archivePages } from '../../../pages/archive/archive-pages';
import { licensePath } from '../../../pages/kit/record-paths';
import { LICENSES_PATH } from './license-paths';

export const ArchivedLicensesController = archivePages(
  LICENSES_PATH,
  { read: Permission.LicensesRead, write: Permission.LicensesWrite },
  LicensesService,
  (licenses) => ({
    noun: 'license',
    listPath: LICENSES_PATH,
    pagePath: licensePath,
    list: async (page, q) => mapped(await licenses.list(page, { q, isArchived: true }), licenseThing),
    get: async (uid) => {
      const found = await licenses.findArchived(uid);
      if (!found) {
        throw problem('LICENSE_NOT_FOUND');
      }
      return licenseThing(found);
    },
    restore: (uid) => licenses.restore(uid),
    purge: (uid) => licenses.delete(uid, true),
  }),
);

function licenseThing({ license }: LicenseWithUsage): ArchivedThing {
  const t = texts('licenseActions');
  const { uid, key, product, customer, batch } = license;
  return {
    uid,
    name: key,
    note: product?.name,
    facts: [
      { term: t.product, value: product?.name },
      { term: t.customer, value: customer?.name },
      { term: texts('licenses').batch, value: batch },
    ],
    archive: archiveOf(license),
  };
}
