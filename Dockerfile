# Three images: `server` (every role of it), `web` (the app and the proxy before the api), `osrm` (travel times).

FROM node:20.20-bookworm-slim AS sources
WORKDIR /nuanlin
COPY package.json package-lock.json ./
COPY shared/package.json shared/
COPY dispatch-engine/package.json dispatch-engine/
COPY server/package.json server/
COPY web/package.json web/
COPY scripts/package.json scripts/

FROM sources AS build
RUN npm ci --no-audit --no-fund
COPY . .
RUN npx tsc --build server && npm run build --workspace web

FROM sources AS packages
RUN npm ci --no-audit --no-fund --omit=dev --workspace shared --workspace dispatch-engine --workspace server

FROM node:20.20-bookworm-slim AS server
ENV NODE_ENV=production
WORKDIR /nuanlin
COPY --from=packages /nuanlin ./
COPY --from=build /nuanlin/shared/dist shared/dist
COPY --from=build /nuanlin/dispatch-engine/dist dispatch-engine/dist
COPY --from=build /nuanlin/server/dist server/dist
USER node
EXPOSE 3000
CMD ["node", "--enable-source-maps", "server/dist/main.js"]

FROM nginxinc/nginx-unprivileged:1.29-alpine AS web
COPY web/nginx.conf /etc/nginx/conf.d/default.conf
COPY --from=build /nuanlin/web/dist /usr/share/nginx/html
EXPOSE 8080

# The same wheel that `npm start` takes, so that both speak of the same streets in the same way.
FROM python:3.12-slim-bookworm AS osrm
RUN pip install --no-cache-dir --no-deps --target /opt osrm-bindings==26.10.0 \
  && chmod 0755 /opt/osrm/bin/* && mkdir /streets && chown nobody /streets
USER nobody
WORKDIR /streets
EXPOSE 5000
# Prepares the network at /network.osm.pbf for the travellers of PROFILE (bicycle, foot), then answers.
CMD ["sh", "-ec", "PATH=/opt/osrm/bin:$PATH; cp /network.osm.pbf network.osm.pbf; osrm-extract --profile /opt/osrm/share/profiles/$PROFILE.lua network.osm.pbf; osrm-partition network.osrm; osrm-customize network.osrm; exec osrm-routed --algorithm mld network.osrm"]
