-- CreateEnum
CREATE TYPE "execution_status" AS ENUM ('pending', 'starting', 'in_progress', 'paused', 'success', 'failed', 'cancelled', 'skipped', 'scheduled', 'hot');

-- AlterEnum
ALTER TYPE "delivery_source" ADD VALUE 'automation';
ALTER TYPE "delivery_source" ADD VALUE 'sync_automation';

-- CreateTable
CREATE TABLE "automation_flow" (
    "id" TEXT NOT NULL,
    "organization_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "definition" JSON NOT NULL,
    "disable_details" JSON,
    "created_by" TEXT NOT NULL,
    "updated_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "automation_flow_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "automation_execution" (
    "id" TEXT NOT NULL,
    "organization_id" TEXT NOT NULL,
    "flow_id" TEXT NOT NULL,
    "flow_name" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "entity_schema" TEXT NOT NULL,
    "status" "execution_status" NOT NULL DEFAULT 'pending',
    "entity_snapshot" JSON,
    "trigger_event" JSON NOT NULL,
    "diff" JSON,
    "event" JSON,
    "activity_id" TEXT,
    "conditions" JSON NOT NULL,
    "schedules" JSON NOT NULL,
    "actions" JSON NOT NULL,
    "chain" TEXT[],
    "started_by" TEXT,
    "hops" SMALLINT NOT NULL DEFAULT 0,
    "stop_after" TEXT,
    "waiting_for" TEXT,
    "look_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "automation_execution_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "automation_flow_organization_id_created_at_id_idx" ON "automation_flow"("organization_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "automation_execution_organization_id_created_at_id_idx" ON "automation_execution"("organization_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "automation_execution_organization_id_entity_id_created_at_i_idx" ON "automation_execution"("organization_id", "entity_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "automation_execution_organization_id_flow_id_created_at_id_idx" ON "automation_execution"("organization_id", "flow_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "automation_execution_look_idx" ON "automation_execution"("look_at") WHERE (look_at is not null);

-- CreateIndex
CREATE INDEX "automation_execution_waiting_idx" ON "automation_execution"("waiting_for") WHERE (waiting_for is not null);

-- CreateIndex
CREATE INDEX "automation_execution_ended_idx" ON "automation_execution"("ended_at") WHERE (ended_at is not null);

-- AddForeignKey
ALTER TABLE "automation_flow" ADD CONSTRAINT "automation_flow_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "automation_execution" ADD CONSTRAINT "automation_execution_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;
