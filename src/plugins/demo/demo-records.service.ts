import { Injectable } from '@nestjs/common';
import { type EntityManager, Like } from 'typeorm';
import { Clock, DAY, Randomness, SAMPLE_IDS } from '../../core/common';
import { declarationsOf } from '../../core/common/internal';
import { Customer, CustomerUser, Group } from '../../core/customers';
import { endpointSecret, WebhookDelivery, WebhookEndpoint } from '../../core/events';
import { ApiKey, describeKey, OwnRole, roleKey, User } from '../../core/identity';
import { freshKey, hashPassword } from '../../core/identity/internal';
import { Activation, KeyPool, License, LicenseFile, LicenseSession, LicenseUser } from '../../core/licenses';
import { PooledKey } from '../../core/licenses/internal';
import { PolicyChange, ReactionRule } from '../../core/licensing';
import { Anomaly, LICENSES_EXPORT } from '../../core/licensing/internal';
import { BackgroundJob, BackgroundJobRow, DataExport, Event, SecretCipher, UnitOfWork } from '../../core/platform';
import { MailBounce } from '../../core/platform/internal';
import { Trial } from '../../core/verification';
import { hashOf } from '../../core/verification/internal';
import type { AddDemoRows } from './demo-rows';
import { saved } from './saved';
import { TRIAL_KEY } from './sample-data';

/** No session of the demo times out. */
const TEN_YEARS_IN_SECONDS = 315_360_000;

