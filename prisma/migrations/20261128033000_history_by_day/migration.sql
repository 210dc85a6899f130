-- The queue apart from history, and history in partitions of a day, so that it can be dropped
-- (docs/decisions/030-history-by-day.md). Written by hand: Prisma knows no partitions. The days themselves are made by
-- server/retention/make-days.ts at each start; what no day holds is in the default partitions.

ALTER TABLE "event" RENAME TO "event_before";
ALTER TABLE "delivery" RENAME TO "delivery_before";
ALTER TABLE "attempt" RENAME TO "attempt_before";

CREATE TABLE "queued_delivery" (
    "id" TEXT NOT NULL,
    "organization_id" TEXT NOT NULL,
    "webhook_id" TEXT NOT NULL,
    "event_id" TEXT NOT NULL,
    "event_at" TIMESTAMPTZ(3) NOT NULL,
    "message_id" TEXT NOT NULL,
    "event_name" TEXT NOT NULL,
    "source" "delivery_source" NOT NULL,
    "original_source" "delivery_source",
    "replay_of" TEXT,
    "replay_job_id" TEXT,
    "metadata" JSON NOT NULL,
    "size" INTEGER NOT NULL DEFAULT 0,
    "payload" TEXT,
    "original_payload" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "next_at" TIMESTAMPTZ(6) NOT NULL,
    "attempt_number" INTEGER NOT NULL DEFAULT 0,
    "failure_count" INTEGER NOT NULL DEFAULT 0,
    "lease_owner" TEXT,
    "lease_until" TIMESTAMPTZ(3),
    "held" BOOLEAN NOT NULL DEFAULT false,
    "hops" SMALLINT NOT NULL DEFAULT 0,

    CONSTRAINT "queued_delivery_pkey" PRIMARY KEY ("id")
);

-- Half of each page is free for the new version of a row that a claim writes (a heap-only update). Vacuum follows a queue's pace,
-- and leaves the end of the file alone: cutting it off would lock out every claim.
ALTER TABLE "queued_delivery" SET (
    fillfactor = 50, vacuum_truncate = false,
    autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.05, autovacuum_vacuum_cost_delay = 0
);

CREATE INDEX "queued_delivery_due_idx" ON "queued_delivery"("held", "next_at");
CREATE INDEX "queued_delivery_held_idx" ON "queued_delivery"("webhook_id", "next_at") WHERE (held);
CREATE INDEX "queued_delivery_synchronous_idx" ON "queued_delivery"("webhook_id") WHERE (source = 'sync_trigger');
CREATE INDEX "queued_delivery_organization_id_created_at_id_idx" ON "queued_delivery"("organization_id", "created_at" DESC, "id" DESC);
CREATE INDEX "queued_delivery_organization_id_webhook_id_created_at_id_idx" ON "queued_delivery"("organization_id", "webhook_id", "created_at" DESC, "id" DESC);
CREATE INDEX "queued_delivery_organization_id_event_id_idx" ON "queued_delivery"("organization_id", "event_id");
CREATE INDEX "queued_delivery_replay_job_idx" ON "queued_delivery"("replay_job_id", "id") WHERE (replay_job_id is not null);
CREATE INDEX "queued_delivery_replay_idx" ON "queued_delivery"("webhook_id", "message_id") WHERE (replay_of is not null);

-- The check lets the planner leave the table out where another status is asked for.
CREATE TABLE "ended_delivery" (
    "id" TEXT NOT NULL,
    "organization_id" TEXT NOT NULL,
    "webhook_id" TEXT NOT NULL,
    "event_id" TEXT NOT NULL,
    "event_at" TIMESTAMPTZ(3) NOT NULL,
    "message_id" TEXT NOT NULL,
    "event_name" TEXT NOT NULL,
    "source" "delivery_source" NOT NULL,
    "status" "delivery_status" NOT NULL,
    "replay_of" TEXT,
    "replay_job_id" TEXT,
    "metadata" JSON NOT NULL,
    "size" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "attempt_number" INTEGER NOT NULL,
    "failure_count" INTEGER NOT NULL,
    "has_body" BOOLEAN NOT NULL,
    "ended_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ended_delivery_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "ended_delivery_status_check" CHECK (status in ('succeeded', 'failed'))
) PARTITION BY RANGE ("id");

