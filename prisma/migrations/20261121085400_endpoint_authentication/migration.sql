-- AlterTable
ALTER TABLE "webhook" ADD COLUMN     "auth_parameters" TEXT,
ADD COLUMN     "custom_headers" TEXT,
ADD COLUMN     "disabled_reason" TEXT,
ADD COLUMN     "max_requests_per_second" INTEGER,
ADD COLUMN     "retry_enabled" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "retry_max_attempts" INTEGER NOT NULL DEFAULT 3,
ADD COLUMN     "success_status" TEXT NOT NULL DEFAULT '2xx',
ADD COLUMN     "timeout_seconds" INTEGER NOT NULL DEFAULT 120,
ADD COLUMN     "use_static_ip" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "oauth_token" (
    "webhook_id" TEXT NOT NULL,
    "organization_id" TEXT NOT NULL,
    "token" TEXT,
    "usable_until" TIMESTAMPTZ(3),
    "number" INTEGER NOT NULL DEFAULT 0,
    "lease_owner" TEXT,
    "lease_until" TIMESTAMPTZ(3),

    CONSTRAINT "oauth_token_pkey" PRIMARY KEY ("webhook_id")
);

-- CreateTable
CREATE TABLE "environment_variable" (
    "organization_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "is_secret" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "environment_variable_pkey" PRIMARY KEY ("organization_id","key")
);

-- AddForeignKey
ALTER TABLE "oauth_token" ADD CONSTRAINT "oauth_token_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "oauth_token" ADD CONSTRAINT "oauth_token_webhook_id_fkey" FOREIGN KEY ("webhook_id") REFERENCES "webhook"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "environment_variable" ADD CONSTRAINT "environment_variable_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;
