import { Injectable } from '@nestjs/common';
import type { StoredFile } from '../../platform/files/stored-file.entity';
import type { Product } from '../products/product.entity';
import type { Integrity, Signature } from './integrity';
import { manifestOf, type SignedVersion } from './manifest';
import { SIGNING_ALGORITHM } from './update-signing-key.entity';
import { UpdateSigningKeysService } from './update-signing-keys.service';

/** Signs what a program is offered, so that it can tell a file of the vendor's from any other. */
@Injectable()
export class UpdateSignerService {
  constructor(private readonly keys: UpdateSigningKeysService) {}

  /** How a program makes sure that it got this file of this version, and whole. */
  async integrityOf(
    product: Pick<Product, 'reference'>,
    version: SignedVersion,
    file: Pick<StoredFile, 'sha256' | 'size'>,
  ): Promise<Integrity> {
    const { size, sha256 } = file;
    const manifest = manifestOf(product, version, file);
    return { size, sha256, ...(manifest !== null && { signature: await this.sign(manifest) }) };
  }

  /** With the key of this moment. */
  private async sign(manifest: string): Promise<Signature> {
    return { algorithm: SIGNING_ALGORITHM, ...(await this.keys.sign(manifest)), manifest };
  }
}
