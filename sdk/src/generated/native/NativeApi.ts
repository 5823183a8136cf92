/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { BaseHttpRequest } from './core/BaseHttpRequest';
import type { OpenAPIConfig } from './core/OpenAPI';
import { FetchHttpRequest } from './core/FetchHttpRequest';
import { ActivationsService } from './services/ActivationsService';
import { ApiKeysService } from './services/ApiKeysService';
import { AppBundlesService } from './services/AppBundlesService';
import { AuditService } from './services/AuditService';
import { AuthService } from './services/AuthService';
import { ClientService } from './services/ClientService';
import { CustomersService } from './services/CustomersService';
import { GroupsService } from './services/GroupsService';
import { KeyPoolsService } from './services/KeyPoolsService';
import { LeadsService } from './services/LeadsService';
import { LicensesService } from './services/LicensesService';
import { LicenseSessionsService } from './services/LicenseSessionsService';
import { LicenseUsersService } from './services/LicenseUsersService';
import { MonitoringService } from './services/MonitoringService';
import { PoliciesService } from './services/PoliciesService';
import { ProductsService } from './services/ProductsService';
import { ResourcesService } from './services/ResourcesService';
import { SearchService } from './services/SearchService';
import { SettingsService } from './services/SettingsService';
import { SigningKeysService } from './services/SigningKeysService';
import { TrialsService } from './services/TrialsService';
import { UpdateSigningKeysService } from './services/UpdateSigningKeysService';
import { UsageService } from './services/UsageService';
import { UsersService } from './services/UsersService';
import { WebhooksService } from './services/WebhooksService';
type HttpRequestConstructor = new (config: OpenAPIConfig) => BaseHttpRequest;
export class NativeApi {
    public readonly activations: ActivationsService;
    public readonly apiKeys: ApiKeysService;
    public readonly appBundles: AppBundlesService;
    public readonly audit: AuditService;
    public readonly auth: AuthService;
    public readonly client: ClientService;
    public readonly customers: CustomersService;
    public readonly groups: GroupsService;
    public readonly keyPools: KeyPoolsService;
    public readonly leads: LeadsService;
    public readonly licenses: LicensesService;
    public readonly licenseSessions: LicenseSessionsService;
    public readonly licenseUsers: LicenseUsersService;
    public readonly monitoring: MonitoringService;
    public readonly policies: PoliciesService;
    public readonly products: ProductsService;
    public readonly resources: ResourcesService;
    public readonly search: SearchService;
    public readonly settings: SettingsService;
    public readonly signingKeys: SigningKeysService;
    public readonly trials: TrialsService;
    public readonly updateSigningKeys: UpdateSigningKeysService;
    public readonly usage: UsageService;
    public readonly users: UsersService;
    public readonly webhooks: WebhooksService;
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
        this.apiKeys = new ApiKeysService(this.request);
        this.appBundles = new AppBundlesService(this.request);
        this.audit = new AuditService(this.request);
        this.auth = new AuthService(this.request);
        this.client = new ClientService(this.request);
        this.customers = new CustomersService(this.request);
        this.groups = new GroupsService(this.request);
        this.keyPools = new KeyPoolsService(this.request);
        this.leads = new LeadsService(this.request);
        this.licenses = new LicensesService(this.request);
        this.licenseSessions = new LicenseSessionsService(this.request);
        this.licenseUsers = new LicenseUsersService(this.request);
        this.monitoring = new MonitoringService(this.request);
        this.policies = new PoliciesService(this.request);
        this.products = new ProductsService(this.request);
        this.resources = new ResourcesService(this.request);
        this.search = new SearchService(this.request);
        this.settings = new SettingsService(this.request);
        this.signingKeys = new SigningKeysService(this.request);
        this.trials = new TrialsService(this.request);
        this.updateSigningKeys = new UpdateSigningKeysService(this.request);
        this.usage = new UsageService(this.request);
        this.users = new UsersService(this.request);
        this.webhooks = new WebhooksService(this.request);
    }
}

