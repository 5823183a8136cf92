import type { VNode } from 'preact';
import { type ProductVersion } from '../../../../core/catalog';
import {
  nextStepOf,
  type OfferExplanation,
  percentOf,
  type RolloutStep,
  stateOf,
} from '../../../../core/catalog/internal';
import { formatAge, formatDateTime, formatNumber, formatPercent, texts, viewer } from '../../../../core/i18n';
import type { VersionUse } from './version-use.service';
import { Banner } from '../../../../pages/components/banner';
import { Button, ButtonLink, PostButton } from '../../../../pages/components/button';
import { FieldGroups } from '../../../../pages/components/field-groups';
import { Section } from '../../../../pages/components/page-parts';
import { FormState } from '../../../../pages/kit/form-state';
import { labeled } from '../../../../pages/kit/form-table';
import type { OfferQueryDto } from './version-query.dto';
import { PercentBar, VersionBadge, versionPath } from './version-parts';
import { PostForm } from '../../../../pages/components/post-form';

interface RolloutProps {
  /** UUID of the product. */
  readonly product: string;
  readonly version: ProductVersion;
  readonly canWrite: boolean;
  /** Devices of the product; without them, no numbers of devices are shown. */
  readonly use?: VersionUse;
}

/** The rollout of a version that is rolling out or halted; nothing for other versions. */
export function Rollout(props: RolloutProps): VNode | null {
  switch (stateOf(props.version, viewer().now)) {
    case 'rolling_out':
      return <RolloutPanel {...props} />;
    case 'halted':
      return <HaltedBanner {...props} />;
    case 'draft':
    case 'published':
    case 'withdrawn':
      return null;
  }
}

function RolloutPanel({ product, version, canWrite, use }: RolloutProps): VNode {
  const t = texts('versions');
  const percent = percentOf(version, viewer().now);
  const id = `rollout-${version.uid}`;
  return (
    <section class="panel rollout" aria-labelledby={id}>
      <div class="rollout-head">
        <div class="rollout-text">
          <h2 id={id}>
            {t.goesTo({ version: version.version, percent: formatPercent(percent / 100) })}{' '}
            <VersionBadge version={version} />
          </h2>
          <p>
            {use && `${offeredText(version, percent, use)} `}
            {nextText(nextStepOf(version, viewer().now))}
          </p>
        </div>
        {canWrite && <RolloutActions product={product} version={version} />}
      </div>
      <PercentBar percent={percent} width="100%" height={8} />
      <Steps version={version} percent={percent} />
      <p class="rollout-rules">
        {t.rolloutRules} {firstText(version)}
      </p>
    </section>
  );
}

function RolloutActions({ product, version }: Pick<RolloutProps, 'product' | 'version'>): VNode {
  const t = texts('versions');
  const path = versionPath(product, version.uid);
  const next = nextStepOf(version, viewer().now);
  return (
    <div class="actions">
      <PostButton action={`${path}/halt`} look="danger" icon="circle-pause" text={t.halt} />
      <ButtonLink href={`${path}/rollout`} text={t.changeSteps} />
      {next && (
        <PostForm class="inline-form" action={`${path}/advance`}>
          <Button
            name="percent"
            value={String(next.percent)}
            text={t.goOnTo({ percent: formatPercent(next.percent / 100) })}
          />
        </PostForm>
      )}
    </div>
  );
}

function Steps({ version, percent }: { readonly version: ProductVersion; readonly percent: number }): VNode {
  const t = texts('versions');
  return (
    <ol class="rollout-steps">
      {version.rolloutSteps?.map((step) => (
        <li key={step.percent} aria-current={step.percent === percent ? 'step' : undefined}>
          <b>
            {formatPercent(step.percent / 100)}
            {step.percent === percent && t.now}
          </b>
          <span>{step.at === null ? t.byHand : formatDateTime(new Date(step.at))}</span>
        </li>
      ))}
    </ol>
  );
}

/** The number of offered devices follows from the percentage, because sides are spread evenly. */
function offeredText({ version }: ProductVersion, percent: number, { devices, versions }: VersionUse): string {
  return texts('versions').offeredCount({
    offered: formatNumber(Math.round((devices * percent) / 100)),
    devices: formatNumber(devices),
    run: formatNumber(versions.find((used) => used.version === version)?.devices ?? 0),
  });
}

