-- AlterTable
ALTER TABLE "delivery" ADD COLUMN     "size" INTEGER NOT NULL DEFAULT 0;
