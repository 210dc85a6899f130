-- Written by hand: an entity is searched by a tsvector, and activities are partitioned by the day, as history is
-- (docs/decisions/034-entities.md).

CREATE TABLE "entity" (
    "organization_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "schema" TEXT NOT NULL,
    "title" TEXT,
    "data" JSON NOT NULL,
    "search" tsvector NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "deleted_at" TIMESTAMPTZ(3),
    "version" BIGINT NOT NULL DEFAULT 1,

    CONSTRAINT "entity_pkey" PRIMARY KEY ("organization_id", "id")
);

CREATE INDEX "entity_created_idx" ON "entity" ("organization_id", "schema", "created_at" DESC, "id" DESC) WHERE "deleted_at" IS NULL;
CREATE INDEX "entity_updated_idx" ON "entity" ("organization_id", "schema", "updated_at" DESC, "id" DESC) WHERE "deleted_at" IS NULL;
CREATE INDEX "entity_title_idx" ON "entity" ("organization_id", "schema", (coalesce("title", '')), "id") WHERE "deleted_at" IS NULL;
CREATE INDEX "entity_search_idx" ON "entity" USING gin ("search");

CREATE TABLE "activity" (
    "id" TEXT NOT NULL,
    "organization_id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "payload" JSON,
    "pending" BOOLEAN NOT NULL DEFAULT false,
    "caller" JSON NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "activity_pkey" PRIMARY KEY ("organization_id", "id")
) PARTITION BY RANGE ("id");

CREATE TABLE "activity_operation" (
    "activity_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "organization_id" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "schema" TEXT NOT NULL,
    "operation" TEXT,
    "payload" JSON,
    "diff" JSON,

    CONSTRAINT "activity_operation_pkey" PRIMARY KEY ("organization_id", "activity_id", "id")
) PARTITION BY RANGE ("activity_id");

CREATE INDEX "activity_operation_entity_idx" ON "activity_operation" ("organization_id", "entity_id", "activity_id" DESC);

CREATE TABLE "activity_default" PARTITION OF "activity" DEFAULT;
CREATE TABLE "activity_operation_default" PARTITION OF "activity_operation" DEFAULT;
