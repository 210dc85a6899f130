import { readFileSync } from "node:fs";

/**
 * Headers that every answer carries. The Content-Security-Policy of pages holds a nonce, so it is made a request in
 * proxy.ts; what is not a page may load nothing at all.
 */
const { everywhere, notAPage } = JSON.parse(readFileSync(new URL("app/security-headers.json", import.meta.url), "utf8"));
/** What an inbox answers is whatever somebody wrote: it is not of the portal's origin, although it stands there. */
const aStrangersText = {
  "Content-Security-Policy": "sandbox; default-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
};
/** @param {Record<string, string>} headers */
const listed = (headers) => Object.entries(headers).map(([key, value]) => ({ key, value }));

/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  typedRoutes: true,
  devIndicators: false,
  // Types are checked by `npm run types`, tests included; who only starts Postern need not wait for it.
  typescript: { ignoreBuildErrors: true },
  // `npm run dev` is opened by this address as well as by localhost.
  allowedDevOrigins: ["127.0.0.1"],
  turbopack: { root: import.meta.dirname },
  headers: async () => [
    { source: "/:path*", headers: listed(everywhere) },
    { source: "/(api|data|v1|v2)/:path*", headers: listed(notAPage) },
    { source: "/inbox/:path*", headers: listed(aStrangersText) },
  ],
};

export default config;
