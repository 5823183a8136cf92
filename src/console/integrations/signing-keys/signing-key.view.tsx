import type { VNode } from 'preact';
import { JwkDto } from '../../../platform/signing-keys/dto/jwks.dto';
import type { SigningKey } from '../../../platform/signing-keys/signing-key.entity';
import { publicKeyPem } from '../../../platform/signing-keys/signing-key-pair';
import { Banner } from '../../components/banner';
import { ButtonLink } from '../../components/button';
import { confirmation } from '../../components/confirmation';
import { TextField } from '../../components/fields';
import { PageHeader, Section } from '../../components/page-parts';
import { Code, DescriptionList, Time } from '../../components/text';
import { formatDate } from '../../../i18n/format';
import type { FormState } from '../../kit/form-state';
import { Page } from '../../kit/page';
import { texts } from '../../../i18n/texts';
import { revokePath, rotatePath, signingKeyPath, SIGNING_KEYS_PATH } from './signing-key-paths';
import { SigningKeyBadge, stateOf } from './signing-key-state';

interface SigningKeyData {
  readonly signingKey: SigningKey;
  readonly canWrite: boolean;
}

export function signingKeyPage(data: SigningKeyData): Page {
  return new Page({ title: data.signingKey.kid, body: <SigningKeyView {...data} /> });
}

function SigningKeyView({ signingKey, canWrite }: SigningKeyData): VNode {
  const t = texts('signingKeys');
  const state = stateOf(signingKey);
  return (
    <>
      <PageHeader
        title={signingKey.kid}
        crumbs={[{ title: t.title, href: SIGNING_KEYS_PATH }]}
        lead={
          <>
            <SigningKeyBadge signingKey={signingKey} /> {t.stateNotes[state]}
          </>
        }
        actions={canWrite ? <Action signingKey={signingKey} /> : undefined}
      />
      {signingKey.revokedAt && (
        <Banner tone="bad" icon="circle-x" title={t.revokedTitle({ date: formatDate(signingKey.revokedAt) })}>
          {t.stateNotes.revoked}
        </Banner>
      )}
      <Details signingKey={signingKey} />
      <PublicKey signingKey={signingKey} />
    </>
  );
}

function Action({ signingKey }: Pick<SigningKeyData, 'signingKey'>): VNode | null {
  const t = texts('signingKeys');
  const state = stateOf(signingKey);
  if (state === 'active') {
    return (
      <ButtonLink icon="refresh-cw" href={rotatePath}>
        {t.rotate}
      </ButtonLink>
    );
  }
  return state === 'retired' ? (
    <ButtonLink look="danger" icon="ban" href={revokePath(signingKey.kid)}>
      {t.revoke}
    </ButtonLink>
  ) : null;
}

function Details({ signingKey }: Pick<SigningKeyData, 'signingKey'>): VNode {
  const t = texts('signingKeys');
  const { createdAt, retiredAt, revokedAt, endorsement } = signingKey;
  return (
    <DescriptionList
      items={[
        { term: t.created, value: <Time at={createdAt} /> },
        { term: t.retired, value: retiredAt && <Time at={retiredAt} /> },
        { term: t.revoked, value: revokedAt && <Time at={revokedAt} /> },
        { term: t.endorsement, value: endorsement === null ? t.first : t.endorsementNote },
      ]}
    />
  );
}

function PublicKey({ signingKey }: Pick<SigningKeyData, 'signingKey'>): VNode {
  const t = texts('signingKeys');
  const { endorsement, ...jwk } = JwkDto.from(signingKey);
  return (
    <Section id="public-key" title={t.publicKey} note={t.publicNote}>
      <p class="code-title">{t.pem}</p>
      <Code label={t.pem} text={publicKeyPem(signingKey.publicKey)} />
      <p class="code-title">{t.jwk}</p>
      <Code label={t.jwk} text={JSON.stringify(jwk, null, 2)} />
      <p class="code-title">{t.raw}</p>
      <Code label={t.raw} text={signingKey.publicKey} />
      {endorsement !== undefined && (
        <>
          <p class="code-title">{t.endorsement}</p>
          <Code label={t.endorsement} text={endorsement} />
        </>
      )}
    </Section>
  );
}

export function rotateSigningKeyPage(active: SigningKey): Page {
  const t = texts('signingKeys');
  const { rotation } = t;
  return confirmation({
    title: rotation.title,
    crumbs: [{ title: t.title, href: SIGNING_KEYS_PATH }],
    undo: { isPossible: false, text: rotation.undo },
    about: [
      { term: rotation.present, value: <code>{active.kid}</code> },
      { term: t.created, value: <Time at={active.createdAt} /> },
    ],
    consequences: [
      { icon: 'key-round', text: rotation.signs },
      { icon: 'shield-check', text: rotation.trust },
      { icon: 'info', text: rotation.stays },
    ],
    action: rotatePath,
    verb: rotation.verb,
    keep: { title: rotation.keep, href: SIGNING_KEYS_PATH },
  });
}

export function revokeSigningKeyPage({ kid, createdAt, retiredAt }: SigningKey, form: FormState): Page {
  const t = texts('signingKeys');
  const { revocation } = t;
  const title = revocation.title({ kid });
  return confirmation({
    title,
    crumbs: [
      { title: t.title, href: SIGNING_KEYS_PATH },
      { title: kid, href: signingKeyPath(kid) },
    ],
    form,
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
    action: revokePath(kid),
    verb: revocation.verb,
    keep: { title: revocation.keep, href: signingKeyPath(kid) },
    children: <TextField form={form} name="confirm" label={revocation.type({ kid })} isMono />,
  });
}