CREATE INDEX "ended_delivery_organization_id_created_at_id_idx" ON "ended_delivery"("organization_id", "created_at" DESC, "id" DESC);
CREATE INDEX "ended_delivery_organization_id_webhook_id_created_at_id_idx" ON "ended_delivery"("organization_id", "webhook_id", "created_at" DESC, "id" DESC);
CREATE INDEX "ended_delivery_failed_idx" ON "ended_delivery"("organization_id", "webhook_id", "created_at" DESC, "id" DESC) WHERE (status = 'failed');
CREATE INDEX "ended_delivery_failed_of_all_idx" ON "ended_delivery"("organization_id", "created_at" DESC, "id" DESC) WHERE (status = 'failed');
CREATE INDEX "ended_delivery_organization_id_event_id_idx" ON "ended_delivery"("organization_id", "event_id");
CREATE INDEX "ended_delivery_replay_job_idx" ON "ended_delivery"("replay_job_id", "status", "id") WHERE (replay_job_id is not null);
CREATE INDEX "ended_delivery_replay_idx" ON "ended_delivery"("webhook_id", "message_id") WHERE (replay_of is not null);

CREATE TABLE "skipped_delivery" (
    "id" TEXT NOT NULL,
    "organization_id" TEXT NOT NULL,
    "webhook_id" TEXT NOT NULL,
    "event_id" TEXT NOT NULL,
    "event_at" TIMESTAMPTZ(3) NOT NULL,
    "message_id" TEXT NOT NULL,
    "event_name" TEXT NOT NULL,
    "source" "delivery_source" NOT NULL,
    "skip_reason" TEXT NOT NULL,
    "replay_of" TEXT,
    "replay_job_id" TEXT,
    "metadata" JSON NOT NULL,
    "size" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "attempt_number" INTEGER NOT NULL DEFAULT 0,
    "has_body" BOOLEAN NOT NULL DEFAULT false,
    "ended_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "skipped_delivery_pkey" PRIMARY KEY ("id")
) PARTITION BY RANGE ("id");

CREATE INDEX "skipped_delivery_organization_id_created_at_id_idx" ON "skipped_delivery"("organization_id", "created_at" DESC, "id" DESC);
CREATE INDEX "skipped_delivery_organization_id_webhook_id_created_at_id_idx" ON "skipped_delivery"("organization_id", "webhook_id", "created_at" DESC, "id" DESC);
CREATE INDEX "skipped_delivery_organization_id_event_id_idx" ON "skipped_delivery"("organization_id", "event_id");
CREATE INDEX "skipped_delivery_replay_job_idx" ON "skipped_delivery"("replay_job_id", "id") WHERE (replay_job_id is not null);
CREATE INDEX "skipped_delivery_replay_idx" ON "skipped_delivery"("webhook_id", "message_id") WHERE (replay_of is not null);

CREATE TABLE "delivery_body" (
    "delivery_id" TEXT NOT NULL,
    "payload" TEXT,
    "original_payload" TEXT,

    CONSTRAINT "delivery_body_pkey" PRIMARY KEY ("delivery_id")
) PARTITION BY RANGE ("delivery_id");

CREATE TABLE "recorded_attempt" (
    "delivery_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "organization_id" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "url" TEXT NOT NULL,
    "http_method" "http_method" NOT NULL,
    "request_headers" JSON NOT NULL,
    "webhook_version" INTEGER,
    "status_code" INTEGER,
    "response_headers" JSON,
    "response_cut" BOOLEAN NOT NULL DEFAULT false,
    "error_code" TEXT,
    "error_message" TEXT,
    "remote_address" TEXT,
    "dns_ms" REAL,
    "connect_ms" REAL,
    "tls_ms" REAL,
    "first_byte_ms" REAL,
    "total_ms" REAL NOT NULL,
    "has_body" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "recorded_attempt_pkey" PRIMARY KEY ("delivery_id","number")
) PARTITION BY RANGE ("delivery_id");

