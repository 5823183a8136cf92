/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type Stats = {
    /**
     * Number of all licenses.
     */
    totalLicenses: number;
    /**
     * Number of active licenses.
     */
    activeLicenses: number;
    /**
     * Number of licenses that were never activated.
     */
    generatedLicenses: number;
    /**
     * Former name of `activeLicenses`.
     */
    activatedLicenses: number;
    /**
     * Number of expired licenses.
     */
    expiredLicenses: number;
    /**
     * Number of revoked licenses.
     */
    revokedLicenses: number;
    /**
     * Number of different e-mail addresses.
     */
    totalUsers: number;
    /**
     * Number of systems.
     */
    totalSystems: number;
    /**
     * Number of systems seen in the last 24 hours.
     */
    activeSystems: number;
};

