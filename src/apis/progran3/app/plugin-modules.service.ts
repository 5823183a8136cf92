import { Injectable } from '@nestjs/common';
import { compareVersions, ProductsService, ProgramModulesService } from '../../../core/catalog';
import { type LoadedModule } from '../../../core/catalog/internal';
import { problem } from '../../../core/common';
import { CheckLicenseService, LicenseRefused } from '../../../core/verification';
import { PROGRAN3_PRODUCT } from '../progran3.dialect';
import { type LicensedSystem, SystemsService } from './systems.service';

/** Facts that the plugin reports about itself. */
export interface LoadingPlugin {
  /** Fingerprint of its system, if it is known. */
  readonly fingerprint?: string;
  readonly version?: string;
}

/** Serves modules to the plugin. */
@Injectable()
export class PluginModulesService {
  constructor(
    private readonly systems: SystemsService,
    private readonly checking: CheckLicenseService,
    private readonly products: ProductsService,
    private readonly modules: ProgramModulesService,
  ) {}

  /**
   * A module of the product of the system's license. Throws unless that license may be used on the system, or the product
   * gives its updates without a license.
   */
  async load(name: string, plugin: LoadingPlugin): Promise<LoadedModule> {
    const system = plugin.fingerprint === undefined ? null : await this.systems.find(plugin.fingerprint);
    const product = await this.products.get(system?.license.product?.uid ?? PROGRAN3_PRODUCT);
    if (product.updatesNeedLicense) {
      await this.verify(system, plugin);
    }
    const module = await this.modules.load(product.id, name);
    const { minimumVersion: minimum } = module;
    if (minimum !== null && plugin.version !== undefined && compareVersions(plugin.version, minimum) < 0) {
      throw problem('PLUGIN_TOO_OLD', { minimum, current: plugin.version });
    }
    return module;
  }

  private async verify(system: LicensedSystem | null, { version }: LoadingPlugin): Promise<void> {
    if (!system) {
      throw new LicenseRefused('NOT_ACTIVATED');
    }
    await this.checking.verifyOrThrow(system.license.key, { fingerprint: system.fingerprint, appVersion: version });
  }
}
