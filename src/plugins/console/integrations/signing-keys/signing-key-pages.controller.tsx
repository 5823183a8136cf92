import { Get, Param, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { VNode } from 'preact';
import { Authorized, baseUrl, IsText, MayBeMissing } from '../../../../core/common';
import { type Caller, CurrentCaller, isPermitted, Permission } from '../../../../core/identity';
import { JwkDto, Settings, SigningKeysService, RotateSigningKeysService } from '../../../../core/platform';
import { CreateSigningKeyDto, SIGNING_ALGS, type SigningAlg } from '../../../../core/platform/internal';
import { publicKeyPem, type SigningKey } from '../../../../core/platform/internal';
import { StatusBadge } from '../../../../pages/components/badge';
import { withQuery } from '../../../../pages/components/filters';
import { Banner } from '../../../../pages/components/banner';
import { ConfirmForm } from '../../../../pages/components/confirmation';
import { detailPage } from '../../../../pages/components/detail-page';
import { Rows } from '../../../../pages/components/list-page';
import { trailPages } from '../../../../pages/components/list-pages';
import { Section } from '../../../../pages/components/page-parts';
import { type Column, RowTitle } from '../../../../pages/components/table';
import { Code, DescriptionList, MaybeTime, Time } from '../../../../pages/components/text';
import { ConsoleController } from '../../../../pages/frame/console-controller.decorator';
import { formatDate, texts } from '../../../../core/i18n';
import { CursorPageDto } from '../../../../pages/kit/cursor-page';
import { FormRoute } from '../../../../pages/kit/form-route';
import { type Page, type PageForm, SeeOther } from '../../../../pages/kit/page';
import { refusedField } from '../../../../pages/kit/form-state';
import { algChoice } from './alg-choice';

const SIGNING_KEYS_PATH = '/console/signing-keys';
const ROTATE_PATH = `${SIGNING_KEYS_PATH}/rotate`;
const keyPath = (kid: string): string => `${SIGNING_KEYS_PATH}/${kid}`;
const revokePath = (kid: string): string => `${keyPath(kid)}/revoke`;

const KEYS_PER_PAGE = 20;
const JWKS_PATH = '/.well-known/jwks.json';

type SigningKeyState = 'active' | 'retired' | 'revoked';

class RevokeSigningKeyFormDto {
  @MayBeMissing()
  @IsText(255)
  confirm?: string;

  /** The id is typed, so that nobody revokes another key by mistake. */
  static check({ confirm = '' }: RevokeSigningKeyFormDto, kid: string): void {
    if (confirm.trim() !== kid) {
      throw refusedField('confirm', texts('signingKeys').revocation.wrong({ kid }), 'mismatch');
    }
  }
}

@ConsoleController('console/signing-keys')
@Authorized(Permission.SettingsWrite)
export class SigningKeyPagesController {
  constructor(
    private readonly keys: SigningKeysService,
    private readonly rotation: RotateSigningKeysService,
    private readonly settings: Settings,
  ) {}

  @Get()
  @Authorized(Permission.SettingsRead)
  async showSigningKeys(
    @CurrentCaller() caller: Caller,
    @Query() place: CursorPageDto,
    @Req() request: FastifyRequest,
  ): Promise<Page> {
    const t = texts('signingKeys');
    const { rows, next } = await this.keys.list({ limit: KEYS_PER_PAGE, after: place.after });
    return detailPage({
      title: t.title,
      lead: t.lead,
      actions: [isPermitted(caller, Permission.SettingsWrite) && rotateLink()],
      above: (
        <Rows
          title={t.title}
          rows={rows}
          columns={[
            {
              head: t.kid,
              width: 40,
              onCard: 'title',
              cell: (key) => <RowTitle href={keyPath(key.kid)} title={key.kid} note={t.stateNotes[stateOf(key)]} />,
            },
            { head: t.alg, onCard: 'hidden', cell: ({ alg }) => alg },
            { head: t.created, onCard: 'right', cell: ({ createdAt }) => <Time at={createdAt} as="date" /> },
            ...dateColumn(t.retired, rows, ({ retiredAt }) => retiredAt),
            ...dateColumn(t.revoked, rows, ({ revokedAt }) => revokedAt),
            { head: t.state, onCard: 'status', cell: (key) => <SigningKeyBadge signingKey={key} /> },
          ]}
          order={texts('lists').newestFirst}
          path={SIGNING_KEYS_PATH}
          query={{}}
          pages={trailPages(place, next, KEYS_PER_PAGE)}
        />
      ),
      main: (
        <>
          <Section id="uses" title={t.uses}>
            <ul class="bullets">
              {t.usesList.map((use) => (
                <li key={use}>{use}</li>
              ))}
            </ul>
          </Section>
          <Section id="jwks" title={t.jwks}>
            <Code label={t.keySet} text={`${baseUrl(request, this.settings.PUBLIC_URL)}${JWKS_PATH}`} />
            <p class="hint">{t.jwksNote}</p>
          </Section>
        </>
      ),
    });
  }

  @FormRoute('rotate')
  async rotateSigningKey(@Query() { alg: chosen = 'EdDSA' }: CreateSigningKeyDto): Promise<PageForm> {
    const t = texts('signingKeys');
    const { rotation } = t;
    const active = await this.keys.getActive();
    return new ConfirmForm({
      title: rotation.title,
      crumbs: crumbsOf(),
      undo: { isPossible: false, text: rotation.undo },
      about: active.map(({ alg, kid, createdAt }) => ({
        term: `${rotation.present}, ${alg}`,
        value: (
          <>
            <code>{kid}</code> <Time at={createdAt} as="date" />
          </>
        ),
      })),
      consequences: [
        { icon: 'key-round', text: rotation.signs },
        { icon: 'shield-check', text: rotation.trust },
        { icon: 'info', text: rotation.stays },
      ],
      action: ROTATE_PATH,
      verb: rotation.verb,
      keep: { title: rotation.keep, href: SIGNING_KEYS_PATH },
      groups: [
        {
          rows: [
            { name: 'alg', kind: 'radios', choices: SIGNING_ALGS.map(algChoice), value: chosen, empty: 'missing' },
          ],
        },
      ],
      texts: t,
      input: CreateSigningKeyDto,
      submit: async ({ alg }) => {
        const { kid } = await this.rotation.rotate(alg);
        return SeeOther.done(SIGNING_KEYS_PATH, rotation.done({ kid }));
      },
    });
  }

  @Get(':kid')
  @Authorized(Permission.SettingsRead)
  async showSigningKey(@CurrentCaller() caller: Caller, @Param('kid') kid: string): Promise<Page> {
    const t = texts('signingKeys');
    const signingKey = await this.keys.get(kid);
    const { alg, createdAt, retiredAt, revokedAt, endorsement } = signingKey;
    const state = stateOf(signingKey);
    const canWrite = isPermitted(caller, Permission.SettingsWrite);
    return detailPage({
      title: kid,
      crumbs: crumbsOf(),
      lead: (
        <>
          <SigningKeyBadge signingKey={signingKey} /> {t.stateNotes[state]}
        </>
      ),
      actions: [
        canWrite && state === 'active' && rotateLink(alg),
        canWrite && state === 'retired' && { title: t.revoke, icon: 'ban', look: 'danger', href: revokePath(kid) },
      ],
      above: revokedAt && (
        <Banner tone="bad" icon="circle-x" title={t.revokedTitle({ date: formatDate(revokedAt) })}>
          {t.stateNotes.revoked}
        </Banner>
      ),
      main: (
        <>
          <DescriptionList
            items={[
              { term: t.alg, value: alg },
              { term: t.created, value: <Time at={createdAt} /> },
              { term: t.retired, value: retiredAt && <Time at={retiredAt} /> },
              { term: t.revoked, value: revokedAt && <Time at={revokedAt} /> },
              { term: t.endorsement, value: endorsement === null ? t.first : t.endorsementNote },
            ]}
          />
          <PublicKey signingKey={signingKey} />
        </>
      ),
    });
  }

  @FormRoute(':kid/revoke')
  async revokeSigningKey(@Param('kid') kid: string): Promise<PageForm> {
    const t = texts('signingKeys');
    const { revocation } = t;
    const { createdAt, retiredAt } = await this.keys.get(kid);
    const [label, problem] = [revocation.type({ kid }), revocation.wrong({ kid })];
    return new ConfirmForm({
      title: revocation.title({ kid }),
      crumbs: crumbsOf(kid),
      undo: { isPossible: false, text: revocation.undo },
      about: [
        { term: t.created, value: <Time at={createdAt} /> },
        { term: t.retired, value: retiredAt && <Time at={retiredAt} /> },
      ],
      consequences: [
        { icon: 'shield-x', tone: 'bad', text: revocation.refused },
        { icon: 'key', tone: 'bad', text: revocation.keys },
        { icon: 'list', text: revocation.listed },
      ],
      groups: [{ rows: [{ name: 'confirm', label, problem, isMono: true }] }],
      action: revokePath(kid),
      verb: revocation.verb,
      keep: { title: revocation.keep, href: keyPath(kid) },
      input: RevokeSigningKeyFormDto,
      messages: { KEY_ACTIVE: revocation.active },
      submit: async (input) => {
        RevokeSigningKeyFormDto.check(input, kid);
        await this.rotation.revoke(kid);
        return SeeOther.done(keyPath(kid), revocation.done({ kid }));
      },
    });
  }
}

function stateOf({ retiredAt, revokedAt }: SigningKey): SigningKeyState {
  if (revokedAt) {
    return 'revoked';
  }
  return retiredAt ? 'retired' : 'active';
}

function SigningKeyBadge({ signingKey }: { readonly signingKey: SigningKey }): VNode {
  const state = stateOf(signingKey);
  return <StatusBadge status={state} text={texts('signingKeys').states[state]} />;
}

/** No column until it happens. */
function dateColumn(
  head: string,
  rows: readonly SigningKey[],
  dateOf: (key: SigningKey) => Date | null,
): Column<SigningKey>[] {
  const cell = (key: SigningKey): VNode => <MaybeTime at={dateOf(key)} as="date" none={texts('components').notSet} />;
  return rows.some(dateOf) ? [{ head, onCard: 'hidden', cell }] : [];
}

function crumbsOf(kid?: string) {
  const list = { title: texts('signingKeys').title, href: SIGNING_KEYS_PATH };
  return kid === undefined ? [list] : [list, { title: kid, href: keyPath(kid) }];
}

function rotateLink(alg?: SigningAlg) {
  return { title: texts('signingKeys').rotate, icon: 'refresh-cw', href: withQuery(ROTATE_PATH, { alg }) } as const;
}

/** The key in the forms that programs take, each to copy. */
function PublicKey({ signingKey }: { readonly signingKey: SigningKey }): VNode {
  const t = texts('signingKeys');
  const { endorsement, ...jwk } = JwkDto.from(signingKey);
  const codes = [
    { label: t.pem, text: publicKeyPem(signingKey) },
    { label: t.jwk, text: JSON.stringify(jwk, null, 2) },
    { label: t.raw, text: signingKey.publicKey },
    ...(endorsement === undefined ? [] : [{ label: t.endorsement, text: endorsement }]),
  ];
  return (
    <Section id="public-key" title={t.publicKey} note={t.publicNote}>
      {codes.flatMap(({ label, text }) => [
        <p key={label} class="code-title">
          {label}
        </p>,
        <Code key={text} label={label} text={text} />,
      ])}
    </Section>
  );
}
