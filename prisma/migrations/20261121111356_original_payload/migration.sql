-- AlterTable
ALTER TABLE "delivery" ADD COLUMN     "original_payload" TEXT;
