import { likePattern } from '../../platform/database/like-pattern';

interface Condition {
  readonly sql: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** The condition on active devices with one of these versions of the app; `1.*` stands for all that begin with `1.`. */
export function hasVersion(versions: readonly string[], alias = 'activations'): Condition {
  const entries = versions.map((version, index) => {
    const isPrefix = version.endsWith('*');
    return {
      sql: `${alias}.app_version ${isPrefix ? 'LIKE' : '='} :version${index}`,
      parameter: [`version${index}`, isPrefix ? likePattern(version.slice(0, -1)).slice(1) : version] as const,
    };
  });
  return {
    sql: `${alias}.deactivated_at IS NULL AND (${entries.map(({ sql }) => sql).join(' OR ')})`,
    parameters: Object.fromEntries(entries.map(({ parameter }) => parameter)),
  };
}
