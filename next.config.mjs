/**
 * Headers that every answer carries. The Content-Security-Policy of pages holds a nonce, so it is made a request in
 * proxy.ts; what is not a page may load nothing at all.
 */
const everywhere = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "same-origin" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Permissions-Policy", value: "camera=(), geolocation=(), microphone=(), payment=(), usb=()" },
];
const notAPage = [{ key: "Content-Security-Policy", value: "default-src 'none'; frame-ancestors 'none'" }];
/** What an inbox answers is whatever somebody wrote: it is not of the portal's origin, although it stands there. */
const aStrangersText = [
  { key: "Content-Security-Policy", value: "sandbox; default-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'" },
];

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
    { source: "/:path*", headers: everywhere },
    { source: "/(api|data|v1|v2)/:path*", headers: notAPage },
    { source: "/inbox/:path*", headers: aStrangersText },
  ],
};

export default config;
