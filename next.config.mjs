import { readFileSync } from "node:fs";

/**
 * The headers of every answer. The Content-Security-Policy of pages contains a nonce, so proxy.ts sets it for each request.
 * Answers that are no pages may load nothing at all.
 */
const { everywhere, notAPage } = JSON.parse(readFileSync(new URL("app/security-headers.json", import.meta.url), "utf8"));
/** The headers of an inbox's answers. Anyone may have written them, so browsers must not treat them as part of the portal's origin. */
const aStrangersText = {
  "Content-Security-Policy": "sandbox; default-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
};
/** The address that people see. A proxy in front may write another one into Host, which is then not that of the pages' actions. */
const publicUrl = process.env.POSTERN_PUBLIC_URL;
/** @param {Record<string, string>} headers */
const listed = (headers) => Object.entries(headers).map(([key, value]) => ({ key, value }));

/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  typedRoutes: true,
  devIndicators: false,
  // `npm run types` checks types, including those of tests. A start of Postern need not wait for it.
  typescript: { ignoreBuildErrors: true },
  // `npm run dev` may be opened by this address as well as by localhost.
  allowedDevOrigins: ["127.0.0.1"],
  experimental: { serverActions: { allowedOrigins: publicUrl && URL.canParse(publicUrl) ? [new URL(publicUrl).host] : [] } },
  turbopack: { root: import.meta.dirname },
  headers: async () => [
    { source: "/:path*", headers: listed(everywhere) },
    { source: "/(api|data|form|v1|v2|v3)/:path*", headers: listed(notAPage) },
    { source: "/inbox/:path*", headers: listed(aStrangersText) },
  ],
};

export default config;
