-- CreateEnum
CREATE TYPE "signature_verdict" AS ENUM ('verified', 'invalid', 'unsigned', 'unchecked');

-- CreateTable
CREATE TABLE "inbox" (
    "id" TEXT NOT NULL,
    "organization_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "answer" JSON NOT NULL,
    "sequence" JSON NOT NULL DEFAULT '[]',
    "received" INTEGER NOT NULL DEFAULT 0,
    "sequence_start" INTEGER NOT NULL DEFAULT 0,
    "last_request_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "inbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "inbox_request" (
    "id" TEXT NOT NULL,
    "organization_id" TEXT NOT NULL,
    "inbox_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "method" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "headers" TEXT NOT NULL,
    "body" BYTEA NOT NULL,
    "body_bytes" INTEGER NOT NULL,
    "signature" "signature_verdict" NOT NULL,
    "signature_note" TEXT NOT NULL,
    "webhook_id" TEXT,
    "answer_status" INTEGER NOT NULL,
    "answer_delay_ms" INTEGER NOT NULL,

    CONSTRAINT "inbox_request_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "inbox_organization_id_created_at_id_idx" ON "inbox"("organization_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "inbox_request_received_at_idx" ON "inbox_request"("received_at");

-- CreateIndex
CREATE UNIQUE INDEX "inbox_request_inbox_id_number_key" ON "inbox_request"("inbox_id", "number");

-- AddForeignKey
ALTER TABLE "inbox" ADD CONSTRAINT "inbox_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inbox_request" ADD CONSTRAINT "inbox_request_inbox_id_fkey" FOREIGN KEY ("inbox_id") REFERENCES "inbox"("id") ON DELETE CASCADE ON UPDATE CASCADE;
