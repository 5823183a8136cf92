/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { BaseHttpRequest } from './core/BaseHttpRequest';
import type { OpenAPIConfig } from './core/OpenAPI';
import { FetchHttpRequest } from './core/FetchHttpRequest';
import { AuthService } from './services/AuthService';
import { LicensesService } from './services/LicensesService';
import { RecordsService } from './services/RecordsService';
import { VerifyService } from './services/VerifyService';
type HttpRequestConstructor = new (config: OpenAPIConfig) => BaseHttpRequest;
export class LicApi {
    public readonly auth: AuthService;
    public readonly licenses: LicensesService;
    public readonly records: RecordsService;
    public readonly verify: VerifyService;
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
        this.auth = new AuthService(this.request);
        this.licenses = new LicensesService(this.request);
        this.records = new RecordsService(this.request);
        this.verify = new VerifyService(this.request);
    }
}

