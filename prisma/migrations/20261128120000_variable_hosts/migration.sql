-- The hosts that a secret variable may be sent to (docs/decisions/027-secrets-stay-with-their-origin.md). Empty means any.
ALTER TABLE "environment_variable" ADD COLUMN "hosts" TEXT[] DEFAULT ARRAY[]::TEXT[];
