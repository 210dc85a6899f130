import { defineConfig } from "prisma/config";

/** Read by the Prisma CLI only (`prisma generate`, and `prisma migrate` where its engine can be had). */
export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations", seed: "tsx prisma/seed.ts" },
  datasource: { url: process.env["DATABASE_URL"] ?? "" },
});
