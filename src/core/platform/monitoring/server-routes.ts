import type { DialectDefinition } from '../../common/dialects/define-dialect';
import { CommonDialect, Dialect } from '../../common/dialects/dialect.decorator';
import { HealthController } from './health.controller';
import { MetricsController } from './metrics.controller';

/** Answers `/health` and `/metrics` as the dialect whose contract has them: with its errors and its limits. */
export function answerServerRoutesAs(dialect: DialectDefinition): void {
  CommonDialect(dialect)(HealthController);
  Dialect(dialect)(MetricsController);
}
