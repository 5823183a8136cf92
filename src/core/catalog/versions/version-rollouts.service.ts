import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock';
import { defined } from '../../common/fields/fields-of';
import { problem } from '../../common/errors/domain-error';
import { currentRequest } from '../../common/http/request-context';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { Product } from '../products/product.entity';
import type { ProductId } from '../products/visible-products';
import type { ProductVersion } from './product-version.entity';
import { toChannel } from './release-channel';
import { NOT_STOPPED, percentAt, percentOf, type RolloutStep, stateOf } from './rollout';
import { selectVersions } from './version-queries';
import { type VersionId, VersionsService } from './versions.service';

/** Omitted fields are unchanged. */
export interface RolloutChange {
  /** Null offers the version to all. */
  readonly steps?: readonly RolloutStep[] | null;
  readonly channels?: readonly string[];
  /** UUIDs of licenses. */
  readonly licenses?: readonly string[];
}

const MAX_ROLLING_OUT = 10;

/** Publishes, rolls out, halts and withdraws versions. */
@Injectable()
export class VersionRolloutsService {
  constructor(
    private readonly versions: VersionsService,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** The newest published versions that are halted or offered to less than all devices. */
  async rollingOut({ id: productId }: Pick<Product, 'id'>): Promise<ProductVersion[]> {
    const now = this.clock.now();
    const versions = await selectVersions(this.work.manager)
      .where('version.productId = :productId AND version.isActive', { productId })
      .andWhere('(version.haltedAt IS NOT NULL OR version.rolloutSteps IS NOT NULL)')
      .orderBy('version.id', 'DESC')
      .limit(MAX_ROLLING_OUT)
      .getMany();
    return versions.filter((version) => stateOf(version, now) !== 'published');
  }

  /** Publishes a draft or a withdrawn version. */
  publish(product: ProductId, id: VersionId, rollout: RolloutChange = {}): Promise<ProductVersion> {
    const columns = columnsOf(rollout);
    return this.versions.changeLocked(product, id, 'version.published', ({ isActive }) => {
      if (isActive) {
        throw problem('VERSION_IS_PUBLISHED');
      }
      return { ...columns, ...NOT_STOPPED, isActive: true };
    });
  }

  /** The share of a published version only grows. */
  change(product: ProductId, id: VersionId, rollout: RolloutChange): Promise<ProductVersion> {
    const columns = columnsOf(rollout);
    return this.versions.changeLocked(product, id, 'version.rollout_changed', (version, now) => {
      refuseShrinking(version, columns.rolloutSteps, now);
      return columns;
    });
  }

  /** Takes all steps up to this percentage now. A percentage that is not a step becomes one. */
  advance(product: ProductId, id: VersionId, percent: number): Promise<ProductVersion> {
    return this.versions.changeLocked(product, id, 'version.rollout_changed', (version, now) => {
      const current = percentOf(refuseUnpublished(version), now);
      if (percent < current) {
        throw problem('VERSION_ROLLOUT_SHRINKS', { field: 'percent', current });
      }
      if (percent === current) {
        return null;
      }
      if (version.haltedAt !== null) {
        throw problem('VERSION_IS_HALTED');
      }
      return { rolloutSteps: advanced(version.rolloutSteps ?? [], percent, now) };
    });
  }

  /** Offers the version to nobody new until it is resumed. Of a halted version, only the reason changes. */
  halt(product: ProductId, id: VersionId, reason: string | null): Promise<ProductVersion> {
    return this.versions.changeLocked(product, id, 'version.halted', (version, now) =>
      refuseUnpublished(version).haltedAt === null
        ? { haltedAt: now, haltedBy: actorName(), stopReason: reason }
        : { stopReason: reason ?? version.stopReason },
    );
  }

  /** Goes on where the version was halted: its remaining dates move by the time for which it was halted. */
  resume(product: ProductId, id: VersionId): Promise<ProductVersion> {
    return this.versions.changeLocked(product, id, 'version.resumed', (version, now) => {
      const { haltedAt, rolloutSteps } = refuseUnpublished(version);
      return haltedAt && { ...NOT_STOPPED, rolloutSteps: rolloutSteps && postponed(rolloutSteps, haltedAt, now) };
    });
  }

  /** Offers the version to nobody and refuses its download. Devices on which the version is installed keep it. */
  withdraw(product: ProductId, id: VersionId, reason: string | null): Promise<ProductVersion> {
    return this.versions.changeLocked(product, id, 'version.withdrawn', (version, now) => {
      if (version.withdrawnAt !== null) {
        return null;
      }
      refuseUnpublished(version);
      const withdrawal = { withdrawnAt: now, withdrawnBy: actorName(), stopReason: reason };
      return { ...NOT_STOPPED, isActive: false, ...withdrawal };
    });
  }
}

function columnsOf({ steps, channels, licenses }: RolloutChange) {
  return defined({
    rolloutSteps: steps && stepsInOrder(steps),
    rolloutChannels: channels && [...new Set(channels.map(toChannel))],
    rolloutLicenses: licenses && [...new Set(licenses)],
  });
}

/** Percentages increase, and so do the dates of the steps that have one. */
function stepsInOrder(steps: readonly RolloutStep[]): RolloutStep[] {
  const dates = steps.flatMap(({ at }) => (at === null ? [] : [Date.parse(at)]));
  if (!increases(steps.map(({ percent }) => percent)) || !increases(dates)) {
    throw problem('ROLLOUT_STEPS_UNORDERED', { field: 'steps' });
  }
  return steps.map(({ percent, at }) => ({ percent, at }));
}

function increases(numbers: readonly number[]): boolean {
  return numbers.every((number, index) => index === 0 || number > (numbers[index - 1] ?? number));
}

function refuseShrinking(version: ProductVersion, steps: RolloutStep[] | null | undefined, now: Date): void {
  const current = percentOf(version, now);
  const percent = steps ? percentAt(steps, version.haltedAt ?? now) : 100;
  if (version.isActive && steps !== undefined && percent < current) {
    throw problem('VERSION_ROLLOUT_SHRINKS', { field: 'steps', current });
  }
}

function refuseUnpublished(version: ProductVersion): ProductVersion {
  if (!version.isActive) {
    throw problem('VERSION_NOT_PUBLISHED');
  }
  return version;
}

/** Steps that were skipped are left out: two steps cannot begin at the same instant. */
function advanced(steps: readonly RolloutStep[], percent: number, now: Date): RolloutStep[] {
  const taken = steps.filter(({ at }) => at !== null && new Date(at) < now);
  return [
    ...taken.filter((step) => step.percent < percent),
    { percent, at: now.toISOString() },
    ...steps.filter((step) => step.percent > percent),
  ];
}

function postponed(steps: readonly RolloutStep[], haltedAt: Date, now: Date): RolloutStep[] {
  const delay = now.getTime() - haltedAt.getTime();
  return steps.map((step) =>
    step.at !== null && new Date(step.at) > haltedAt
      ? { ...step, at: new Date(Date.parse(step.at) + delay).toISOString() }
      : step,
  );
}

function actorName(): string | null {
  return currentRequest()?.actor?.name ?? null;
}