function nextText(next: RolloutStep | null): string {
  const t = texts('versions');
  if (next === null) {
    return t.noNextStep;
  }
  return next.at === null ? t.nextByHand : t.nextAt({ at: formatDateTime(new Date(next.at)) });
}

function firstText({ rolloutLicenses, rolloutChannels }: ProductVersion): string {
  const t = texts('versions');
  return rolloutLicenses.length + rolloutChannels.length === 0
    ? ''
    : t.offeredFirst({
        licenses: rolloutLicenses.length,
        channels: rolloutChannels.length,
        names: rolloutChannels.join(', '),
      });
}

function HaltedBanner({ product, version, canWrite }: RolloutProps): VNode {
  const t = texts('versions');
  const { haltedAt, haltedBy, stopReason } = version;
  const path = versionPath(product, version.uid);
  const percent = formatPercent(percentOf(version, viewer().now) / 100);
  return (
    <Banner
      tone="warn"
      id={`halted-${version.uid}`}
      icon="circle-pause"
      title={t.haltedAt({
        version: version.version,
        percent,
        by: haltedBy ?? t.somebody,
        at: haltedAt ? formatAge(haltedAt) : '',
      })}
      action={
        canWrite && (
          <div class="actions">
            <PostButton action={`${path}/resume`} icon="circle-play" text={t.goOn} />
            <ButtonLink look="danger" href={`${path}/withdraw`} text={t.withdraw} />
          </div>
        )
      }
    >
      {stopReason && <p>{t.quoted({ reason: stopReason })}</p>}
      <p>
        {t.haltedRule} {canWrite && !stopReason && <a href={`${path}/halt`}>{t.addReason}</a>}
      </p>
    </Banner>
  );
}

interface OfferQuestionProps {
  readonly query: OfferQueryDto;
  readonly path: string;
  readonly answer?: OfferAnswer;
}

/** Whether the version is offered to the program that was asked about. */
export interface OfferAnswer extends OfferExplanation {
  readonly channel: string;
  /** The key that was typed is no license of the product. */
  readonly isLicenseUnknown: boolean;
}

/** "Is it offered to this device?" The question is the address, so that it can be shared. */
export function OfferQuestion({ query, path, answer }: OfferQuestionProps): VNode {
  const t = texts('versions');
  const form = FormState.of({ ...query });
  const fields = [
    { name: 'license', textKey: 'askLicense', isMono: true, isOptional: true },
    { name: 'device', textKey: 'askDevice', isMono: true, isOptional: true },
    { name: 'channel', textKey: 'askChannel', isMono: true, isOptional: true },
  ];
  return (
    <Section id="offered" title={t.ask} note={t.askNote}>
      {answer && (
        <Banner
          tone={answer.isOffered ? 'ok' : 'neutral'}
          id="offer"
          title={answer.isOffered ? t.isOffered : t.isNotOffered}
        >
          <AnswerText {...answer} />
        </Banner>
      )}
      <form class="form offer-form" method="get" action={`${path}#offered-title`} noValidate>
        <FieldGroups form={form} groups={labeled([{ rows: [fields] }], t)} />
        <div>
          <Button icon="search" text={t.askVerb} />
        </div>
      </form>
    </Section>
  );
}

function AnswerText({ reason, percent, channel, isLicenseUnknown }: OfferAnswer): VNode {
  const t = texts('versions');
  return (
    <>
      <p>{reasonTexts(formatPercent(percent / 100), channel)[reason]}</p>
      {isLicenseUnknown && <p>{t.askUnknown}</p>}
    </>
  );
}

function reasonTexts(percent: string, channel: string): Readonly<Record<OfferExplanation['reason'], string>> {
  const t = texts('versions').offerReasons;
  return {
    ...t,
    halted: t.halted({ percent }),
    other_channel: t.other_channel({ channel }),
    channel: t.channel({ channel }),
    within: t.within({ percent }),
    outside: t.outside({ percent }),
  };
}