CREATE TABLE "attempt_body" (
    "delivery_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "response_body" TEXT NOT NULL,

    CONSTRAINT "attempt_body_pkey" PRIMARY KEY ("delivery_id","number")
) PARTITION BY RANGE ("delivery_id");

CREATE TABLE "event_body" (
    "organization_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "event_name" TEXT NOT NULL,
    "event_type" TEXT NOT NULL,
    "data" JSON NOT NULL,

    CONSTRAINT "event_body_pkey" PRIMARY KEY ("organization_id","id","created_at")
) PARTITION BY RANGE ("created_at");

CREATE TABLE "published_event_id" (
    "organization_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "published_event_id_pkey" PRIMARY KEY ("organization_id","id")
);

CREATE INDEX "published_event_id_created_at_idx" ON "published_event_id"("created_at");

-- An organization's own retention, and what is remembered of what has been deleted.
ALTER TABLE "organization" ADD COLUMN "deliveries_kept_from" TIMESTAMPTZ(3), ADD COLUMN "bodies_kept_from" TIMESTAMPTZ(3),
    ADD COLUMN "delivery_retention_days" INTEGER, ADD COLUMN "body_retention_days" INTEGER;
ALTER TABLE "replay_job" ADD COLUMN "deleted_failed" INTEGER NOT NULL DEFAULT 0, ADD COLUMN "deleted_skipped" INTEGER NOT NULL DEFAULT 0;

-- What waits is counted in the queue.
ALTER TABLE "uncounted_delivery" DROP COLUMN "webhook_id";

-- Rows that no day holds.
CREATE TABLE "ended_delivery_default" PARTITION OF "ended_delivery" DEFAULT;
CREATE TABLE "skipped_delivery_default" PARTITION OF "skipped_delivery" DEFAULT;
CREATE TABLE "delivery_body_default" PARTITION OF "delivery_body" DEFAULT;
CREATE TABLE "recorded_attempt_default" PARTITION OF "recorded_attempt" DEFAULT;
CREATE TABLE "attempt_body_default" PARTITION OF "attempt_body" DEFAULT;
CREATE TABLE "event_body_default" PARTITION OF "event_body" DEFAULT;

-- What is read. Each branch stands on one table and has no condition, so that the planner reads a page of the log out of the indexes of
-- all of them.
-- The texts are sub-selects: they cost nothing where nobody asks for them.
CREATE VIEW "delivery" AS
SELECT id, organization_id, webhook_id, event_id, event_at, message_id, event_name, source, 'in_progress'::delivery_status AS status,
    NULL::text AS skip_reason, replay_of, replay_job_id, metadata, size, payload, original_payload,
    payload IS NOT NULL OR original_payload IS NOT NULL AS has_body, created_at, next_at, attempt_number, failure_count,
    lease_owner, lease_until, held, NULL::timestamptz(3) AS ended_at
FROM queued_delivery
UNION ALL
SELECT id, organization_id, webhook_id, event_id, event_at, message_id, event_name, source, status,
    NULL::text, replay_of, replay_job_id, metadata, size,
    (SELECT b.payload FROM delivery_body b WHERE b.delivery_id = e.id),
    (SELECT b.original_payload FROM delivery_body b WHERE b.delivery_id = e.id),
    has_body, created_at, NULL::timestamptz(6), attempt_number, failure_count,
    NULL::text, NULL::timestamptz(3), false, ended_at
FROM ended_delivery e
UNION ALL
SELECT id, organization_id, webhook_id, event_id, event_at, message_id, event_name, source, 'skipped'::delivery_status,
    skip_reason, replay_of, replay_job_id, metadata, size,
    (SELECT b.payload FROM delivery_body b WHERE b.delivery_id = s.id),
    (SELECT b.original_payload FROM delivery_body b WHERE b.delivery_id = s.id),
    has_body, created_at, NULL::timestamptz(6), attempt_number, 0,
    NULL::text, NULL::timestamptz(3), false, ended_at
FROM skipped_delivery s;

