-- CreateTable
CREATE TABLE "host_run" (
    "id" TEXT NOT NULL,
    "function_id" TEXT NOT NULL,
    "event" JSON NOT NULL,
    "sequence" INTEGER NOT NULL,
    "state" JSON NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "error" JSON,

    CONSTRAINT "host_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "host_heartbeat" (
    "id" INTEGER NOT NULL,
    "owner_id" TEXT NOT NULL,
    "beat_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "host_heartbeat_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "host_run_ended_idx" ON "host_run"("ended_at") WHERE (ended_at is not null);
