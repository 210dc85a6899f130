-- AlterTable
ALTER TABLE "webhook" ADD COLUMN     "event_version" TEXT,
ADD COLUMN     "filter" JSON,
ADD COLUMN     "filter_conditions" JSON,
ADD COLUMN     "hydrate_entity" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "include_activity" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "include_changed_attributes" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "include_relations" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "jsonata_expression" TEXT,
ADD COLUMN     "manifest" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "payload_format" TEXT NOT NULL DEFAULT 'entity_envelope',
ADD COLUMN     "protected" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "signature_header" TEXT;

-- CreateTable
CREATE TABLE "webhook_version" (
    "webhook_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "organization_id" TEXT NOT NULL,
    "change" TEXT NOT NULL,
    "actor_type" TEXT NOT NULL,
    "actor_id" TEXT,
    "secret_changed" BOOLEAN NOT NULL DEFAULT false,
    "snapshot" JSON NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "webhook_version_pkey" PRIMARY KEY ("webhook_id","version")
);

-- AddForeignKey
ALTER TABLE "webhook_version" ADD CONSTRAINT "webhook_version_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhook_version" ADD CONSTRAINT "webhook_version_webhook_id_fkey" FOREIGN KEY ("webhook_id") REFERENCES "webhook"("id") ON DELETE CASCADE ON UPDATE CASCADE;
