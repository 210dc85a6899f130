-- AlterTable
ALTER TABLE "webhook_version" ADD COLUMN     "restored_from" INTEGER;
