/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { BaseHttpRequest } from './core/BaseHttpRequest';
import type { OpenAPIConfig } from './core/OpenAPI';
import { FetchHttpRequest } from './core/FetchHttpRequest';
import { ActivationsService } from './services/ActivationsService';
import { ConnectionService } from './services/ConnectionService';
import { LegacyService } from './services/LegacyService';
import { LicenseService } from './services/LicenseService';
import { LicensesService } from './services/LicensesService';
import { ProductsService } from './services/ProductsService';
import { UpdateService } from './services/UpdateService';
import { VersionsService } from './services/VersionsService';
type HttpRequestConstructor = new (config: OpenAPIConfig) => BaseHttpRequest;
export class LicenseManagerApi {
    public readonly activations: ActivationsService;
    public readonly connection: ConnectionService;
    public readonly legacy: LegacyService;
    public readonly license: LicenseService;
    public readonly licenses: LicensesService;
    public readonly products: ProductsService;
    public readonly update: UpdateService;
    public readonly versions: VersionsService;
    public readonly request: BaseHttpRequest;
    constructor(config?: Partial<OpenAPIConfig>, HttpRequest: HttpRequestConstructor = FetchHttpRequest) {
        this.request = new HttpRequest({
            BASE: config?.BASE ?? '',
            VERSION: config?.VERSION ?? '0.1.0',
            WITH_CREDENTIALS: config?.WITH_CREDENTIALS ?? false,
            CREDENTIALS: config?.CREDENTIALS ?? 'include',
            TOKEN: config?.TOKEN,
            USERNAME: config?.USERNAME,
            PASSWORD: config?.PASSWORD,
            HEADERS: config?.HEADERS,
            ENCODE_PATH: config?.ENCODE_PATH,
        });
        this.activations = new ActivationsService(this.request);
        this.connection = new ConnectionService(this.request);
        this.legacy = new LegacyService(this.request);
        this.license = new LicenseService(this.request);
        this.licenses = new LicensesService(this.request);
        this.products = new ProductsService(this.request);
        this.update = new UpdateService(this.request);
        this.versions = new VersionsService(this.request);
    }
}

