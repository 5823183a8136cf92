/**
 * Domains below which hosters and tunnels put previews and staging sites, never the production site of a customer's own
 * domain. Domains that many use in production, such as those of application platforms, are not listed. Collected from public
 * lists of vendors of plugins on 2026-11-27.
 */
export const PREVIEW_HOSTS: readonly string[] = [
  // Staging sites of WordPress hosters.
  '*.bigscoots-staging.com',
  '*.closte.com',
  '*.cloudwaysapps.com',
  '*.flywheelsites.com',
  '*.flywheelstaging.com',
  '*.kinsta.cloud',
  '*.mybluehost.me',
  '*.myftpupload.com',
  '*.mystagingwebsite.com',
  '*.onrocket.site',
  '*.sg-host.com',
  '*.temp-site.link',
  '*.temp.domains',
  '*.tempurl.host',
  '*.wpcomstaging.com',
  '*.wpengine.com',
  '*.wpenginepowered.com',
  '*.wpstagecoach.com',
  // Sites for trying things.
  '*.instawp.xyz',
  '*.tastewp.com',
  '*.wpsandbox.pro',
  // Development environments.
  '*.app.github.dev',
  '*.csb.app',
  '*.ddev.site',
  '*.gitpod.io',
  '*.lndo.site',
  '*.webcontainer.io',
  // Tunnels to a developer's computer.
  '*.loca.lt',
  '*.localsite.io',
  '*.ngrok-free.app',
  '*.ngrok-free.dev',
  '*.ngrok.app',
  '*.ngrok.dev',
  '*.ngrok.io',
  '*.trycloudflare.com',
];

/** Names of previews at hosters whose other names are used in production. */
export const PREVIEW_NAMES: readonly RegExp[] = [
  /^(?:dev|test)-[a-z\d-]+\.pantheonsite\.io$/,
  /^[a-z\d-]+--[a-z\d-]+\.netlify\.app$/,
  /^[a-z\d-]+\.[a-z\d-]+\.pages\.dev$/,
  /^[a-z\d-]+-git-[a-z\d-]+\.vercel\.app$/,
];
