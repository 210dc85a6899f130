-- CreateEnum
CREATE TYPE "replay_job_state" AS ENUM ('running', 'paused', 'completed', 'cancelled', 'failed');

-- AlterTable
ALTER TABLE "delivery" ADD COLUMN     "replay_job_id" TEXT;

-- CreateTable
CREATE TABLE "replay_job" (
    "id" TEXT NOT NULL,
    "organization_id" TEXT NOT NULL,
    "webhook_id" TEXT NOT NULL,
    "state" "replay_job_state" NOT NULL DEFAULT 'running',
    "reason" TEXT,
    "delivery_status" "delivery_status",
    "published_from" TIMESTAMPTZ(3),
    "published_to" TIMESTAMPTZ(3),
    "is_transformed_again" BOOLEAN NOT NULL DEFAULT false,
    "rate_per_second" INTEGER NOT NULL,
    "total" INTEGER NOT NULL,
    "replayed" INTEGER NOT NULL DEFAULT 0,
    "position_created_at" TIMESTAMPTZ(3),
    "position_id" TEXT,
    "paced_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "run" INTEGER NOT NULL DEFAULT 1,
    "beat_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "replay_job_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "replay_job_organization_id_created_at_id_idx" ON "replay_job"("organization_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "replay_job_organization_id_webhook_id_created_at_id_idx" ON "replay_job"("organization_id", "webhook_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "replay_job_running_idx" ON "replay_job"("beat_at") WHERE (state = 'running');

-- CreateIndex
CREATE INDEX "delivery_replay_job_idx" ON "delivery"("replay_job_id", "status", "id") WHERE (replay_job_id is not null);

-- AddForeignKey
ALTER TABLE "replay_job" ADD CONSTRAINT "replay_job_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "replay_job" ADD CONSTRAINT "replay_job_webhook_id_fkey" FOREIGN KEY ("webhook_id") REFERENCES "webhook"("id") ON DELETE CASCADE ON UPDATE CASCADE;
