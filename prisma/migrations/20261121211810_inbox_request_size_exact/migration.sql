-- AlterTable
ALTER TABLE "inbox_request" ADD COLUMN     "size_exact" BOOLEAN NOT NULL DEFAULT true;

-- What was longer than 2 MiB was not read to its end.
UPDATE "inbox_request" SET "size_exact" = false WHERE "body_bytes" > 2097152;