CREATE VIEW "attempt" AS
SELECT delivery_id, number, organization_id, started_at, url, http_method, request_headers, webhook_version, status_code, response_headers,
    CASE
        WHEN has_body THEN (SELECT b.response_body FROM attempt_body b WHERE b.delivery_id = a.delivery_id AND b.number = a.number)
        WHEN status_code IS NOT NULL THEN ''
    END AS response_body,
    response_cut, error_code, error_message, remote_address, dns_ms, connect_ms, tls_ms, first_byte_ms, total_ms, has_body
FROM recorded_attempt a;

CREATE VIEW "event" AS
SELECT organization_id, id, event_name, event_type, data, created_at FROM event_body;

-- An installation with history keeps it where it is until server/retention/convert-history.ts has moved it. What waits is moved
-- here, with the events that it is built from, and so are the ids of events, by which duplicates are known.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM delivery_before) AND NOT EXISTS (SELECT FROM attempt_before) AND NOT EXISTS (SELECT FROM event_before) THEN
        DROP TABLE delivery_before, attempt_before, event_before;
        RETURN;
    END IF;

    INSERT INTO published_event_id (organization_id, id, created_at) SELECT organization_id, id, created_at FROM event_before;

    INSERT INTO queued_delivery (id, organization_id, webhook_id, event_id, event_at, message_id, event_name, source, original_source,
        replay_of, replay_job_id, metadata, size, payload, original_payload, created_at, next_at, attempt_number, failure_count,
        lease_owner, lease_until, held)
    SELECT d.id, d.organization_id, d.webhook_id, d.event_id, coalesce(e.created_at, d.created_at), d.message_id, d.event_name, d.source,
        CASE WHEN d.source = 'replay' THEN (
            SELECT o.source FROM delivery_before o
            WHERE o.organization_id = d.organization_id AND o.event_id = d.event_id AND o.source <> 'replay' LIMIT 1
        ) END,
        d.replay_of, d.replay_job_id, d.metadata, d.size, d.payload, d.original_payload, d.created_at, d.next_at, d.attempt_number,
        d.failure_count, d.lease_owner, d.lease_until, d.held
    FROM delivery_before d LEFT JOIN published_event_id e ON e.organization_id = d.organization_id AND e.id = d.event_id
    WHERE d.next_at IS NOT NULL;
    DELETE FROM delivery_before WHERE next_at IS NOT NULL;

    WITH needed AS (
        DELETE FROM event_before e USING (SELECT DISTINCT organization_id, event_id FROM queued_delivery WHERE payload IS NULL) q
        WHERE e.organization_id = q.organization_id AND e.id = q.event_id
        RETURNING e.*
    )
    INSERT INTO event_body (organization_id, id, created_at, event_name, event_type, data)
    SELECT organization_id, id, created_at, event_name, event_type, data FROM needed;

    ALTER VIEW delivery RENAME TO delivery_since;
    CREATE VIEW delivery AS
    SELECT * FROM delivery_since
    UNION ALL
    SELECT id, organization_id, webhook_id, event_id,
        coalesce((SELECT p.created_at FROM published_event_id p WHERE p.organization_id = b.organization_id AND p.id = b.event_id), created_at),
        message_id, event_name, source, status, skip_reason, replay_of, replay_job_id, metadata, size, payload, original_payload,
        payload IS NOT NULL OR original_payload IS NOT NULL, created_at, NULL::timestamptz(6), attempt_number, failure_count,
        NULL::text, NULL::timestamptz(3), false, ended_at
    FROM delivery_before b;

    ALTER VIEW attempt RENAME TO attempt_since;
    CREATE VIEW attempt AS
    SELECT * FROM attempt_since
    UNION ALL
    SELECT delivery_id, number, organization_id, started_at, url, http_method, request_headers, webhook_version, status_code,
        response_headers, response_body, response_cut, error_code, error_message, remote_address, dns_ms, connect_ms, tls_ms,
        first_byte_ms, total_ms, coalesce(response_body, '') <> ''
    FROM attempt_before;

    ALTER VIEW event RENAME TO event_since;
    CREATE VIEW event AS
    SELECT * FROM event_since
    UNION ALL
    SELECT organization_id, id, event_name, event_type, data, created_at FROM event_before;
END $$;
