export { type LedgerBalance, openUsageLedger, type UsageLedger, type UsageLedgerOptions } from './usage-ledger';
export * from '../errors';
