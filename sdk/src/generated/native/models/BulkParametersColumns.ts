/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type BulkParametersColumns = 'id' | 'number' | 'key' | 'product' | 'products' | 'customer_id' | 'customer_name' | 'customer_email' | 'group' | 'order_id' | 'policy' | 'policy_version' | 'policy_overrides' | 'type' | 'type_label' | 'state' | 'status' | 'starts_at' | 'expires_at' | 'duration_days' | 'duration_months' | 'expiry_basis' | 'updates_until' | 'support_until' | 'max_activations' | 'max_users' | 'max_sessions' | 'uses_limit' | 'seats_used' | 'free_hosts' | 'uses' | 'features' | 'entitlements' | 'meters' | 'credits' | 'allowed_domains' | 'allowed_ips' | 'restricted_to_email' | 'restricted_to_client_name' | 'description' | 'metadata' | 'batch' | 'first_activated_at' | 'last_seen_at' | 'checked_in_at' | 'created_at' | 'updated_at' | 'users';
