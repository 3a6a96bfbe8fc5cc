# Built in one stage, run from another that has neither sources of the apps nor a compiler. Not root.
FROM node:24-bookworm-slim AS build
WORKDIR /tribi
COPY package.json package-lock.json .npmrc ./
COPY server/package.json server/
COPY storefront/package.json storefront/
COPY admin/package.json admin/
RUN npm ci
COPY . .
RUN npm run build && npm prune --omit=dev

FROM node:24-bookworm-slim
ENV NODE_ENV=production PORT=4000
WORKDIR /tribi
COPY --from=build /tribi/package.json ./
COPY --from=build /tribi/node_modules node_modules
COPY --from=build /tribi/migrations migrations
COPY --from=build /tribi/schema schema
COPY --from=build /tribi/server/package.json server/
COPY --from=build /tribi/server/dist server/dist
COPY --from=build /tribi/server/launcher server/launcher
COPY --from=build /tribi/storefront/package.json storefront/
COPY --from=build /tribi/storefront/dist storefront/dist
COPY --from=build /tribi/admin/package.json admin/
COPY --from=build /tribi/admin/dist admin/dist
RUN mkdir /data && chown node:node /data
USER node
EXPOSE 4000
HEALTHCHECK --interval=10s --timeout=3s CMD node -e "fetch('http://127.0.0.1:4000/ready').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"
CMD ["node", "server/launcher/start.mjs", "--no-build"]
