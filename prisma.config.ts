import { defineConfig } from "prisma/config";

/** The configuration that only the Prisma CLI reads (`prisma generate`, and `prisma migrate` where its engine is available). */
export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations", seed: "tsx prisma/seed.ts" },
  datasource: { url: process.env["DATABASE_URL"] ?? "" },
});
