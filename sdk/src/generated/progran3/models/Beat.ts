/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type Beat = {
    status: 'active';
    license_status: 'generated' | 'activated' | 'active' | 'expired' | 'revoked';
    last_seen: string;
};

