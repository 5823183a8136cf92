/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type Stats = {
    totalLicenses: number;
    activeLicenses: number;
    generatedLicenses: number;
    /**
     * Former name of `activeLicenses`.
     */
    activatedLicenses: number;
    expiredLicenses: number;
    revokedLicenses: number;
    totalUsers: number;
    totalSystems: number;
    /**
     * Number of systems seen in the last 24 hours.
     */
    activeSystems: number;
};

