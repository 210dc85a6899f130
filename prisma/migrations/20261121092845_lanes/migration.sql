-- DropIndex
DROP INDEX "delivery_due_idx";

-- AlterTable
ALTER TABLE "delivery" ADD COLUMN     "held" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "lane" (
    "webhook_id" TEXT NOT NULL,
    "organization_id" TEXT NOT NULL,
    "holds" BOOLEAN NOT NULL DEFAULT false,
    "next_at" TIMESTAMPTZ(3),
    "failures" INTEGER NOT NULL DEFAULT 0,
    "parked_until" TIMESTAMPTZ(3),
    "probes" INTEGER NOT NULL DEFAULT 0,
    "failing_since" TIMESTAMPTZ(3),
    "free_from" TIMESTAMPTZ(6),

    CONSTRAINT "lane_pkey" PRIMARY KEY ("webhook_id")
);

-- CreateTable
CREATE TABLE "deliverer" (
    "owner_id" TEXT NOT NULL,
    "share" INTEGER NOT NULL,
    "beat_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "deliverer_pkey" PRIMARY KEY ("owner_id")
);

-- CreateIndex
CREATE INDEX "lane_due_idx" ON "lane"("next_at") WHERE (next_at is not null);

-- CreateIndex
CREATE INDEX "delivery_due_idx" ON "delivery"("held", "next_at") WHERE (next_at is not null);

-- CreateIndex
CREATE INDEX "delivery_held_idx" ON "delivery"("webhook_id", "next_at") WHERE (held);

-- CreateIndex
CREATE INDEX "delivery_synchronous_idx" ON "delivery"("webhook_id") WHERE (source = 'sync_trigger' and next_at is not null);

-- AddForeignKey
ALTER TABLE "lane" ADD CONSTRAINT "lane_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lane" ADD CONSTRAINT "lane_webhook_id_fkey" FOREIGN KEY ("webhook_id") REFERENCES "webhook"("id") ON DELETE CASCADE ON UPDATE CASCADE;
