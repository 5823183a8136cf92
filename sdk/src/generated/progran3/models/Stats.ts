/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type Stats = {
    totalLicenses: number;
    activeLicenses: number;
    generatedLicenses: number;
    /**
     * The active ones, by their old name.
     */
    activatedLicenses: number;
    expiredLicenses: number;
    revokedLicenses: number;
    totalUsers: number;
    totalSystems: number;
    /**
     * Seen in the last 24 hours.
     */
    activeSystems: number;
};

