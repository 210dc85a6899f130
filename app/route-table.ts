import type { RouteModule } from "@/app/_http/define-methods";
import * as auditLog from "@/app/v1/audit-log/route";
import * as retriggerAction from "@/app/v1/automation/executions/[execution_id]/[action_id]/retrigger/route";
import * as execution from "@/app/v1/automation/executions/[execution_id]/route";
import * as executionSchedule from "@/app/v1/automation/executions/[execution_id]/schedules/[schedule_id]/route";
import * as bulkJobs from "@/app/v1/automation/executions/bulk-jobs/route";
import * as executions from "@/app/v1/automation/executions/route";
import * as executionSearch from "@/app/v1/automation/executions/search.route";
import * as automationFlow from "@/app/v1/automation/flows/[flow_id]/route";
import * as automationFlowBatch from "@/app/v1/automation/flows/batch-get.route";
import * as automationFlows from "@/app/v1/automation/flows/route";
import * as activityFeed from "@/app/v1/entity/[slug]/[id]/activity/route";
import * as relation from "@/app/v1/entity/[slug]/[id]/relations/[attribute]/[entity_id]/route";
import * as relations from "@/app/v1/entity/[slug]/[id]/relations/route";
import * as restoreEntity from "@/app/v1/entity/[slug]/[id]/restore.route";
import * as entity from "@/app/v1/entity/[slug]/[id]/route";
import * as entities from "@/app/v1/entity/[slug]/route";
import * as upsertEntity from "@/app/v1/entity/[slug]/upsert.route";
import * as validateEntity from "@/app/v1/entity/[slug]/validate.route";
import * as attachActivity from "@/app/v1/entity/activity/[id]/attach.route";
import * as activity from "@/app/v1/entity/activity/[id]/route";
import * as activities from "@/app/v1/entity/activity/route";
import * as autocomplete from "@/app/v1/entity/autocomplete.route";
import * as listEntities from "@/app/v1/entity/list.route";
import * as entitySchemaExample from "@/app/v1/entity/schemas/[slug]/json/example/route";
import * as entityJsonSchema from "@/app/v1/entity/schemas/[slug]/json/schema/route";
import * as entitySchema from "@/app/v1/entity/schemas/[slug]/route";
import * as entitySchemaVersions from "@/app/v1/entity/schemas/[slug]/versions/route";
import * as schemaAttributes from "@/app/v1/entity/schemas/attributes/route";
import * as schemaCapabilities from "@/app/v1/entity/schemas/capabilities/route";
import * as schemaGroup from "@/app/v1/entity/schemas/group/route";
import * as schemaHeadline from "@/app/v1/entity/schemas/headline/route";
import * as entitySchemas from "@/app/v1/entity/schemas/route";
import * as searchEntities from "@/app/v1/entity/search.route";
import * as taxonomies from "@/app/v1/entity/taxonomies/route";
import * as savedViews from "@/app/v1/entity/views/route";
import * as environmentVariable from "@/app/v1/environments/[key]/route";
import * as environmentVariables from "@/app/v1/environments/route";
import * as eventTypeExample from "@/app/v1/events/[name]/example/route";
import * as inferSchema from "@/app/v1/events/[name]/infer-schema/route";
import * as eventTypeSchema from "@/app/v1/events/[name]/json_schema/route";
import * as eventType from "@/app/v1/events/[name]/route";
import * as eventTypes from "@/app/v1/events/route";
import * as inboxRequest from "@/app/v1/inboxes/[inboxId]/requests/[requestId]/route";
import * as inboxRequests from "@/app/v1/inboxes/[inboxId]/requests/route";
import * as inbox from "@/app/v1/inboxes/[inboxId]/route";
import * as inboxes from "@/app/v1/inboxes/route";
import * as retention from "@/app/v1/retention/route";
import * as token from "@/app/v1/tokens/[tokenId]/route";
import * as tokens from "@/app/v1/tokens/route";
import * as jwks from "@/app/v1/webhooks/.well-known/jwks.json/route";
import * as publicKey from "@/app/v1/webhooks/.well-known/public-key/route";
import * as replay from "@/app/v1/webhooks/configs/[configId]/events/[eventId]/replay/route";
import * as event from "@/app/v1/webhooks/configs/[configId]/events/[eventId]/route";
import * as replayBatch from "@/app/v1/webhooks/configs/[configId]/events/replay-batch/route";
import * as deprecatedEvents from "@/app/v1/webhooks/configs/[configId]/events/route";
import * as example from "@/app/v1/webhooks/configs/[configId]/example/route";
import * as preview from "@/app/v1/webhooks/configs/[configId]/preview/route";
import * as replayJobsOfConfig from "@/app/v1/webhooks/configs/[configId]/replay-jobs/route";
import * as rotateSecret from "@/app/v1/webhooks/configs/[configId]/rotate-secret/route";
import * as config from "@/app/v1/webhooks/configs/[configId]/route";
import * as testOAuth from "@/app/v1/webhooks/configs/[configId]/test-oauth/route";
import * as trigger from "@/app/v1/webhooks/configs/[configId]/trigger/route";
import * as restoreVersion from "@/app/v1/webhooks/configs/[configId]/versions/[version]/restore/route";
import * as versions from "@/app/v1/webhooks/configs/[configId]/versions/route";
import * as configs from "@/app/v1/webhooks/configs/route";
import * as configuredEvents from "@/app/v1/webhooks/configured-events/route";
import * as publish from "@/app/v1/webhooks/events/route";
import * as unsavedPreview from "@/app/v1/webhooks/preview/route";
import * as cancelReplayJob from "@/app/v1/webhooks/replay-jobs/[jobId]/cancel/route";
import * as replayJobItems from "@/app/v1/webhooks/replay-jobs/[jobId]/items/route";
import * as pauseReplayJob from "@/app/v1/webhooks/replay-jobs/[jobId]/pause/route";
import * as resumeReplayJob from "@/app/v1/webhooks/replay-jobs/[jobId]/resume/route";
import * as replayJob from "@/app/v1/webhooks/replay-jobs/[jobId]/route";
import * as replayJobs from "@/app/v1/webhooks/replay-jobs/route";
import * as entityV2 from "@/app/v2/entity/[slug]/[id]/route";
import * as taxonomyClassifications from "@/app/v2/entity/taxonomies/classifications/route";
import * as configEvents from "@/app/v2/webhooks/configs/[configId]/events/route";
import * as relationsV3 from "@/app/v3/entity/[slug]/[id]/relations/route";