/** The records that the examples of the documents name by id: each operation can be tried on a new demo. */
@Injectable()
export class DemoRecordsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
    private readonly cipher: SecretCipher,
  ) {}

  /** Adds them in the transaction of the other sample data. */
  async add(): Promise<void> {
    await this.work.run(async (manager) => {
      await manager.update(Activation, { fingerprint: 'demo-laptop' }, { uid: SAMPLE_IDS.activation });
      await this.addPeople(manager);
      await this.addToLicense(manager);
      await this.addTrial(manager);
      await this.addKeyPool(manager);
      await this.addJobs(manager);
      await this.addWebhook(manager);
      for (const addRows of declarationsOf<AddDemoRows>('demo-rows')) {
        await addRows(manager, { now: this.clock.now(), stamp: this.stamp, cipher: this.cipher });
      }
      await manager.insert(MailBounce, { email: 'bounced@example.com', createdAt: this.clock.now() });
    });
  }

  private get stamp(): { createdAt: Date; updatedAt: Date } {
    return { createdAt: this.clock.now(), updatedAt: this.clock.now() };
  }

  private inDays(days: number): Date {
    return new Date(this.clock.now().getTime() + days * DAY);
  }

  /** Nobody knows the passwords and the API key. */
  private async addPeople(manager: EntityManager): Promise<void> {
    const passwordHash = await hashPassword(this.randomness.uuid());
    const user = { role: 'support', passwordHash, ...this.stamp } as const;
    await manager.insert(User, { ...user, username: SAMPLE_IDS.user, email: 'support@demo.example' });
    await manager.insert(User, { ...user, username: SAMPLE_IDS.spareUser });
    await manager.insert(OwnRole, {
      name: SAMPLE_IDS.role,
      nameKey: roleKey(SAMPLE_IDS.role),
      ...this.stamp,
      permissions: ['licenses:read', 'activations:read', 'activations:write'],
    });
    await manager.insert(User, {
      ...user,
      uid: SAMPLE_IDS.deactivatedUser,
      username: 'demo-former',
      deactivatedAt: this.clock.now(),
    });
    const value = freshKey('internal', this.randomness, this.clock.now());
    const key = { uid: SAMPLE_IDS.apiKey, name: 'Back end (demo)', kind: 'internal', ...describeKey(value) } as const;
    await manager.insert(ApiKey, { ...key, createdAt: this.clock.now() });
    await manager.insert(Group, { uid: SAMPLE_IDS.group, name: 'All sites (demo)', maxLicenses: 50, ...this.stamp });
  }

  private async addToLicense(manager: EntityManager): Promise<void> {
    const { id: licenseId } = await manager.findOneByOrFail(License, { key: 'DEMO-ACTIVE-0001' });
    const { id: activationId, fingerprint } = await manager.findOneByOrFail(Activation, { fingerprint: 'demo-desk' });
    const now = this.clock.now();
    await manager.insert(LicenseSession, {
      uid: SAMPLE_IDS.session,
      licenseId,
      activationId,
      tokenHash: hashOf(SAMPLE_IDS.sessionToken),
      startedAt: now,
      lastHeartbeatAt: now,
      lease: TEN_YEARS_IN_SECONDS,
    });
    await manager.insert(LicenseFile, {
      uid: SAMPLE_IDS.licenseFile,
      licenseId,
      activationId,
      fingerprint,
      encrypted: false,
      expiresAt: this.inDays(30),
      createdAt: now,
    });
    const user = {
      identifier: 'grace@demo.example',
      name: 'Grace Hopper',
      assignedBy: 'admin',
      createdAt: now,
    } as const;
    await manager.insert(LicenseUser, { uid: SAMPLE_IDS.licenseUser, licenseId, ...user });
    const colleague = { email: user.identifier, name: user.name, role: 'admin', createdAt: now } as const;
    const { id: customerId } = await manager.findOneByOrFail(Customer, { reference: 'demo-acme' });
    await manager.insert(CustomerUser, { uid: SAMPLE_IDS.customerUser, customerId, ...colleague });
    const reaction = { mailCustomer: false, askSignIn: false, report: true, suspendAfterDays: 7 } as const;
    const dates = { createdAt: now, updatedAt: now };
    await manager.insert(ReactionRule, { uid: SAMPLE_IDS.reactionRule, type: 'cloned_device', ...reaction, ...dates });
    const anomaly = {
      type: 'license_hopping',
      details: { devices: 9, seats: 5, moves_limit: 3 },
      detectedAt: now,
      reaction: { mail_customer: false, ask_sign_in: false, report: true, suspend_after_days: 7 },
      suspendAt: this.inDays(7),
    } as const;
    await manager.insert(Anomaly, { uid: SAMPLE_IDS.anomaly, licenseId, activationId, ...anomaly });
  }

  private async addTrial(manager: EntityManager): Promise<void> {
    const { id: licenseId, productId, expiresAt } = await manager.findOneByOrFail(License, { key: TRIAL_KEY });
    const now = this.clock.now();
    await manager.insert(Trial, {
      uid: SAMPLE_IDS.trial,
      licenseId,
      productId,
      fingerprint: 'demo-trial-desk',
      email: 'try@demo.example',
      requestedAt: now,
      verifiedAt: now,
      grantedAt: now,
      endsAt: expiresAt,
    });
  }

  private async addKeyPool(manager: EntityManager): Promise<void> {
    const { productId } = await manager.findOneByOrFail(License, { key: 'DEMO-ACTIVE-0001' });
    const keys = ['BOX-DEMO-0001', 'BOX-DEMO-0002', 'BOX-DEMO-0003'];
    const pool = { uid: SAMPLE_IDS.keyPool, name: 'Boxes (demo)', productId, keysLeft: keys.length };
    const { id: poolId } = await saved(manager, KeyPool, { ...pool, ...this.stamp });
    await manager.insert(
      PooledKey,
      keys.map((key) => ({ poolId, key })),
    );
  }

  private async addJobs(manager: EntityManager): Promise<void> {
    const now = this.clock.now();
    const license = await manager.findOneByOrFail(License, { key: 'DEMO-EXPIRED-0004' });
    const { id: targetId, uid: targetUid, key: label, updatedAt: version } = license;
    const { id: jobId } = await saved(manager, BackgroundJob, {
      uid: SAMPLE_IDS.job,
      kind: 'licenses.disable',
      state: 'done',
      parameters: { action: 'disable' },
      actorType: 'system',
      actor: 'system',
      total: 1,
      changed: 1,
      position: 1,
      createdAt: now,
      startedAt: now,
      finishedAt: now,
      undoUntil: this.inDays(7),
    });
    const row = { jobId, position: 1, targetId, targetUid, label, version, outcome: 'changed' } as const;
    const values = { disabled_at: null };
    await manager.save(Object.assign(new BackgroundJobRow(), { ...row, before: values, after: values }));
    await saved(manager, DataExport, {
      uid: SAMPLE_IDS.export,
      kind: LICENSES_EXPORT,
      name: 'licenses',
      query: { filter: {} },
      columns: ['key'],
      description: '',
      zone: 'UTC',
      state: 'stopped',
      actorType: 'system',
      actor: 'system',
      createdAt: now,
      finishedAt: now,
      keepUntil: this.inDays(3_650),
    });
    await manager.insert(PolicyChange, {
      uid: SAMPLE_IDS.policyChange,
      policyUid: SAMPLE_IDS.policy,
      limits: [],
      expiry: 'keep',
      filter: {},
      total: 0,
      createdAt: now,
      continuedAt: now,
      finishedAt: now,
    });
  }

  /** Disabled, so that a demo calls nobody. */
  private async addWebhook(manager: EntityManager): Promise<void> {
    const now = this.clock.now();
    const event = await manager.findOne(Event, { where: { name: Like('license.%') }, order: { id: 'DESC' } });
    const { id: endpointId } = await saved(manager, WebhookEndpoint, {
      uid: SAMPLE_IDS.webhook,
      url: 'https://hooks.demo.example/keyward',
      events: ['license.*'],
      format: 'native',
      secret: this.cipher.encrypt(endpointSecret(SAMPLE_IDS.webhook), `whsec_${this.randomness.uuid()}`),
      disabledAt: now,
      disabledReason: 'admin',
      ...this.stamp,
    });
    if (event) {
      await manager.insert(WebhookDelivery, {
        uid: SAMPLE_IDS.delivery,
        endpointId,
        eventId: event.id,
        eventAt: event.at,
        eventName: event.name,
        sequence: event.id,
        status: 'pending',
        dueAt: now,
        createdAt: now,
      });
    }
  }
}
