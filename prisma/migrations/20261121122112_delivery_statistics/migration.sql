-- CreateTable
CREATE TABLE "delivery_hour" (
    "organization_id" TEXT NOT NULL,
    "hour" TIMESTAMPTZ(3) NOT NULL,
    "webhook_id" TEXT NOT NULL,
    "succeeded" INTEGER NOT NULL DEFAULT 0,
    "failed" INTEGER NOT NULL DEFAULT 0,
    "skipped" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "delivery_hour_pkey" PRIMARY KEY ("organization_id","hour","webhook_id")
);

-- CreateTable
CREATE TABLE "latency_hour" (
    "organization_id" TEXT NOT NULL,
    "hour" TIMESTAMPTZ(3) NOT NULL,
    "bucket" SMALLINT NOT NULL,
    "answers" INTEGER NOT NULL,

    CONSTRAINT "latency_hour_pkey" PRIMARY KEY ("organization_id","hour","bucket")
);

-- CreateTable
CREATE TABLE "uncounted_delivery" (
    "organization_id" TEXT NOT NULL,
    "delivery_id" TEXT NOT NULL,
    "webhook_id" TEXT NOT NULL,

    CONSTRAINT "uncounted_delivery_pkey" PRIMARY KEY ("organization_id","delivery_id")
);

-- CreateTable
CREATE TABLE "count_mark" (
    "organization_id" TEXT NOT NULL,
    "counted_until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "count_mark_pkey" PRIMARY KEY ("organization_id")
);
