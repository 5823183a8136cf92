import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { ActivateLicenseService } from '../../core/verification';
import { ApiKeysService } from '../../core/identity';
import { Clock, DAY, SAMPLE_IDS } from '../../core/common';
import { advisoryLock, Settings, UnitOfWork } from '../../core/platform';
import { CustomersService, DeleteCustomersService } from '../../core/customers';
import { ChangeLicenseService, LicensesService } from '../../core/licensing';
import { IssueLicensesService } from '../../core/licenses';
import {
  DeleteProductsService,
  MetersService,
  PoliciesService,
  ProductsService,
  VersionsService,
} from '../../core/catalog';
import { DemoCatalogService } from './demo-catalog.service';
import { DEMO_LOCK, DemoCredentialsService } from './demo-credentials.service';
import { DemoRecordsService } from './demo-records.service';
import {
  CUSTOMERS,
  LICENSES,
  METER,
  PRODUCTS,
  type SampleLicense,
  type SampleVersion,
  TEST_API_KEY,
  TEST_PRODUCT,
  TEST_VERSION,
  SPARE_METER,
  SPARE_POLICY,
  TRIAL,
} from './sample-data';
import { withSampleIds } from './with-sample-ids';

/** Loads sample data if DEMO is on, and revokes the demo credentials if it was turned off. */
@Injectable()
export class DemoService implements OnApplicationBootstrap {
  private readonly logger = new Logger('Demo');

  constructor(
    private readonly settings: Settings,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly products: ProductsService,
    private readonly deleteProducts: DeleteProductsService,
    private readonly versions: VersionsService,
    private readonly policies: PoliciesService,
    private readonly meters: MetersService,
    private readonly customers: CustomersService,
    private readonly deleteCustomers: DeleteCustomersService,
    private readonly issuing: IssueLicensesService,
    private readonly licenses: LicensesService,
    private readonly changing: ChangeLicenseService,
    private readonly activations: ActivateLicenseService,
    private readonly apiKeys: ApiKeysService,
    private readonly credentials: DemoCredentialsService,
    private readonly catalog: DemoCatalogService,
    private readonly records: DemoRecordsService,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (this.settings.DEMO) {
      this.logger.warn('DEMO is on: the credentials of this server are public');
      await this.load();
    } else {
      await this.credentials.close();
    }
  }

  /** Loads the data in one transaction and only once: later changes are kept while the demo is on. */
  private async load(): Promise<void> {
    await this.work.run(async (manager) => {
      // Another node that loads the data may take longer than locks are waited for.
      await manager.query('SET LOCAL lock_timeout = 0');
      await advisoryLock(manager, DEMO_LOCK);
      const apiKey = await this.credentials.find();
      // Licenses issued while the demo is on belong to it.
      if (apiKey && !apiKey.revokedAt) {
        return;
      }
      await this.credentials.refuseOtherLicenses();
      if (apiKey) {
        await this.credentials.restore(apiKey);
      } else {
        await this.apiKeys.create({ name: 'Demo', kind: 'external', key: TEST_API_KEY, allowShort: true });
        await withSampleIds(manager, () => this.addSamples());
      }
    });
  }

  private async addSamples(): Promise<void> {
    await this.addProducts();
    await this.addLicenses(await this.addCustomers());
    await this.addDeleted();
    await this.catalog.add();
    await this.records.add();
  }

  private async addProducts(): Promise<void> {
    const trial = await this.policies.create(TRIAL);
    await this.policies.create(SPARE_POLICY);
    for (const { versions, offersTrial, ...product } of PRODUCTS) {
      const { uid } = await this.products.create({ ...product, trialPolicy: offersTrial ? trial.uid : null });
      await this.addVersions(uid, versions);
    }
    await this.addVersions(TEST_PRODUCT, [TEST_VERSION]);
    for (const product of new Set(LICENSES.filter(({ isMetered }) => isMetered).map(({ product }) => product))) {
      await this.meters.put(product, METER.code, METER.declared);
    }
    await this.meters.put(SPARE_METER.product, SPARE_METER.code, SPARE_METER.declared);
  }

  private async addVersions(product: string, versions: readonly SampleVersion[]): Promise<void> {
    for (const { version, daysAgo, ...rest } of versions) {
      const releasedAt = this.inDays(-daysAgo).toISOString().slice(0, 10);
      await this.versions.create(product, { reference: `v${version}`, version, releasedAt, ...rest });
    }
  }

  /** Uids by reference. */
  private async addCustomers(): Promise<ReadonlyMap<string, string>> {
    const uids = new Map<string, string>();
    for (const customer of CUSTOMERS) {
      uids.set(customer.reference, (await this.customers.create({ ...customer, allowDuplicateEmail: true })).uid);
    }
    return uids;
  }

  private async addLicenses(customers: ReadonlyMap<string, string>): Promise<void> {
    for (const { customer, ...sample } of LICENSES) {
      await this.addLicense(sample, customer === undefined ? undefined : customers.get(customer));
    }
  }

  private async addDeleted(): Promise<void> {
    await this.issuing.issue({ key: SAMPLE_IDS.deletedLicense, product: TEST_PRODUCT, description: 'Deleted' });
    await this.licenses.delete(SAMPLE_IDS.deletedLicense);
    await this.customers.create({ reference: SAMPLE_IDS.deleted, name: 'Deleted customer (demo)' });
    await this.deleteCustomers.delete(SAMPLE_IDS.deleted);
    await this.products.create({ reference: SAMPLE_IDS.deleted, name: 'Deleted (demo)' });
    await this.deleteProducts.delete(SAMPLE_IDS.deleted);
  }

  /** Issues and activates the license before it changes its dates and state. */
  private async addLicense(sample: SampleLicense, customer: string | undefined): Promise<void> {
    const { key, seats, devices = [], startsIn, expiresIn, state, isMetered, ...rest } = sample;
    const grants = isMetered ? { meters: { [METER.code]: METER.terms } } : undefined;
    const { uid } = await this.issuing.issue({ ...rest, key, maxActivations: seats, customer, grants });
    for (const fingerprint of devices) {
      await this.activations.activate(key, { fingerprint, name: fingerprint });
    }
    if (startsIn !== undefined) {
      await this.changing.change(uid, { startsAt: this.inDays(startsIn) });
    }
    if (expiresIn !== undefined) {
      await this.changing.change(uid, { expiresAt: this.inDays(expiresIn) });
    }
    if (state !== undefined) {
      await this.changing.change(uid, { state });
    }
  }

  private inDays(days: number): Date {
    return new Date(this.clock.now().getTime() + days * DAY);
  }
}
