import { Injectable } from '@nestjs/common';
import type { StoredFile } from '../../platform/files/stored-file.entity';
import type { Product } from '../products/product.entity';
import type { Integrity, Signature } from './integrity';
import { manifestOf, type SignedVersion } from './manifest';
import { SIGNING_ALGORITHM } from './update-signing-key.entity';
import { UpdateSigningKeysService } from './update-signing-keys.service';

/** Signs updates, so that programs can verify that a file comes from the vendor. */
@Injectable()
export class UpdateSignerService {
  constructor(private readonly keys: UpdateSigningKeysService) {}

  async integrityOf(
    product: Pick<Product, 'reference'>,
    version: SignedVersion,
    file: Pick<StoredFile, 'sha256' | 'size'>,
  ): Promise<Integrity> {
    const { size, sha256 } = file;
    const manifest = manifestOf(product, version, file);
    return { size, sha256, ...(manifest !== null && { signature: await this.sign(manifest) }) };
  }

  private async sign(manifest: string): Promise<Signature> {
    return { algorithm: SIGNING_ALGORITHM, ...(await this.keys.sign(manifest)), manifest };
  }
}
