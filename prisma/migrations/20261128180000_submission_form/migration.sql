-- The public address of an organization that takes submissions, off until somebody switches it on (docs/decisions/036-public-form.md).
CREATE TABLE "submission_form" (
    "organization_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT false,
    "origins" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "submission_form_pkey" PRIMARY KEY ("organization_id")
);

CREATE UNIQUE INDEX "submission_form_key_key" ON "submission_form"("key");

ALTER TABLE "submission_form" ADD CONSTRAINT "submission_form_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;
