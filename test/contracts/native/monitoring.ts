import { leakReport } from '../../support/leak-reports';
import { EVERY_USER, EVERYBODY } from '../../support/callers-of-operations';
import type { ApiContract } from '../../support/contracts';
import { anomaly, backup, reactionRule, shadowDifference } from '../../support/prepared-things';
import type { OperationCall } from '../../support/prepared-world';

const calls: Record<string, OperationCall> = {
  listBackgroundMigrations: { good: () => ({}) },
  listBackups: { good: () => ({ query: { state: 'done' } }), bad: () => ({ query: { state: 'lost' } }) },
  getBackup: { good: backup },
  requestBackup: { good: backup, bad: () => ({ body: { reason: 7 } }) },
  getShadowAgreement: {
    good: () => ({ dialect: 'v2', query: { since: '2026-11-01' } }),
    bad: () => ({ dialect: 'v2', query: { since: 'yesterday' } }),
  },
  listShadowDifferences: {
    good: () => ({ dialect: 'v2', query: { kind: 'status,values', operation: 'POST /api/license/verify' } }),
    bad: () => ({ dialect: 'v2', query: { kind: 'small' } }),
  },
  getShadowDifference: { good: shadowDifference },
  listAlerts: { good: () => ({ query: { open: 'true' } }), bad: () => ({ query: { open: 'perhaps' } }) },
  getMonitoringStats: { good: () => ({}) },
  getVerdictSeries: {
    good: () => ({ query: { span: '7d', time_zone: 'Europe/Berlin' } }),
    bad: () => ({ query: { span: '8d' } }),
  },
  getFloatingSeats: {
    good: () => ({ query: { span: '24h' } }),
    bad: () => ({ query: { span: '8d' } }),
  },
  getFullestLicenses: {
    good: () => ({ query: { span: '7d' } }),
    bad: () => ({ query: { time_zone: 'Mars/Olympus' } }),
  },
  getStatistics: {
    good: () => ({ query: { by: 'version', order: 'checks', limit: '5', product: 'v2-default,lic-default' } }),
    bad: () => ({ query: { by: 'colour' } }),
  },
  getStatisticsDays: { good: () => ({ query: { product: 'v2-default' } }), bad: () => ({ query: { from: 'Monday' } }) },
  getUnusedLicenses: { good: () => ({ query: { days: '7' } }), bad: () => ({ query: { days: 'few' } }) },
  getLicensesWithoutSeats: { good: () => ({ query: { limit: '5' } }), bad: () => ({ query: { limit: '0' } }) },
  getSeatSeries: {
    good: () => ({ query: { span: '14d' } }),
    bad: () => ({ query: { time_zone: 'Mars/Olympus' } }),
  },
  listAnomalies: {
    good: async (world) => {
      await anomaly(world);
      return { query: { limit: '2', resolved: 'false' } };
    },
    bad: () => ({ query: { resolved: 'perhaps' } }),
  },
  resolveAnomaly: { good: anomaly },
  undoReaction: { good: anomaly },
  receiveLeakReport: { good: leakReport, bad: () => ({ body: [{ token: 'a-key' }] }) },
  listReactionRules: { good: () => ({ query: { q: 'hopping' } }), bad: () => ({ query: { limit: '0' } }) },
  setReactionRule: {
    good: () => ({ body: { anomaly: 'cloned_device', mail_customer: true, suspend_after_days: 7 } }),
    bad: () => ({ body: { anomaly: 'cloned_device', suspend_after_days: 91 } }),
  },
  deleteReactionRule: { good: reactionRule },
  getReadiness: { good: () => ({}) },
};

const callers: Record<string, string> = {
  listBackgroundMigrations: EVERY_USER,
  listBackups: EVERY_USER,
  getBackup: EVERY_USER,
  requestBackup: 'owner admin',
  getShadowAgreement: EVERY_USER,
  listShadowDifferences: EVERY_USER,
  getShadowDifference: EVERY_USER,
  listAlerts: EVERY_USER,
  getMonitoringStats: EVERY_USER,
  getVerdictSeries: EVERY_USER,
  getFloatingSeats: EVERY_USER,
  getFullestLicenses: EVERY_USER,
  getStatistics: EVERY_USER,
  getStatisticsDays: EVERY_USER,
  getUnusedLicenses: EVERY_USER,
  getLicensesWithoutSeats: EVERY_USER,
  getSeatSeries: EVERY_USER,
  listAnomalies: EVERY_USER,
  resolveAnomaly: 'owner admin',
  undoReaction: 'owner admin',
  receiveLeakReport: EVERYBODY,
  listReactionRules: EVERY_USER,
  setReactionRule: 'owner admin',
  deleteReactionRule: 'owner admin',
  getReadiness: EVERYBODY,
};

export const contract: ApiContract = { calls, callers };
