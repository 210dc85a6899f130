-- Entity schemas, a row a version, and the event types that follow from them (docs/decisions/033-entity-schemas.md).
CREATE TABLE "entity_schema_version" (
    "organization_id" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "id" TEXT NOT NULL,
    "schema" JSON,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "entity_schema_version_pkey" PRIMARY KEY ("organization_id", "slug", "version")
);

ALTER TABLE "entity_schema_version" ADD CONSTRAINT "entity_schema_version_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "event_type" ADD COLUMN "entity_schema" TEXT;
