/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * Page that the link opens: all licenses, one license, its devices, the orders, or the checkout that renews the license, which is opened itself if there is none. `license`
 * if `license` is sent, `licenses` otherwise.
 */
export type PortalSessionPage = 'licenses' | 'license' | 'devices' | 'orders' | 'renew';
