-- AlterTable
ALTER TABLE "attempt" ADD COLUMN     "webhook_version" INTEGER;

-- CreateIndex
CREATE INDEX "delivery_unsuccessful_of_all_idx" ON "delivery"("organization_id", "status", "created_at" DESC, "id" DESC) WHERE (status in ('failed', 'skipped'));

-- CreateIndex
CREATE INDEX "delivery_replay_idx" ON "delivery"("webhook_id", "message_id") WHERE (replay_of is not null);
