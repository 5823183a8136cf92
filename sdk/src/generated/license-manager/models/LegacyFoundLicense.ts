/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type LegacyFoundLicense = {
    license_type: string | null;
    client_name: string | null;
    client_email: string | null;
    product_id: string;
    license_code: string;
};

