-- AlterTable
ALTER TABLE "event_type" ADD COLUMN     "strict" BOOLEAN NOT NULL DEFAULT false;