/**
 * The route module of every path of the API, except that of its definition, which is made from this table. Where several paths
 * fit, the first one counts. Some paths are of operations that Postern does not serve: without a module of their own, which answers
 * 404, another path would fit. A test compares the table with the folders.
 */
export const ROUTE_TABLE: Readonly<Record<string, RouteModule>> = {
  "/v1/audit-log": auditLog,
  "/v1/automation/executions": executions,
  "/v1/automation/executions/bulk-jobs": bulkJobs,
  "/v1/automation/executions:search": executionSearch,
  "/v1/automation/executions/{execution_id}": execution,
  "/v1/automation/executions/{execution_id}/{action_id}/retrigger": retriggerAction,
  "/v1/automation/executions/{execution_id}/schedules/{schedule_id}": executionSchedule,
  "/v1/automation/flows": automationFlows,
  "/v1/automation/flows:batchGet": automationFlowBatch,
  "/v1/automation/flows/{flow_id}": automationFlow,
  "/v1/entity/schemas": entitySchemas,
  "/v1/entity/schemas/attributes": schemaAttributes,
  "/v1/entity/schemas/capabilities": schemaCapabilities,
  "/v1/entity/schemas/group": schemaGroup,
  "/v1/entity/schemas/headline": schemaHeadline,
  "/v1/entity/schemas/{slug}": entitySchema,
  "/v1/entity/schemas/{slug}/versions": entitySchemaVersions,
  "/v1/entity/schemas/{slug}/json/schema": entityJsonSchema,
  "/v1/entity/schemas/{slug}/json/example": entitySchemaExample,
  "/v1/environments": environmentVariables,
  "/v1/environments/{key}": environmentVariable,
  "/v1/entity/activity": activities,
  "/v1/entity/activity/{id}": activity,
  "/v1/entity/activity/{id}:attach": attachActivity,
  "/v1/entity/taxonomies": taxonomies,
  "/v1/entity/views": savedViews,
  "/v1/entity:autocomplete": autocomplete,
  "/v1/entity:list": listEntities,
  "/v1/entity:search": searchEntities,
  "/v1/entity/{slug}": entities,
  "/v1/entity/{slug}:upsert": upsertEntity,
  "/v1/entity/{slug}:validate": validateEntity,
  "/v1/entity/{slug}/{id}": entity,
  "/v1/entity/{slug}/{id}:restore": restoreEntity,
  "/v1/entity/{slug}/{id}/activity": activityFeed,
  "/v1/entity/{slug}/{id}/relations": relations,
  "/v1/entity/{slug}/{id}/relations/{attribute}/{entity_id}": relation,
  "/v2/entity/taxonomies/classifications": taxonomyClassifications,
  "/v2/entity/{slug}/{id}": entityV2,
  "/v3/entity/{slug}/{id}/relations": relationsV3,
  "/v1/inboxes": inboxes,
  "/v1/inboxes/{inboxId}": inbox,
  "/v1/inboxes/{inboxId}/requests": inboxRequests,
  "/v1/inboxes/{inboxId}/requests/{requestId}": inboxRequest,
  "/v1/retention": retention,
  "/v1/tokens": tokens,
  "/v1/tokens/{tokenId}": token,
  "/v1/webhooks/.well-known/jwks.json": jwks,
  "/v1/events": eventTypes,
  "/v1/events/{name}": eventType,
  "/v1/events/{name}/json_schema": eventTypeSchema,
  "/v1/events/{name}/example": eventTypeExample,
  "/v1/events/{name}/infer-schema": inferSchema,
  "/v1/webhooks/.well-known/public-key": publicKey,
  "/v1/webhooks/configured-events": configuredEvents,
  "/v1/webhooks/configs": configs,
  "/v1/webhooks/configs/{configId}": config,
  "/v1/webhooks/configs/{configId}/rotate-secret": rotateSecret,
  "/v1/webhooks/configs/{configId}/preview": preview,
  "/v1/webhooks/configs/{configId}/test-oauth": testOAuth,
  "/v1/webhooks/preview": unsavedPreview,
  "/v1/webhooks/configs/{configId}/versions": versions,
  "/v1/webhooks/configs/{configId}/versions/{version}/restore": restoreVersion,
  "/v1/webhooks/configs/{configId}/trigger": trigger,
  "/v1/webhooks/configs/{configId}/replay-jobs": replayJobsOfConfig,
  "/v1/webhooks/configs/{configId}/example": example,
  "/v1/webhooks/configs/{configId}/events": deprecatedEvents,
  "/v1/webhooks/configs/{configId}/events/replay-batch": replayBatch,
  "/v1/webhooks/configs/{configId}/events/{eventId}": event,
  "/v1/webhooks/configs/{configId}/events/{eventId}/replay": replay,
  "/v1/webhooks/events": publish,
  "/v1/webhooks/replay-jobs": replayJobs,
  "/v1/webhooks/replay-jobs/{jobId}": replayJob,
  "/v1/webhooks/replay-jobs/{jobId}/cancel": cancelReplayJob,
  "/v1/webhooks/replay-jobs/{jobId}/items": replayJobItems,
  "/v1/webhooks/replay-jobs/{jobId}/pause": pauseReplayJob,
  "/v1/webhooks/replay-jobs/{jobId}/resume": resumeReplayJob,
  "/v2/webhooks/configs/{configId}/events": configEvents,
};
