/**
 * The site's readers, the groups of each one's sidebar, and the Markdown files of a group, in order. `*` stands for all other files
 * of a folder. Each page is in the first group that names it; pages of `docs/` in none are in the last one of the reference.
 */
export const READERS = [
  {
    path: 'start',
    title: 'First hour',
    groups: [
      {
        title: 'Start',
        pages: [
          'README.md',
          'docs/console.md',
          'docs/console/overview.md',
          'docs/agents/SKILL.md',
          'docs/comparison.md',
        ],
      },
      {
        title: 'License a program',
        pages: [
          'docs/other-languages.md',
          'sdk/README.md',
          'sdk/python/README.md',
          'sdk/go/README.md',
          'sdk/java/README.md',
          'sdk/csharp/README.md',
          'sdk/rust/README.md',
          'sdk/php/README.md',
          'sdk/c/README.md',
          'docs/license-window.md',
        ],
      },
      { title: 'Complete examples', pages: ['examples/README.md', 'examples/*/README.md'] },
    ],
  },
  {
    path: 'tasks',
    title: 'Tasks',
    groups: [
      { title: 'Recipes', pages: ['docs/recipes/README.md', 'docs/recipes/*.md'] },
      { title: 'The model', pages: ['docs/model.md', 'docs/model/*.md'] },
      {
        title: 'Write a program',
        pages: ['docs/signing.md', 'docs/offline.md', 'docs/relay.md', 'docs/updates.md', 'docs/other-languages/*.md'],
      },
      {
        title: 'Sell and support',
        pages: [
          'docs/shops.md',
          'docs/connect-shops.md',
          'docs/orders.md',
          'docs/customers.md',
          'docs/portal.md',
          'docs/mail.md',
          'docs/leads.md',
          'docs/resources.md',
          'docs/finding-things.md',
          'docs/bulk-changes.md',
          'docs/catalog-as-code.md',
        ],
      },
      { title: 'The console', pages: ['docs/console/*.md'] },
      {
        title: 'Run it',
        pages: [
          'docs/operate.md',
          'docs/operate/*.md',
          'docs/deploy.md',
          'deploy/patroni/README.md',
          'docs/backup.md',
          'docs/upgrade.md',
          'docs/fail-over.md',
          'docs/monitoring.md',
          'docs/performance.md',
        ],
      },
      { title: 'Access', pages: ['docs/roles.md', 'docs/sign-in.md', 'docs/api-keys.md'] },
      { title: 'Connect', pages: ['docs/webhooks.md', 'docs/events.md', 'docs/command-line.md'] },
      { title: 'Move in', pages: ['docs/moving.md', 'docs/moving/*.md', 'docs/dialects.md'] },
      { title: 'Extend', pages: ['docs/plugins.md', 'docs/extending.md', 'CONTRIBUTING.md'] },
    ],
  },
  {
    path: 'reference',
    title: 'Reference',
    groups: [
      {
        title: 'Tables',
        pages: [
          'docs/settings.md',
          'docs/error-codes.md',
          'generated/event-types.md',
          'generated/permissions.md',
          'generated/metrics.md',
          'docs/paths.md',
        ],
      },
      { title: 'Native API', pages: ['docs/native-api.md', 'generated/api/native/*.md'] },
      { title: 'APIs of other products', pages: [], folders: 'generated/api' },
      { title: 'Security', pages: ['SECURITY.md', 'docs/security/*.md', 'docs/privacy.md', 'docs/privacy/*.md'] },
      {
        title: 'The project',
        pages: [
          'docs/architecture.md',
          'docs/decisions/README.md',
          'docs/decisions/*.md',
          'docs/releases.md',
          'COMPATIBILITY.md',
          'SUPPORT.md',
          'ROADMAP.md',
          'CHANGELOG.md',
        ],
      },
      { title: 'More', pages: ['docs/*.md', 'docs/*/*.md'] },
    ],
  },
];

/** Titles of pages whose own heading says too little beside others. */
export const TITLES = { 'README.md': 'Start, and the first license', 'SECURITY.md': 'Report a vulnerability' };
