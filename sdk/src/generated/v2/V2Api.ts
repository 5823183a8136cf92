/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { BaseHttpRequest } from './core/BaseHttpRequest';
import type { OpenAPIConfig } from './core/OpenAPI';
import { FetchHttpRequest } from './core/FetchHttpRequest';
import { AdminService } from './services/AdminService';
import { CustomersService } from './services/CustomersService';
import { DevicesService } from './services/DevicesService';
import { LeadsService } from './services/LeadsService';
import { LicenseService } from './services/LicenseService';
import { LicenseAdminService } from './services/LicenseAdminService';
import { MonitoringService } from './services/MonitoringService';
import { ResourcesService } from './services/ResourcesService';
import { SessionService } from './services/SessionService';
import { StatusService } from './services/StatusService';
import { VersionService } from './services/VersionService';
type HttpRequestConstructor = new (config: OpenAPIConfig) => BaseHttpRequest;
export class V2Api {
    public readonly admin: AdminService;
    public readonly customers: CustomersService;
    public readonly devices: DevicesService;
    public readonly leads: LeadsService;
    public readonly license: LicenseService;
    public readonly licenseAdmin: LicenseAdminService;
    public readonly monitoring: MonitoringService;
    public readonly resources: ResourcesService;
    public readonly session: SessionService;
    public readonly status: StatusService;
    public readonly version: VersionService;
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
        this.admin = new AdminService(this.request);
        this.customers = new CustomersService(this.request);
        this.devices = new DevicesService(this.request);
        this.leads = new LeadsService(this.request);
        this.license = new LicenseService(this.request);
        this.licenseAdmin = new LicenseAdminService(this.request);
        this.monitoring = new MonitoringService(this.request);
        this.resources = new ResourcesService(this.request);
        this.session = new SessionService(this.request);
        this.status = new StatusService(this.request);
        this.version = new VersionService(this.request);
    }
}

