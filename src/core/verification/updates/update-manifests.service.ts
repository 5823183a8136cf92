import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock';
import { inSeconds } from '../../common/seconds';
import { shownMetadata } from '../../common/validation/metadata';
import { IssuerService } from '../../platform/signing-keys/issuer.service';
import { SIGNED_UPDATE } from '../../platform/signing-keys/signed-types';
import { SigningKeysService } from '../../platform/signing-keys/signing-keys.service';
import type { Release } from './program-updates.service';
import { filesOf, manifestArtifact, type UpdateManifestClaims } from './update-manifest';

/** The signed manifest of a release as a compact JWS; null if the program may not learn of the files. */
export type ManifestOf = (release: Release) => string | null;

/** Signs what a release contains, so that programs can verify their downloads. */
@Injectable()
export class UpdateManifestsService {
  constructor(
    private readonly keys: SigningKeysService,
    private readonly issuer: IssuerService,
    private readonly clock: Clock,
  ) {}

  async signer(): Promise<ManifestOf> {
    const signerFor = await this.keys.signers(SIGNED_UPDATE);
    const iss = await this.issuer.name();
    return (release) =>
      release.includesFiles ? signerFor(release.product.signingAlg)(this.claimsOf(release, iss)) : null;
  }

  private claimsOf(release: Release, iss: string): UpdateManifestClaims {
    const { product, version, artifacts = [] } = release;
    const metadata = shownMetadata(version.metadata, 'programs');
    return {
      iss,
      iat: inSeconds(this.clock.now()),
      product: product.reference,
      version: version.version,
      channel: version.channel,
      released_at: version.releasedAt,
      ...(Object.keys(metadata).length > 0 && { metadata }),
      files: [...filesOf(release), ...artifacts.map(manifestArtifact)],
    };
  }
}
