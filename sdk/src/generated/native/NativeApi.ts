/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { BaseHttpRequest } from './core/BaseHttpRequest';
import type { OpenAPIConfig } from './core/OpenAPI';
import { FetchHttpRequest } from './core/FetchHttpRequest';
import { ApiKeysService } from './services/ApiKeysService';
import { AuthService } from './services/AuthService';
import { ClientService } from './services/ClientService';
import { LicensesService } from './services/LicensesService';
import { MonitoringService } from './services/MonitoringService';
import { ProductsService } from './services/ProductsService';
type HttpRequestConstructor = new (config: OpenAPIConfig) => BaseHttpRequest;
export class NativeApi {
    public readonly apiKeys: ApiKeysService;
    public readonly auth: AuthService;
    public readonly client: ClientService;
    public readonly licenses: LicensesService;
    public readonly monitoring: MonitoringService;
    public readonly products: ProductsService;
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
        this.apiKeys = new ApiKeysService(this.request);
        this.auth = new AuthService(this.request);
        this.client = new ClientService(this.request);
        this.licenses = new LicensesService(this.request);
        this.monitoring = new MonitoringService(this.request);
        this.products = new ProductsService(this.request);
    }
}

