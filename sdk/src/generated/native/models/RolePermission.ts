/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * Permissions, of which the caller must have each.
 */
export type RolePermission = 'licenses:read' | 'licenses:write' | 'activations:read' | 'activations:write' | 'reactivations:write' | 'products:read' | 'products:write' | 'policies:read' | 'policies:write' | 'customers:read' | 'customers:write' | 'app-bundles:read' | 'app-bundles:write' | 'webhooks:read' | 'webhooks:write' | 'monitoring:read' | 'monitoring:write' | 'api-keys:read' | 'api-keys:write' | 'users:read' | 'users:write' | 'audit:read' | 'events:read' | 'settings:read' | 'settings:write' | 'shared-views:write' | 'roles:read' | 'roles:write' | 'mails:read' | 'mails:write' | 'mail-templates:read' | 'mail-templates:write' | 'catalog:read' | 'catalog:write' | 'leads:read' | 'leads:write' | 'imports:read' | 'imports:write' | 'people:read' | 'people:write' | 'portal:sessions' | 'claims:read' | 'claims:write' | 'resources:read' | 'resources:write' | 'orders:read' | 'orders:write' | 'shops:read' | 'shops:write';
