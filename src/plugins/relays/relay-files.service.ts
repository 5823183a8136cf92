import { behaviorFields } from '../../core/catalog';
import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { problem, Randomness } from '../../core/common';
import type { License } from '../../core/licenses';
import { IssuerService, JwkDto, Settings, SigningKeysService } from '../../core/platform';
import { kidOf, SIGNED_PROGRAM, SIGNED_RELAY, SIGNED_RELAY_LICENSE } from '../../core/platform/internal';
import type { LicenseContext } from '../../core/verification';
import { AssignUsersService, keyHashOf, licenseClaims } from '../../core/verification/internal';
import { relayCredits } from './relay-credits';
import type { Relay } from './relay.entity';

const MAX_CERTIFICATE = 1_536;
const MAX_FILE = 65_536;
/** The newest keys: a relay needs those with which the server signs. */
const MAX_KEYS = 20;

/** A certificate that was issued, and the file in which it travels. */
export interface IssuedCertificate {
  readonly id: string;
  /** SHA-256 of the license in the file, in hex: the key of codes for the telephone. */
  readonly codeKey: string;
  readonly file: string;
}

/** The license of a relay, as its vendor's server knows it. */
export interface RelayedLicense {
  readonly context: LicenseContext;
  readonly license: License;
}

/** Writes relay files: what a relay shows to clients, and what it alone reads, both signed. */
@Injectable()
export class RelayFilesService {
  constructor(
    private readonly keys: SigningKeysService,
    private readonly issuer: IssuerService,
    private readonly users: AssignUsersService,
    private readonly settings: Settings,
    private readonly randomness: Randomness,
  ) {}

  /**
   * @param privateKey PKCS #8 in PEM, if the relay did not make its own key
   * @param issued in seconds since 1970, later than those of earlier certificates of the relay
   */
  async write(
    { context, license }: RelayedLicense,
    relay: Relay,
    { now, issued, privateKey }: { readonly now: Date; readonly issued: number; readonly privateKey?: string },
  ): Promise<IssuedCertificate> {
    const id = this.randomness.uuid();
    const alg = license.product?.signingAlg ?? null;
    const isProgram = relay.kind === 'program';
    const certificate = (await this.keys.signer(isProgram ? SIGNED_PROGRAM : SIGNED_RELAY, alg))({
      ver: 1,
      iss: await this.issuer.name(),
      jti: id,
      iat: issued,
      nbf: Math.min(issued, seconds(now)),
      exp: seconds(relay.expiresAt),
      relay: { id: relay.uid, name: relay.name, key: keyOf(relay), ...(relay.machine && { machine: relay.machine }) },
      product: license.product?.reference,
      license: license.uid,
      key_hash: keyHashOf(license.key),
      pool: relay.pool,
      ...(relay.partnerOf && { pair: { id: relay.partnerOf, member: 2 } }),
    });
    const claims = await this.licenseOf(context, license, relay, now);
    const signed = (await this.keys.signer(SIGNED_RELAY_LICENSE, alg))({ ver: 1, jti: id, ...claims });
    const kind = isProgram ? 'keyward_program' : 'keyward_relay';
    const file = fileOf({
      [kind]: 1,
      certificate,
      license: signed,
      ...(privateKey !== undefined && { private_key: privateKey }),
    });
    requireSize(certificate, MAX_CERTIFICATE);
    requireSize(file, MAX_FILE);
    return { id, codeKey: createHash('sha256').update(signed).digest('hex'), file };
  }

  private async licenseOf(context: LicenseContext, license: License, { reportHours, pool }: Relay, now: Date) {
    const { key, uid, product } = license;
    const subject = { keyHash: keyHashOf(key), fingerprint: null };
    const result = { ...context, usable: true, code: 'VALID' } as const;
    const { features, entitlements, max_users, expires_at, starts_on, customer, metadata, upgrade_url } = licenseClaims(
      result,
      subject,
      '',
      now,
    );
    const users = await this.users.identifiersOf([license.id]);
    const { keys } = await this.keys.published();
    return {
      license_key: key,
      license: uid,
      product: { reference: product?.reference, name: product?.name },
      policy: behaviorFields(context.behavior),
      license_fields: {
        features,
        entitlements,
        max_users,
        expires_at,
        starts_on,
        customer,
        metadata,
        upgrade_url,
        users: users.get(license.id) ?? [],
        ...relayCredits(context.meters ?? [], pool),
      },
      vendor_url: this.settings.PUBLIC_URL ?? null,
      report_hours: reportHours,
      keys: { keys: keys.slice(0, MAX_KEYS).map((known) => JwkDto.from({ ...known, endorsement: null })) },
    };
  }
}

/** A date in whole seconds since 1970, rounded down. */
export function seconds(date: Date): number {
  return Math.floor(date.getTime() / 1000);
}

function keyOf({ publicKey }: Relay) {
  return { kty: 'OKP', crv: 'Ed25519', x: publicKey, kid: kidOf(Buffer.from(publicKey, 'base64url')) };
}

/** One member per line, so that people and mail programs can handle it. */
function fileOf(members: object): string {
  const lines = Object.entries(members).map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`);
  return `{\n${lines.join(',\n')}\n}\n`;
}

function requireSize(text: string, bytes: number): void {
  if (Buffer.byteLength(text) > bytes) {
    throw problem('RELAY_FILE_TOO_LARGE', { bytes });
  }
}
