-- Executions are deleted by organization, because each keeps them for a time of its own.
CREATE INDEX "automation_execution_ended_by_organization_idx" ON "automation_execution"("organization_id", "ended_at") WHERE (ended_at is not null);

DROP INDEX "automation_execution_ended_idx";
