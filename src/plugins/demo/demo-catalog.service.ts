import { Injectable } from '@nestjs/common';
import {
  AppBundlesService,
  ArtifactsService,
  EntitlementsService,
  LicenseFilesService,
  ProgramModulesService,
  VERSION_FILES,
  VersionFilesService,
} from '../../core/catalog';
import { Clock, DAY, SAMPLE_IDS } from '../../core/common';
import { ENTITLEMENT, VERSIONS_WITH_FILES } from './sample-data';

const PRODUCT = 'demo-photo-studio';
const VERSION = 'v2.0.0';
/** Modules by product. */
const MODULES = [
  [PRODUCT, 'report-generator'],
  [PRODUCT, 'former-report'],
  ['progran3-default', 'report-generator'],
] as const;
const CONTENT_TYPE = 'application/octet-stream';

/** Adds files, modules, an entitlement and an app to the sample data. */
@Injectable()
export class DemoCatalogService {
  constructor(
    private readonly clock: Clock,
    private readonly entitlements: EntitlementsService,
    private readonly versionFiles: VersionFilesService,
    private readonly artifacts: ArtifactsService,
    private readonly modules: ProgramModulesService,
    private readonly bundles: AppBundlesService,
    private readonly bundleFiles: LicenseFilesService,
  ) {}

  async add(): Promise<void> {
    await this.addFiles();
    await this.addArtifact();
    await this.entitlements.put(PRODUCT, ENTITLEMENT.code, ENTITLEMENT.declared);
    await this.addModules();
    await this.addApp();
  }

  private async addFiles(): Promise<void> {
    for (const [product, version] of Object.entries(VERSIONS_WITH_FILES)) {
      for (const type of VERSION_FILES) {
        const sent = { name: `${version}.${type === 'main' ? 'zip' : 'sql'}`, contentType: CONTENT_TYPE };
        const file = await this.versionFiles.store(product, version, {
          ...sent,
          bytes: bytesOf(`${type} of the demo`),
        });
        await this.versionFiles.replace(product, version, type, file);
      }
    }
  }

  private async addArtifact(): Promise<void> {
    const sent = { name: 'studio-2.0.0-x64.exe', contentType: CONTENT_TYPE, bytes: bytesOf('installer of the demo') };
    const stored = await this.artifacts.store(PRODUCT, VERSION, sent);
    await this.artifacts.upload(PRODUCT, VERSION, {}, stored);
  }

  private async addModules(): Promise<void> {
    const module = { version: '3.2.1', minimumVersion: null, code: 'const ReportGenerator = {};' };
    for (const [product, name] of MODULES) {
      await this.modules.upload(product, name, module);
    }
  }

  private async addApp(): Promise<void> {
    const expiresAt = new Date(this.clock.now().getTime() + 365 * DAY);
    await this.bundles.create({ appBundleId: SAMPLE_IDS.app, expiresAt, features: ['beauty'], version: '2.4.9' });
    const sent = { name: 'demo.lic', contentType: CONTENT_TYPE, bytes: bytesOf('license file of the demo') };
    await this.bundleFiles.replace(SAMPLE_IDS.app, await this.bundleFiles.store(SAMPLE_IDS.app, sent), 'system');
  }
}

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(Buffer.from(text));
}
